// JSON values of the books: no floats (numbers are 64-bit integers, decimals are strings).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.h"

namespace luze {

class Json {
public:
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json>;

    Json() = default;  // null
    Json(bool value) : value_(value) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(std::int64_t value) : value_(value) {}
    Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
    Json(const char* text) : value_(std::string(text)) {}
    Json(std::string text) : value_(std::move(text)) {}
    Json(std::string_view text) : value_(std::string(text)) {}
    Json(Array items) : value_(std::move(items)) {}
    Json(Object members) : value_(std::move(members)) {}

    [[nodiscard]] bool is_null() const { return value_.index() == 0; }
    // Null pointer when the value is of another type.
    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&value_); }
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
    [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] const Array* array() const { return std::get_if<Array>(&value_); }
    [[nodiscard]] const Object* object() const { return std::get_if<Object>(&value_); }
    [[nodiscard]] Array* array() { return std::get_if<Array>(&value_); }
    [[nodiscard]] Object* object() { return std::get_if<Object>(&value_); }

    // The member of that name; null when it or the object is absent.
    [[nodiscard]] const Json& operator[](std::string_view name) const;
    // … as text or number, with a fallback when absent or of another type.
    [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise = "") const;
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t otherwise = 0) const;

    bool operator==(const Json&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> value_;
};

// RFC 8785 canonical bytes: members sorted by UTF-16 code units, no white space. Strings must be
// valid UTF-8 (invalid bytes are written as U+FFFD).
[[nodiscard]] std::string canonical(const Json& value);

// The same for what is about to be kept: refuses (ErrorKind invalid) what canonical text cannot
// hold or others could not read back: integers outside ±2^53, invalid UTF-8, depth over 64.
[[nodiscard]] Result<std::string> checked_canonical(const Json& value);

// The same, indented by two spaces and with members in the same order: for people to read.
[[nodiscard]] std::string pretty(const Json& value);

// Refuses floats, integers outside ±2^53, duplicate members, depth over 64, invalid UTF-8 and
// trailing text (ErrorKind invalid, with the byte offset).
[[nodiscard]] Result<Json> parse_json(std::string_view text);

}  // namespace luze
