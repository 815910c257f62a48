#include "access/settings.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "access/passwords.h"
#include "base/text.h"

namespace luze::access {
namespace {

using store::Statement;

constexpr Statement select_settings{"setting.list",
                                    "SELECT name, value FROM setting WHERE book = :book"};
constexpr Statement select_setting{"setting.find",
                                   "SELECT value FROM setting WHERE book = :book AND name = :name"};
constexpr Statement delete_setting{"setting.delete",
                                   "DELETE FROM setting WHERE book = :book AND name = :name"};
constexpr Statement insert_setting{
    "setting.insert", "INSERT INTO setting (book, name, value) VALUES (:book, :name, :value)"};

constexpr std::int64_t text_from = 1;
constexpr std::int64_t text_to = 0;

constexpr std::array<SettingKind, 10> kinds{{
    {"password_policy", "口令规则", "rules for passwords", "dengbao", text_from, text_to},
    {"idle_minutes", "多久不用即退出（分钟）", "minutes idle until signed out", "20", 5, 30},
    {"absolute_hours", "登录后最长多久（小时）", "hours until signed out", "10", 1, 12},
    {"link_hours", "设置链接有效期（小时）", "hours that a set-up link is good", "72", 1, 336},
    {"factor_for_all", "所有人都要第二重验证（0 或 1）", "second factor for everybody (0 or 1)",
     "0", 0, 1},
    {"mail_server", "邮件服务器（smtps://…）", "mail server", "", text_from, text_to},
    {"mail_from", "发件地址", "sender's address", "", text_from, text_to},
    {"mail_user", "邮件用户名", "mail user", "", text_from, text_to},
    {"forbidden_words", "不得上传的词语（一行一个）", "words that stop an upload, one a line", "",
     text_from, text_to},
    {"forbidden_markings", "不得上传的密级标志（一行一个）",
     "markings that stop an upload, one a line", "绝密★\n机密★\n秘密★", text_from, text_to},
}};

const SettingKind* kind_of(std::string_view id) {
    auto at = std::ranges::find(kinds, id, &SettingKind::id);
    return at == kinds.end() ? nullptr : &*at;
}

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t number = 0;
    auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool sound = wrong == std::errc{} && end == text.data() + text.size();
    return sound ? std::optional(number) : std::nullopt;
}

Result<void> check(const SettingKind& kind, const std::string& value) {
    const std::string name(kind.zh);
    const std::string name_en(kind.en);
    if (kind.least <= kind.most) {
        auto number = whole(value);
        if (!number || *number < kind.least || *number > kind.most) {
            const std::string least = std::to_string(kind.least);
            const std::string most = std::to_string(kind.most);
            return fail(ErrorKind::invalid, "“" + name + "”要写" + least + "到" + most + "的整数",
                        "'" + name_en + "' is a whole number from " + least + " to " + most);
        }
        return {};
    }
    constexpr std::size_t longest = 20'000;
    if (!is_utf8(value) || value.size() > longest) {
        return fail(ErrorKind::invalid, "“" + name + "”太长", "'" + name_en + "' is too long");
    }
    if (kind.id == "password_policy" && policy_of(value).id != value) {
        return fail(ErrorKind::invalid, "口令规则可选 dengbao 或 asvs",
                    "the rules for passwords are dengbao or asvs");
    }
    return {};
}

}  // namespace

std::span<const SettingKind> setting_kinds() { return kinds; }

Result<std::map<std::string, std::string>> Settings::all() const {
    auto rows = session_->read<std::tuple<std::string, std::string>>(select_settings, book_);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::map<std::string, std::string> out;
    for (const SettingKind& kind : kinds) {
        out[std::string(kind.id)] = std::string(kind.otherwise);
    }
    for (auto& [name, value] : *rows) {
        out[name] = std::move(value);
    }
    return out;
}

Result<std::string> Settings::text(std::string_view id) const {
    auto row = session_->read_one<std::tuple<std::string>>(select_setting, book_, id);
    if (!row) {
        return std::unexpected(row.error());
    }
    const SettingKind* kind = kind_of(id);
    return *row ? std::get<0>(**row) : std::string(kind == nullptr ? "" : kind->otherwise);
}

Result<std::int64_t> Settings::number(std::string_view id) const {
    auto value = text(id);
    return value ? Result<std::int64_t>(whole(*value).value_or(0)) : std::unexpected(value.error());
}

Result<void> Settings::set(const std::string& id, const std::string& value) {
    const SettingKind* kind = kind_of(id);
    if (kind == nullptr) {
        return fail(ErrorKind::missing, "没有设置项“" + id + "”",
                    "there is no setting '" + id + "'");
    }
    if (auto sound = check(*kind, value); !sound) {
        return sound;
    }
    auto changed = session_->execute(delete_setting, book_, id);
    if (changed) {
        changed = session_->execute(insert_setting, book_, id, value);
    }
    return changed ? Result<void>{} : std::unexpected(changed.error());
}

}  // namespace luze::access
