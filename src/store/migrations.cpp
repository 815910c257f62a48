#include "store/migrations.h"

#include <string>

#include "store/session.h"

namespace luze::store {
namespace {

// Digests, salts and hashes are 64 lower-case hexadecimal digits; moments are milliseconds since
// 1970 (UTC). An entry's commitment is its leaf data; body and salt are NULL once erased.
// tree_node keeps the roots of full subtrees of 256, 65,536 … leaves (level 8, 16 …), so that a
// proof reads few entries. blob lists the evidence; its content is there on PostgreSQL only. meta
// is for what can be made anew (the views' version): nothing in it is evidence.
constexpr std::string_view first_tables = R"sql(
CREATE TABLE entry (
    book {text} NOT NULL,
    sequence bigint NOT NULL,
    recorded_at bigint NOT NULL,
    actor {text} NOT NULL,
    kind {text} NOT NULL,
    body {text},
    salt {text},
    commitment {text} NOT NULL,
    PRIMARY KEY (book, sequence)
);
CREATE TABLE head (
    book {text} NOT NULL,
    size bigint NOT NULL,
    recorded_at bigint NOT NULL,
    root {text} NOT NULL,
    frontier {text} NOT NULL,
    PRIMARY KEY (book)
);
CREATE TABLE tree_node (
    book {text} NOT NULL,
    level bigint NOT NULL,
    place bigint NOT NULL,
    hash {text} NOT NULL,
    PRIMARY KEY (book, level, place)
);
CREATE TABLE checkpoint (
    book {text} NOT NULL,
    size bigint NOT NULL,
    root {text} NOT NULL,
    note {text} NOT NULL,
    PRIMARY KEY (book, size)
);
CREATE TABLE blob (
    book {text} NOT NULL,
    digest {text} NOT NULL,
    size bigint NOT NULL,
    content {text},
    PRIMARY KEY (book, digest)
);
CREATE TABLE meta (
    book {text} NOT NULL,
    name {text} NOT NULL,
    value {text} NOT NULL,
    PRIMARY KEY (book, name)
)
)sql";

// Tokens of programs and of people before they have accounts: only the digest of a token is kept.
// An empty revoked_at: in force. And which person was sent the day's digest of reminders.
constexpr std::string_view token_table = R"sql(
CREATE TABLE access_token (
    book {text} NOT NULL,
    digest {text} NOT NULL,
    person bigint NOT NULL,
    account {text} NOT NULL,
    purpose {text} NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint,
    PRIMARY KEY (book, digest)
);
CREATE TABLE digest_sent (
    book {text} NOT NULL,
    person bigint NOT NULL,
    day {text} NOT NULL,
    sent_at bigint NOT NULL,
    PRIMARY KEY (book, person, day)
)
)sql";

// Accounts and what they may do. Passwords are Argon2id strings; secrets of sessions, links and
// recovery codes are kept as digests only. Empty: person (an account of nobody on the roster),
// password (not set yet), factor (no second factor), disabled_at (in use). A failure's subject is
// an account at an address, an address, or an account. audit and read_log only grow.
constexpr std::string_view access_tables = R"sql(
CREATE TABLE account (
    book {text} NOT NULL,
    name {text} NOT NULL,
    person bigint,
    title {text} NOT NULL,
    language {text} NOT NULL,
    password {text},
    password_at bigint,
    factor {text},
    factor_at bigint,
    factor_step bigint,
    created_at bigint NOT NULL,
    disabled_at bigint,
    PRIMARY KEY (book, name)
);
CREATE TABLE account_role (
    book {text} NOT NULL,
    account {text} NOT NULL,
    role {text} NOT NULL,
    units {text} NOT NULL,
    PRIMARY KEY (book, account, role)
);
CREATE TABLE recovery_code (
    book {text} NOT NULL,
    account {text} NOT NULL,
    digest {text} NOT NULL,
    used_at bigint,
    PRIMARY KEY (book, account, digest)
);
CREATE TABLE sign_in (
    book {text} NOT NULL,
    digest {text} NOT NULL,
    account {text} NOT NULL,
    began_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    address {text} NOT NULL,
    PRIMARY KEY (book, digest)
);
CREATE TABLE setup_link (
    book {text} NOT NULL,
    digest {text} NOT NULL,
    account {text} NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    PRIMARY KEY (book, digest)
);
CREATE TABLE sign_in_failure (
    book {text} NOT NULL,
    subject {text} NOT NULL,
    failures bigint NOT NULL,
    last_at bigint NOT NULL,
    until_at bigint NOT NULL,
    PRIMARY KEY (book, subject)
);
CREATE TABLE known_address (
    book {text} NOT NULL,
    account {text} NOT NULL,
    address {text} NOT NULL,
    seen_at bigint NOT NULL,
    PRIMARY KEY (book, account, address)
);
CREATE TABLE audit (
    book {text} NOT NULL,
    number bigint NOT NULL,
    happened_at bigint NOT NULL,
    account {text} NOT NULL,
    event {text} NOT NULL,
    subject {text} NOT NULL,
    detail {text} NOT NULL,
    address {text} NOT NULL,
    PRIMARY KEY (book, number)
);
CREATE TABLE read_log (
    book {text} NOT NULL,
    number bigint NOT NULL,
    happened_at bigint NOT NULL,
    account {text} NOT NULL,
    person bigint,
    record bigint NOT NULL,
    through {text} NOT NULL,
    PRIMARY KEY (book, number)
);
CREATE TABLE setting (
    book {text} NOT NULL,
    name {text} NOT NULL,
    value {text} NOT NULL,
    PRIMARY KEY (book, name)
);
CREATE TABLE preference (
    book {text} NOT NULL,
    account {text} NOT NULL,
    name {text} NOT NULL,
    value {text} NOT NULL,
    PRIMARY KEY (book, account, name)
);
ALTER TABLE access_token ADD COLUMN scopes {text}
)sql";

constexpr Migration steps[] = {
    {1, first_tables},
    {2, token_table},
    {3, access_tables},
};

}  // namespace

std::span<const Migration> migrations() { return steps; }

int newest_version() { return migrations().back().number; }

Result<void> migrate(Session& session, int version) {
    for (const Migration& step : migrations()) {
        if (step.number <= version) {
            continue;
        }
        std::string name = "migration " + std::to_string(step.number);
        if (Result<void> done = session.run_script(name, step.sql); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace luze::store
