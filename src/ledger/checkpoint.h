// Checkpoints: what a book promised at some moment, signed, to be kept elsewhere.
//
// C2SP tlog-checkpoint inside a signed note:
//   luze/main            origin: luze/ and the book's name
//   1006                 entries
//   qW0…=                root of the tree, base64
//                        (an empty line)
//   — luze/main AbCd…=   signature: base64 of 4 bytes of key id and 64 bytes of Ed25519
// Lines of other signers are allowed and passed over.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/error.h"

namespace luze::ledger {

struct Checkpoint {
    std::string book;
    std::int64_t size = 0;
    Digest root;

    // The signed part, up to and including the line feed after the root.
    [[nodiscard]] std::string text() const;
    bool operator==(const Checkpoint&) const = default;
};

// Checks signatures. Text form (safe to publish): luze/main+1a2b3c4d+ARt…=, as Go's note package
// and the C2SP tools write it.
class VerifierKey {
public:
    [[nodiscard]] static Result<VerifierKey> parse(std::string_view text);
    [[nodiscard]] std::string text() const;

private:
    friend class SigningKey;
    friend Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key);
    [[nodiscard]] std::array<std::uint8_t, 4> id() const;

    std::string name_;  // luze/BOOK
    std::array<std::uint8_t, 32> public_key_{};
};

// Signs. Its text is the key file's content: PRIVATE+KEY+luze/main+1a2b3c4d+AR…=. Keep it apart
// from the backups of the book.
class SigningKey {
public:
    // From the operating system's randomness.
    [[nodiscard]] static Result<SigningKey> generate(std::string_view book);
    [[nodiscard]] static Result<SigningKey> parse(std::string_view text);
    ~SigningKey();
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }
    // The signed note.
    [[nodiscard]] Result<std::string> sign(const Checkpoint& checkpoint) const;

private:
    SigningKey() = default;
    [[nodiscard]] Result<void> derive();

    std::array<std::uint8_t, 32> seed_{};
    VerifierKey verifier_;
};

// The checkpoint of a note, its signature unchecked.
[[nodiscard]] Result<Checkpoint> read_checkpoint(std::string_view note);
// … and checked. ErrorKind: invalid (not a note), refused (not signed by that key, or wrongly).
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key);

// Bytes from the operating system's randomness.
[[nodiscard]] Result<void> fill_random(std::uint8_t* bytes, std::size_t count);

}  // namespace luze::ledger
