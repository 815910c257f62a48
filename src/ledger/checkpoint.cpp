#include "ledger/checkpoint.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <vector>

#include "base/text.h"
#include "model/entry.h"

namespace luze::ledger {
namespace {

constexpr std::string_view origin_prefix = "luze/";
constexpr std::string_view private_prefix = "PRIVATE+KEY+";
constexpr std::string_view dash = "\u2014 ";  // before each signature line
constexpr char ed25519 = 1;                   // the signature's type, as C2SP numbers them
constexpr std::size_t signature_bytes = 64;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

template <std::size_t n>
std::string_view view(const std::array<std::uint8_t, n>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), n};
}
const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::unexpected<Error> bad_key() {
    return fail(ErrorKind::invalid, "密钥的写法不对", "this is not a well-formed key");
}
std::unexpected<Error> bad_note(std::string_view zh, std::string_view en) {
    return fail(ErrorKind::invalid, "检查点的写法不对：" + std::string(zh),
                "this is not a checkpoint: " + std::string(en));
}
std::unexpected<Error> openssl_failed() {
    return fail(ErrorKind::io, "密码库出错", "the cryptographic library failed");
}

// NAME+ID+BASE64 with a type byte before 32 bytes of key.
struct KeyText {
    std::string name;
    std::string id;  // 8 hexadecimal digits
    std::array<std::uint8_t, 32> bytes{};
};

std::optional<KeyText> read_key(std::string_view text) {
    text = trim(text);
    std::size_t first = text.find('+');
    std::size_t second = text.find('+', first + 1);  // base64 may hold more of them
    if (first == std::string_view::npos || second == std::string_view::npos) {
        return std::nullopt;
    }
    KeyText key;
    key.name = text.substr(0, first);
    key.id = text.substr(first + 1, second - first - 1);
    std::optional<std::string> bytes = from_base64(text.substr(second + 1));
    bool named = key.name.starts_with(origin_prefix) &&
                 is_book_name(std::string_view(key.name).substr(origin_prefix.size()));
    if (!named || !bytes || bytes->size() != 33 || bytes->front() != ed25519) {
        return std::nullopt;
    }
    std::ranges::copy(bytes->begin() + 1, bytes->end(), key.bytes.begin());
    return key;
}

std::string key_text(const std::string& name, std::string_view id, std::string_view bytes) {
    return name + "+" + to_hex(id) + "+" + to_base64(std::string(1, ed25519) + std::string(bytes));
}

// A line up to its line feed, taken off the front; nothing when no line feed is left.
std::optional<std::string_view> take_line(std::string_view& text) {
    std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::optional<std::int64_t> parse_size(std::string_view digits) {
    std::int64_t size = -1;
    auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    bool whole = fault == std::errc() && stop == digits.data() + digits.size();
    bool plain = digits == "0" || (!digits.empty() && digits.front() != '0');
    return whole && plain && size >= 0 ? std::optional(size) : std::nullopt;
}

struct Note {
    std::string_view text;  // the signed part
    Checkpoint checkpoint;
    std::string_view signatures;
};

Result<Note> split_note(std::string_view bytes) {
    std::size_t gap = bytes.find("\n\n");
    if (gap == std::string_view::npos || !is_utf8(bytes) || !bytes.ends_with('\n')) {
        return bad_note("没有签名部分", "it has no signatures");
    }
    Note note{bytes.substr(0, gap + 1), {}, bytes.substr(gap + 2)};
    std::string_view rest = note.text;
    std::optional<std::string_view> origin = take_line(rest);
    std::optional<std::string_view> size = take_line(rest);
    std::optional<std::string_view> root = take_line(rest);
    if (!origin || !size || !root) {
        return bad_note("缺行", "lines are missing");
    }
    std::string_view book = origin->substr(std::min(origin_prefix.size(), origin->size()));
    std::optional<std::int64_t> count = parse_size(*size);
    std::optional<Digest> digest = Digest::parse_base64(*root);
    if (!origin->starts_with(origin_prefix) || !is_book_name(book) || !count || !digest) {
        return bad_note("来源、条数或树根无法识别", "origin, size or root cannot be read");
    }
    note.checkpoint = {std::string(book), *count, *digest};
    return note;
}

}  // namespace

Result<void> fill_random(std::uint8_t* bytes, std::size_t count) {
    if (RAND_bytes(bytes, static_cast<int>(count)) != 1) {
        return fail(ErrorKind::io, "操作系统没有给出随机数", "the system gave no random numbers");
    }
    return {};
}

std::string Checkpoint::text() const {
    return std::string(origin_prefix) + book + "\n" + std::to_string(size) + "\n" + root.base64() +
           "\n";
}

std::array<std::uint8_t, 4> VerifierKey::id() const {
    Digest digest = sha256(name_ + "\n" + ed25519 + std::string(view(public_key_)));
    std::array<std::uint8_t, 4> result{};
    std::copy_n(digest.bytes.begin(), result.size(), result.begin());
    return result;
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
    std::optional<KeyText> read = read_key(text);
    if (!read) {
        return bad_key();
    }
    VerifierKey key;
    key.name_ = read->name;
    key.public_key_ = read->bytes;
    return to_hex(view(key.id())) == read->id ? Result<VerifierKey>(key) : bad_key();
}

std::string VerifierKey::text() const { return key_text(name_, view(id()), view(public_key_)); }

SigningKey::~SigningKey() { OPENSSL_cleanse(seed_.data(), seed_.size()); }

Result<void> SigningKey::derive() {
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed_.data(), seed_.size()),
            &EVP_PKEY_free);
    std::size_t length = verifier_.public_key_.size();
    if (!key ||
        EVP_PKEY_get_raw_public_key(key.get(), verifier_.public_key_.data(), &length) != 1) {
        return openssl_failed();
    }
    return {};
}

Result<SigningKey> SigningKey::generate(std::string_view book) {
    SigningKey key;
    if (!is_book_name(book)) {
        return fail(ErrorKind::usage, "账本名只能用小写字母、数字、- 和 _",
                    "a book's name is made of a-z, 0-9, - and _");
    }
    key.verifier_.name_ = std::string(origin_prefix) + std::string(book);
    Result<void> ready = fill_random(key.seed_.data(), key.seed_.size());
    if (ready) {
        ready = key.derive();
    }
    return ready ? Result<SigningKey>(key) : std::unexpected(ready.error());
}

Result<SigningKey> SigningKey::parse(std::string_view text) {
    text = trim(text);
    if (!text.starts_with(private_prefix)) {
        return bad_key();
    }
    std::optional<KeyText> read = read_key(text.substr(private_prefix.size()));
    if (!read) {
        return bad_key();
    }
    SigningKey key;
    key.seed_ = read->bytes;
    key.verifier_.name_ = read->name;
    if (Result<void> ready = key.derive(); !ready) {
        return std::unexpected(ready.error());
    }
    return to_hex(view(key.verifier_.id())) == read->id ? Result<SigningKey>(key) : bad_key();
}

std::string SigningKey::text() const {
    return std::string(private_prefix) +
           key_text(verifier_.name_, view(verifier_.id()), view(seed_));
}

Result<std::string> SigningKey::sign(const Checkpoint& checkpoint) const {
    if (verifier_.name_ != std::string(origin_prefix) + checkpoint.book) {
        return fail(ErrorKind::refused, "这把密钥不是这本账的", "this key is another book's");
    }
    std::string text = checkpoint.text();
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed_.data(), seed_.size()),
            &EVP_PKEY_free);
    Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::array<std::uint8_t, signature_bytes> signature{};
    std::size_t length = signature.size();
    if (!key || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &length, octets(text), text.size()) != 1) {
        return openssl_failed();
    }
    std::string line(view(verifier_.id()));
    line += view(signature);
    return text + "\n" + std::string(dash) + verifier_.name_ + " " + to_base64(line) + "\n";
}

Result<Checkpoint> read_checkpoint(std::string_view note) {
    Result<Note> parts = split_note(note);
    return parts ? Result<Checkpoint>(parts->checkpoint) : std::unexpected(parts.error());
}

Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key) {
    Result<Note> parts = split_note(note);
    if (!parts) {
        return std::unexpected(parts.error());
    }
    std::string start = std::string(dash) + key.name_ + " ";
    while (std::optional<std::string_view> line = take_line(parts->signatures)) {
        std::optional<std::string> bytes;
        if (line->starts_with(start)) {
            bytes = from_base64(line->substr(start.size()));
        }
        if (!bytes || !bytes->starts_with(view(key.id()))) {
            continue;  // another signer's
        }
        std::string_view signature = std::string_view(*bytes).substr(4);
        Key raw(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.public_key_.data(),
                                            key.public_key_.size()),
                &EVP_PKEY_free);
        Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        if (!raw ||
            EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, raw.get()) != 1) {
            return openssl_failed();
        }
        bool own =
            start == std::string(dash) + std::string(origin_prefix) + parts->checkpoint.book + " ";
        if (own && signature.size() == signature_bytes &&
            EVP_DigestVerify(context.get(), octets(signature), signature.size(),
                             octets(parts->text), parts->text.size()) == 1) {
            return parts->checkpoint;
        }
        return fail(ErrorKind::refused, "检查点的签名不对：内容被改动过",
                    "the checkpoint's signature is wrong: it has been altered");
    }
    return fail(ErrorKind::refused, "检查点没有这把密钥的签名",
                "the checkpoint is not signed by this key");
}

}  // namespace luze::ledger
