#include "access/tokens.h"

#include "access/secrets.h"
#include "base/digest.h"
#include "base/text.h"

namespace luze::access {
namespace {

using store::Statement;
using Row = std::tuple<std::string, std::int64_t, std::string, std::string, std::string,
                       std::int64_t, std::optional<std::int64_t>>;

constexpr std::size_t id_digits = 12;
constexpr std::string_view prefix = "luze_";

constexpr Statement insert_token{
    "token.insert",
    "INSERT INTO access_token (book, digest, person, account, purpose, scopes, created_at)"
    " VALUES (:book, :digest, :person, :account, :purpose, :scopes, :created_at)"};
constexpr Statement select_token{
    "token.find",
    "SELECT digest, person, account, purpose, scopes, created_at, revoked_at FROM access_token"
    " WHERE book = :book AND digest = :digest"};
constexpr Statement select_tokens{
    "token.list",
    "SELECT digest, person, account, purpose, scopes, created_at, revoked_at FROM access_token"
    " WHERE book = :book ORDER BY created_at, digest"};
constexpr Statement revoke_token{"token.revoke",
                                 "UPDATE access_token SET revoked_at = :revoked_at"
                                 " WHERE book = :book AND digest = :digest AND revoked_at IS NULL"};

Purpose purpose_of(const std::string& name) {
    return name == "write"      ? Purpose::write
           : name == "calendar" ? Purpose::calendar
                                : Purpose::read;
}

std::set<Right> scopes_written(const std::string& text) {
    std::set<Right> scopes;
    for (const std::string& id : split(text, " ")) {
        if (auto right = right_of(id)) {
            scopes.insert(*right);
        }
    }
    return scopes;
}

// Empty where the purpose says enough.
std::optional<std::string> written(const std::set<Right>& scopes) {
    std::string out;
    for (Right right : scopes) {
        out += (out.empty() ? "" : " ") + std::string(id_of(right));
    }
    return out.empty() ? std::nullopt : std::optional(out);
}

Token token_of(Row row) {
    auto& [digest, person, account, purpose, scopes, created_at, revoked_at] = row;
    Token token{
        digest.substr(0, id_digits), PersonId{person}, std::move(account), purpose_of(purpose), {},
        Instant{created_at},         std::nullopt};
    token.scopes = scopes.empty() ? scopes_of(token.purpose) : scopes_written(scopes);
    if (revoked_at) {
        token.revoked_at = Instant{*revoked_at};
    }
    return token;
}

}  // namespace

std::string name_of(Purpose purpose) {
    return purpose == Purpose::write ? "write" : purpose == Purpose::calendar ? "calendar" : "read";
}

std::set<Right> scopes_of(Purpose purpose) {
    using enum Right;
    if (purpose == Purpose::calendar) {
        return {};
    }
    std::set<Right> scopes{signed_in, see_own, see_book, see_whole, restricted, verify};
    if (purpose == Purpose::write) {
        scopes.insert({record, import, rules, report, plan});
    }
    return scopes;
}

Result<std::string> Tokens::issue(PersonId person, const std::string& account, Purpose purpose,
                                  Instant now, const std::set<Right>& scopes) {
    auto secret = new_secret();
    if (!secret) {
        return secret;
    }
    std::string token = std::string(prefix) + *secret;
    auto kept = session_->execute(insert_token, book_, sha256(token).hex(), person.value, account,
                                  name_of(purpose), written(scopes), now.ms);
    if (!kept) {
        return std::unexpected(kept.error());
    }
    return token;
}

Result<std::optional<Token>> Tokens::find(std::string_view token) const {
    if (!token.starts_with(prefix)) {
        return std::optional<Token>{};
    }
    // Looked up by its digest: how long that takes says nothing about the token.
    auto row = session_->read_one<Row>(select_token, book_, sha256(token).hex());
    if (!row) {
        return std::unexpected(row.error());
    }
    if (!*row) {
        return std::optional<Token>{};
    }
    Token found = token_of(std::move(**row));
    return found.revoked_at ? std::nullopt : std::optional(std::move(found));
}

Result<std::vector<Token>> Tokens::list() const {
    auto rows = session_->read<Row>(select_tokens, book_);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::vector<Token> tokens;
    for (Row& row : *rows) {
        tokens.push_back(token_of(std::move(row)));
    }
    return tokens;
}

Result<void> Tokens::revoke(const std::string& id, Instant now, const std::string& account) {
    auto rows = session_->read<Row>(select_tokens, book_);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const Row& row : *rows) {
        const std::string& digest = std::get<0>(row);
        if (id.size() < id_digits || !digest.starts_with(id) || std::get<6>(row) ||
            (!account.empty() && std::get<2>(row) != account)) {
            continue;
        }
        auto revoked = session_->execute(revoke_token, now.ms, book_, digest);
        return revoked ? Result<void>{} : std::unexpected(revoked.error());
    }
    return fail(ErrorKind::missing, "没有在用的令牌“" + id + "”",
                "no token '" + id + "' is in force");
}

}  // namespace luze::access
