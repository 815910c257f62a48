// Errors as values. A rule that refuses something is a domain value, not an Error.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace luze {

// The languages of everything a user reads. Chinese comes first.
enum class Language { zh, en };

// One sentence in both languages.
struct Phrase {
    std::string zh;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const {
        return language == Language::zh ? zh : en;
    }
    bool operator==(const Phrase&) const = default;
};

// What kind of failure it is; the command line maps each to an exit code, HTTP to a status.
enum class ErrorKind {
    usage,     // the command or request itself is malformed
    invalid,   // input that cannot be taken as it is
    missing,   // what was named does not exist
    conflict,  // somebody else wrote first: read again and retry
    refused,   // not allowed here
    limit,     // larger than a stated limit (base/limits.h)
    corrupt,   // stored data contradicts itself
    io,        // the machine: disk, network, database
};

// What went wrong, where, and what to do about it, in the user's language.
struct Error {
    ErrorKind kind;
    Phrase message;
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, std::string zh, std::string en) {
    return std::unexpected(Error{kind, Phrase{std::move(zh), std::move(en)}});
}

}  // namespace luze
