// What administrators set: how long sessions last, what passwords must be, what stops an upload.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "store/session.h"

namespace luze::access {

// How a setting is written: a number within bounds, yes or no (1 or 0), one of some words, a line,
// several lines.
enum class SettingShape { number, flag, choice, line, lines };
[[nodiscard]] std::string_view id_of(SettingShape shape);

struct SettingKind {
    std::string_view id;
    std::string_view zh;
    std::string_view en;
    std::string_view why_zh;  // what it is for
    std::string_view why_en;
    std::string_view otherwise;  // its value until somebody sets it
    SettingShape shape;
    std::int64_t least;  // of numbers and flags
    std::int64_t most;
};
[[nodiscard]] std::span<const SettingKind> setting_kinds();

class Settings {
public:
    Settings(store::Session& session, std::string book)
        : session_(&session), book_(std::move(book)) {}

    // Of every kind.
    [[nodiscard]] Result<std::map<std::string, std::string>> all() const;
    [[nodiscard]] Result<std::string> text(std::string_view id) const;
    [[nodiscard]] Result<std::int64_t> number(std::string_view id) const;
    // ErrorKind: missing (no such setting), invalid (out of its bounds). In the caller's
    // transaction.
    [[nodiscard]] Result<void> set(const std::string& id, const std::string& value);

private:
    store::Session* session_;
    std::string book_;
};

}  // namespace luze::access
