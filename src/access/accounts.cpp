#include "access/accounts.h"

#include <algorithm>
#include <map>

#include "access/one_time_codes.h"
#include "access/secrets.h"
#include "base/digest.h"
#include "base/text.h"

namespace luze::access {
namespace {

using store::Statement;
using Maybe = std::optional<std::int64_t>;
using Row = std::tuple<std::string, std::int64_t, std::string, std::string, std::string,
                       std::int64_t, std::string, std::int64_t, std::int64_t, std::int64_t, Maybe>;
using RoleRow = std::tuple<std::string, std::string, std::string>;

constexpr Statement select_accounts{
    "account.list",
    "SELECT name, person, title, language, password, password_at, factor, factor_at, factor_step,"
    " created_at, disabled_at FROM account WHERE book = :book ORDER BY name"};
constexpr Statement select_account{
    "account.find",
    "SELECT name, person, title, language, password, password_at, factor, factor_at, factor_step,"
    " created_at, disabled_at FROM account WHERE book = :book AND name = :name"};
constexpr Statement select_roles{
    "account.roles",
    "SELECT account, role, units FROM account_role WHERE book = :book ORDER BY account, role"};
constexpr Statement select_roles_of{
    "account.roles_of",
    "SELECT account, role, units FROM account_role WHERE book = :book AND account = :account"
    " ORDER BY role"};
constexpr Statement insert_account{
    "account.insert",
    "INSERT INTO account (book, name, person, title, language, created_at)"
    " VALUES (:book, :name, :person, :title, :language, :created_at)"};
constexpr Statement delete_roles{
    "account.delete_roles", "DELETE FROM account_role WHERE book = :book AND account = :account"};
constexpr Statement insert_role{"account.insert_role",
                                "INSERT INTO account_role (book, account, role, units)"
                                " VALUES (:book, :account, :role, :units)"};
constexpr Statement update_password{
    "account.password",
    "UPDATE account SET password = :password, password_at = :password_at"
    " WHERE book = :book AND name = :name"};
constexpr Statement update_factor{
    "account.factor",
    "UPDATE account SET factor = :factor, factor_at = :factor_at, factor_step = :factor_step"
    " WHERE book = :book AND name = :name"};
constexpr Statement update_disabled{
    "account.disabled",
    "UPDATE account SET disabled_at = :disabled_at WHERE book = :book AND name = :name"};
constexpr Statement update_person{
    "account.person", "UPDATE account SET person = :person WHERE book = :book AND name = :name"};
constexpr Statement update_language{
    "account.language",
    "UPDATE account SET language = :language WHERE book = :book AND name = :name"};
constexpr Statement delete_codes{
    "recovery_code.delete", "DELETE FROM recovery_code WHERE book = :book AND account = :account"};
constexpr Statement insert_code{"recovery_code.insert",
                                "INSERT INTO recovery_code (book, account, digest)"
                                " VALUES (:book, :account, :digest)"};
constexpr Statement use_code{"recovery_code.use",
                             "UPDATE recovery_code SET used_at = :used_at WHERE book = :book"
                             " AND account = :account AND digest = :digest AND used_at IS NULL"};
constexpr Statement void_links{"setup_link.void",
                               "UPDATE setup_link SET used_at = expires_at WHERE book = :book"
                               " AND account = :account AND used_at IS NULL"};
constexpr Statement insert_link{"setup_link.insert",
                                "INSERT INTO setup_link (book, digest, account, expires_at)"
                                " VALUES (:book, :digest, :account, :expires_at)"};
constexpr Statement select_link{"setup_link.find",
                                "SELECT account FROM setup_link WHERE book = :book"
                                " AND digest = :digest AND used_at IS NULL AND expires_at > :now"};
constexpr Statement spend_link{"setup_link.use",
                               "UPDATE setup_link SET used_at = :now WHERE book = :book"
                               " AND digest = :digest AND used_at IS NULL AND expires_at > :now"};
constexpr Statement select_preference{
    "preference.find",
    "SELECT value FROM preference WHERE book = :book AND account = :account AND name = :name"};
constexpr Statement delete_preference{
    "preference.delete",
    "DELETE FROM preference WHERE book = :book AND account = :account AND name = :name"};
constexpr Statement insert_preference{
    "preference.insert",
    "INSERT INTO preference (book, account, name, value) VALUES (:book, :account, :name, :value)"};

// Units of a role, one a line.
std::string kept(const std::vector<std::string>& units) { return join(units, "\n"); }
std::vector<std::string> units_of(const std::string& text) {
    return text.empty() ? std::vector<std::string>{} : split(text, "\n");
}

Account account_of(Row row) {
    Account account;
    account.name = std::move(std::get<0>(row));
    account.person = PersonId{std::get<1>(row)};
    account.title = std::move(std::get<2>(row));
    account.language = std::get<3>(row) == "en" ? Language::en : Language::zh;
    account.password = std::move(std::get<4>(row));
    account.password_at = Instant{std::get<5>(row)};
    account.factor = std::move(std::get<6>(row));
    account.factor_at = Instant{std::get<7>(row)};
    account.factor_step = std::get<8>(row);
    account.created_at = Instant{std::get<9>(row)};
    if (std::get<10>(row)) {
        account.disabled_at = Instant{*std::get<10>(row)};
    }
    return account;
}

Result<void> done(const Result<std::int64_t>& outcome) {
    return outcome ? Result<void>{} : std::unexpected(outcome.error());
}

const char* code_of(Language language) { return language == Language::en ? "en" : "zh"; }

bool fits_name(char32_t c) {
    const bool ascii =
        (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c == U'.' || c == U'-' || c == U'_';
    const bool chinese = c >= 0x4E00 && c <= 0x9FFF;
    return ascii || chinese;
}

}  // namespace

bool Account::administrator() const {
    return std::ranges::any_of(grants, [](const Grant& grant) {
        const Role* role = find_role(grant.role);
        return role != nullptr && role->administrator;
    });
}

Result<std::string> account_name(std::string_view written) {
    constexpr std::size_t shortest = 2;
    constexpr std::size_t longest = 32;
    std::u32string text = to_utf32(without_spaces(fold_width(written)));
    for (char32_t& c : text) {
        c = c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
    }
    if (text.size() < shortest || text.size() > longest || !std::ranges::all_of(text, fits_name)) {
        return fail(ErrorKind::invalid, "账号要用2到32个汉字、字母、数字（可带 . - _）",
                    "an account's name is 2 to 32 letters, digits, dots and dashes");
    }
    return to_utf8(text);
}

Result<std::optional<Account>> Accounts::find(const std::string& name) const {
    auto row = session_->read_one<Row>(select_account, book_, name);
    auto roles = session_->read<RoleRow>(select_roles_of, book_, name);
    if (!row || !roles) {
        return std::unexpected(row ? roles.error() : row.error());
    }
    if (!*row) {
        return std::optional<Account>{};
    }
    Account account = account_of(std::move(**row));
    for (auto& [owner, role, units] : *roles) {
        account.grants.push_back({std::move(role), units_of(units)});
    }
    return std::optional(std::move(account));
}

Result<std::vector<Account>> Accounts::list() const {
    auto rows = session_->read<Row>(select_accounts, book_);
    auto roles = session_->read<RoleRow>(select_roles, book_);
    if (!rows || !roles) {
        return std::unexpected(rows ? roles.error() : rows.error());
    }
    std::map<std::string, std::vector<Grant>> grants;
    for (auto& [owner, role, units] : *roles) {
        grants[owner].push_back({std::move(role), units_of(units)});
    }
    std::vector<Account> accounts;
    for (Row& row : *rows) {
        accounts.push_back(account_of(std::move(row)));
        accounts.back().grants = std::move(grants[accounts.back().name]);
    }
    return accounts;
}

Result<void> Accounts::add(const Account& account) {
    auto there = find(account.name);
    if (!there) {
        return std::unexpected(there.error());
    }
    if (*there) {
        return fail(ErrorKind::conflict, "已经有账号“" + account.name + "”",
                    "there is an account '" + account.name + "' already");
    }
    Maybe person = account.person ? Maybe(account.person.value) : std::nullopt;
    auto added = session_->execute(insert_account, book_, account.name, person, account.title,
                                   code_of(account.language), account.created_at.ms);
    return added ? set_grants(account.name, account.grants) : done(added);
}

Result<void> Accounts::set_grants(const std::string& account, const std::vector<Grant>& grants) {
    auto cleared = session_->execute(delete_roles, book_, account);
    for (const Grant& grant : grants) {
        if (!cleared) {
            break;
        }
        cleared = session_->execute(insert_role, book_, account, grant.role, kept(grant.units));
    }
    return done(cleared);
}

Result<void> Accounts::set_password(const std::string& account, const std::string& hash,
                                    Instant now) {
    return done(session_->execute(update_password, hash, now.ms, book_, account));
}

Result<void> Accounts::set_factor(const std::string& account, const std::string& secret,
                                  Instant now, std::int64_t step) {
    std::optional<std::string> factor =
        secret.empty() ? std::nullopt : std::optional<std::string>(secret);
    return done(session_->execute(update_factor, factor, now.ms, step, book_, account));
}

Result<void> Accounts::set_person(const std::string& account, PersonId person) {
    return done(session_->execute(update_person, person.value, book_, account));
}

Result<void> Accounts::set_disabled(const std::string& account, std::optional<Instant> when) {
    Maybe at = when ? Maybe(when->ms) : std::nullopt;
    return done(session_->execute(update_disabled, at, book_, account));
}

Result<void> Accounts::set_language(const std::string& account, Language language) {
    return done(session_->execute(update_language, code_of(language), book_, account));
}

Result<void> Accounts::set_recovery_codes(const std::string& account,
                                          const std::vector<std::string>& codes) {
    auto kept_all = session_->execute(delete_codes, book_, account);
    for (const std::string& code : codes) {
        if (!kept_all) {
            break;
        }
        kept_all =
            session_->execute(insert_code, book_, account, sha256(plain_recovery_code(code)).hex());
    }
    return done(kept_all);
}

Result<bool> Accounts::use_recovery_code(const std::string& account, std::string_view code,
                                         Instant now) {
    auto used = session_->execute(use_code, now.ms, book_, account,
                                  sha256(plain_recovery_code(code)).hex());
    return used ? Result<bool>(*used == 1) : std::unexpected(used.error());
}

Result<std::string> Accounts::issue_link(const std::string& account, Instant expires) {
    auto secret = new_secret();
    if (!secret) {
        return secret;
    }
    auto before = session_->execute(void_links, book_, account);
    auto kept_link =
        before ? session_->execute(insert_link, book_, sha256(*secret).hex(), account, expires.ms)
               : before;
    return kept_link ? secret : std::unexpected(kept_link.error());
}

Result<std::optional<std::string>> Accounts::link_account(std::string_view secret,
                                                          Instant now) const {
    auto row = session_->read_one<std::tuple<std::string>>(select_link, book_, sha256(secret).hex(),
                                                           now.ms);
    if (!row) {
        return std::unexpected(row.error());
    }
    return *row ? std::optional(std::get<0>(**row)) : std::nullopt;
}

Result<bool> Accounts::use_link(std::string_view secret, Instant now) {
    auto used = session_->execute(spend_link, now.ms, book_, sha256(secret).hex());
    return used ? Result<bool>(*used == 1) : std::unexpected(used.error());
}

Result<std::string> Accounts::preference(const std::string& account,
                                         const std::string& name) const {
    auto row = session_->read_one<std::tuple<std::string>>(select_preference, book_, account, name);
    if (!row) {
        return std::unexpected(row.error());
    }
    return *row ? std::get<0>(**row) : std::string();
}

Result<void> Accounts::set_preference(const std::string& account, const std::string& name,
                                      const std::string& value) {
    auto changed = session_->execute(delete_preference, book_, account, name);
    if (changed && !value.empty()) {
        changed = session_->execute(insert_preference, book_, account, name, value);
    }
    return done(changed);
}

}  // namespace luze::access
