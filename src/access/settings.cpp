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

using enum SettingShape;

constexpr std::array<SettingKind, 10> kinds{{
    {"password_policy", "口令规则", "Rules for passwords",
     "设口令时按哪一套规则查；已有的口令到下次换的时候才按新规则。",
     "By which rules a password is judged when it is set; those that are there stay until they are "
     "changed.",
     "dengbao", choice, 0, 0},
    {"idle_minutes", "多久不用即退出（分钟）", "Minutes idle until signed out",
     "离开座位这么久，要重新登录。", "After so long without use one signs in again.", "20", number,
     5, 30},
    {"absolute_hours", "登录后最长多久（小时）", "Hours until signed out",
     "一直在用也要到时重新登录。", "However busy, one signs in again after so long.", "10", number,
     1, 12},
    {"link_hours", "设置链接有效期（小时）", "Hours that a set-up link is good",
     "发给新账号或忘记口令的人，过期要重发。",
     "For a new account or a forgotten password; then it is issued again.", "72", number, 1, 336},
    {"factor_for_all", "所有人都要第二重验证", "Second factor for everybody",
     "管理员一律要；开了以后所有人登录都要动态口令。",
     "Administrators always have it; with this everybody signs in with a one-time code.", "0", flag,
     0, 1},
    {"mail_server", "邮件服务器", "Mail server",
     "写成 smtps://地址:端口；空着就不发邮件，提醒只在页面上。",
     "smtps://host:port; with none, reminders are on the pages only.", "", line, 0, 0},
    {"mail_from", "发件地址", "Sender's address", "提醒邮件从这个地址发出。",
     "Reminders are sent from it.", "", line, 0, 0},
    {"mail_user", "邮件用户名", "Mail user", "登录邮件服务器用的名字；口令放在服务器上，不在这里。",
     "As the mail server knows it; its password is kept on the server, not here.", "", line, 0, 0},
    {"forbidden_words", "不得上传的词语", "Words that stop an upload",
     "一行一个。文件里有这些词的，不收。", "One a line; files that hold one are refused.", "",
     lines, 0, 0},
    {"forbidden_markings", "不得上传的密级标志", "Markings that stop an upload",
     "一行一个。本系统不得处理涉密文件，标有密级的不收。",
     "One a line; classified papers do not belong here.", "绝密★\n机密★\n秘密★", lines, 0, 0},
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
    if (kind.shape == number || kind.shape == flag) {
        auto written = whole(value);
        if (!written || *written < kind.least || *written > kind.most) {
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

std::string_view id_of(SettingShape shape) {
    switch (shape) {
        case number:
            return "number";
        case flag:
            return "flag";
        case choice:
            return "choice";
        case line:
            return "line";
        case lines:
            return "lines";
    }
    return "";
}

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
