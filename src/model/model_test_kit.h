// Entries and records for the tests of books and rosters, made by hand.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "model/book.h"

namespace luze::kit {

inline Date on(const char* iso) { return Date::parse(iso).value(); }

// One day later for each entry.
inline Entry entry(std::int64_t sequence, const char* kind, Json body) {
    Entry out;
    out.sequence = sequence;
    out.recorded_at = Instant{1'640'000'000'000 + sequence * 86'400'000};
    out.actor = "tester";
    out.kind = kind;
    out.body = std::move(body);
    out.salt = Salt{};
    out.commitment = sha256(std::to_string(sequence));
    return out;
}

// Folds entries one after the other, numbering them.
class Folding {
public:
    Book book;

    Result<void> add(const char* kind, Json body) {
        return apply(book, entry(book.size + 1, kind, std::move(body)));
    }
    // A record that must go in; its id.
    RecordId record(const char* form, const Fields& fields, Json::Object more = {}) {
        more["form"] = form;
        more["fields"] = to_json(fields);
        auto added = add(kinds::record, std::move(more));
        EXPECT_TRUE(added) << added.error().message.en;
        return RecordId{book.size};
    }
};

inline Value text(const char* words) { return Text{words}; }
inline Value unit(const char* name) { return UnitName{name}; }
inline Value day(const char* iso) { return Day{PartialDate::parse(iso).value()}; }
inline Value choice(const char* id) { return Choices{{id}}; }
inline Value person(const char* name, std::int64_t id) {
    return People{{{name, PersonId{id}, false, ""}}, {}, {}};
}

}  // namespace luze::kit
