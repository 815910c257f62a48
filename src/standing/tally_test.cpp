#include "standing/tally.h"

namespace luze::standing {
namespace {

Date on(int year, int month, int day) { return Date::of(year, month, day).value(); }

Record person(int id, const char* branch) {
    Record one;
    one.id = RecordId{id};
    one.form = "person";
    one.fields = {{"name", Text{"人" + std::to_string(id)}}};
    if (*branch != '\0') {
        one.fields["branch"] = UnitName{branch};
    }
    return one;
}

// Two branches, three people in them and one in none; each owes three services a year.
struct Bureau {
    Bureau() {
        norms::Form service;
        service.id = "service";
        service.date = "date";
        service.present = "person";
        norms::Group all;
        all.id = "all";
        all.within = UnitKind::branch;
        norms::Duty duty;
        duty.id = "services";
        duty.bearer.kind = norms::BearerKind::person;
        duty.bearer.group = "all";
        duty.at_least = "3";
        duty.records = {{"service", {}, {}}};
        pack.forms = {service};
        pack.groups = {all};
        pack.duties = {duty};
        for (auto [id, branch] : {std::pair{1, "一支部"}, {2, "二支部"}, {3, "一支部"}, {4, ""}}) {
            book.records[RecordId{id}] = person(id, branch);
        }
        roster = Roster::build(book.records);
    }

    Context context() const { return {book, pack, roster, parameters, groups, as_of}; }

    Record service(std::int64_t id, int who, Date day) const {
        Record record;
        record.id = RecordId{id};
        record.form = "service";
        record.fields["date"] = Day{PartialDate(day)};
        record.fields["person"] = People{{{"某", PersonId{who}, false, ""}}, {}, {}};
        return record;
    }

    norms::Pack pack;
    Book book;
    Roster roster;
    norms::Parameters parameters{pack, {}};
    norms::Groups groups{pack, roster};
    AsOf as_of{on(2021, 12, 31), true};
};

TEST(Tally, CountsPeopleByUnitAndTheBureau) {
    const Bureau bureau;
    const Context context = bureau.context();
    const norms::Duty& duty = bureau.pack.duties.front();
    Tally tally(context);
    for (int i = 0; i < 3; ++i) {
        tally.add(context, bureau.service(100 + i, 1, on(2021, 2 + i, 1)));
    }
    const Window year = year_window(2021);
    EXPECT_EQ(tally.count(context, duty, year, ""), (Tally::Count{4, 1}));
    EXPECT_EQ(tally.count(context, duty, year, "一支部"), (Tally::Count{2, 1}));
    EXPECT_EQ(tally.count(context, duty, year, "二支部"), (Tally::Count{1, 0}));
    EXPECT_EQ(tally.count(context, duty, year, "没有的支部"), (Tally::Count{0, 0}));
    EXPECT_EQ(tally.count(context, duty, year_window(2020), ""), (Tally::Count{4, 0}));
    // What is looked at is kept up to date, both ways across the quota.
    tally.remove(context, bureau.service(100, 1, on(2021, 2, 1)));
    EXPECT_EQ(tally.count(context, duty, year, "一支部"), (Tally::Count{2, 0}));
    tally.add(context, bureau.service(100, 1, on(2021, 2, 1)));
    tally.add(context, bureau.service(200, 1, on(2021, 2, 1)));
    EXPECT_EQ(tally.count(context, duty, year, ""), (Tally::Count{4, 1}));
    EXPECT_EQ(tally.done(duty, year, PersonId{1}), Decimal::whole(4));
}

TEST(Tally, HoldsMoreThanACellDoes) {
    const Bureau bureau;
    const Context context = bureau.context();
    const norms::Duty& duty = bureau.pack.duties.front();
    Tally tally(context);
    const Record one = bureau.service(100, 1, on(2021, 2, 1));
    constexpr int many = 65'540;
    for (int i = 0; i < many; ++i) {
        tally.add(context, one);
    }
    EXPECT_EQ(tally.done(duty, year_window(2021), PersonId{1}), Decimal::whole(many));
    EXPECT_EQ(tally.count(context, duty, year_window(2021), ""), (Tally::Count{4, 1}));
    for (int i = 0; i < many - 2; ++i) {
        tally.remove(context, one);
    }
    EXPECT_EQ(tally.done(duty, year_window(2021), PersonId{1}), Decimal::whole(2));
    EXPECT_EQ(tally.count(context, duty, year_window(2021), ""), (Tally::Count{4, 0}));
}

TEST(Tally, WhatIsRecordedAheadOfItsDayWaits) {
    Bureau bureau;
    const norms::Duty& duty = bureau.pack.duties.front();
    bureau.as_of.day = on(2021, 6, 1);
    for (int i = 0; i < 4; ++i) {
        const Record record = bureau.service(100 + i, 2, on(2021, 6, 10 + i));
        bureau.book.records[record.id] = record;
    }
    Tally tally(bureau.context());
    EXPECT_EQ(tally.done(duty, year_window(2021), PersonId{2}), Decimal::whole(0));
    tally.remove(bureau.context(), bureau.service(103, 2, on(2021, 6, 13)));
    bureau.book.records.erase(RecordId{103});
    bureau.as_of.day = on(2021, 6, 12);
    tally.advance(bureau.context());
    EXPECT_EQ(tally.done(duty, year_window(2021), PersonId{2}), Decimal::whole(3));
    EXPECT_EQ(tally.count(bureau.context(), duty, year_window(2021), "二支部"),
              (Tally::Count{1, 1}));
}

TEST(RollUp, AddsUpEveryStateByUnitAndDuty) {
    norms::Duty duty;
    duty.id = "services";
    std::vector<Obligation> all;
    for (State state : {State::met, State::met, State::made_up, State::missed, State::waived,
                        State::open, State::due, State::upcoming}) {
        Obligation one;
        one.duty = &duty;
        one.unit = all.size() % 2 == 0 ? "一支部" : "";
        one.state = state;
        one.unproven = all.empty();
        all.push_back(one);
    }
    auto sums = roll_up(all);
    const RollUp bureau = sums.at({"", "services"});
    EXPECT_EQ(bureau, (RollUp{8, 1, 1, 1, 2, 1, 1, 1, 1, 0}));
    const RollUp branch = sums.at({"一支部", ""});
    EXPECT_EQ(branch, (RollUp{4, 0, 0, 1, 1, 1, 0, 1, 1, 0}));
    EXPECT_EQ(sums.at({"", ""}), bureau);
}

}  // namespace
}  // namespace luze::standing
