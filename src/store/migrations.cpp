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

constexpr Migration steps[] = {
    {1, first_tables},
    {2, token_table},
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
