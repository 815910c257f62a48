#include "standing/random_book_support.h"

#include "standing/oracle_support.h"

namespace luze::standing::randomly {
namespace {

using norms::BearerKind;
using norms::Duty;
using norms::DutyKind;
using norms::FieldType;

const std::vector<std::string> branches{"第一支部", "第二支部", "第三支部"};

Date on(int year, int month, int day_of_month) {
    return Date::of(year, month, day_of_month).value();
}

norms::Expression where(const std::string& text) {
    return norms::Expression::parse(text, {{"type", "political_status", "reason"}, {}, {}}).value();
}

norms::Form form(const std::string& id, bool dated, const std::vector<norms::Field>& fields) {
    norms::Form one;
    one.id = id;
    one.date = dated ? "date" : "";
    one.fields = fields;
    return one;
}

norms::Field field(const std::string& id, FieldType type) {
    norms::Field one;
    one.id = id;
    one.type = type;
    return one;
}

void add_forms(norms::Pack& pack) {
    norms::Form meeting =
        form("meeting", true,
             {field("date", FieldType::date), field("branch", FieldType::unit),
              field("type", FieldType::choice), field("title", FieldType::text),
              field("present", FieldType::people), field("absent", FieldType::people),
              field("hours", FieldType::decimal)});
    meeting.host = "branch";
    meeting.present = "present";
    meeting.absent = "absent";
    pack.forms = {meeting, form("person", false, {field("name", FieldType::text)}),
                  form("paper", true, {field("title", FieldType::text)}),
                  form("appointment", false, {field("post", FieldType::text)})};
    norms::Group staff;
    staff.id = "staff";
    staff.within = UnitKind::branch;
    norms::Group members = staff;
    members.id = "members";
    members.where = where("political_status = '中共党员'");
    pack.groups = {staff, members};
    norms::Parameter times;
    times.id = "times";
    times.versions = {{"2", on(1, 1, 1)}, {"3", on(2021, 7, 1)}};
    pack.parameters = {times};
}

void add_calendar(norms::Pack& pack) {
    norms::Calendar& c = pack.calendar;
    c.holidays = {{"new_year", {"元旦", ""}, {"元旦"}},
                  {"spring", {"春节", ""}, {"春节"}},
                  {"labour", {"劳动节", ""}, {"五一"}},
                  {"autumn", {"中秋节", ""}, {"中秋"}},
                  {"national", {"国庆节", ""}, {"国庆"}}};
    c.notices = {{2021, "a"}, {2022, "b"}};
    c.breaks = {{{"new_year"}, {on(2021, 1, 1), on(2021, 1, 3)}},
                {{"spring"}, {on(2021, 2, 11), on(2021, 2, 17)}},
                {{"labour"}, {on(2021, 5, 1), on(2021, 5, 5)}},
                {{"autumn"}, {on(2021, 9, 19), on(2021, 9, 21)}},
                {{"national"}, {on(2021, 10, 1), on(2021, 10, 7)}},
                {{"new_year"}, {on(2022, 1, 1), on(2022, 1, 3)}},
                {{"spring"}, {on(2022, 1, 31), on(2022, 2, 6)}},
                {{"autumn", "national"}, {on(2022, 9, 29), on(2022, 10, 7)}}};
    c.working_weekends = {on(2021, 2, 7), on(2021, 5, 8), on(2021, 9, 18)};
}

void add_records(Dice& dice, Duty& duty) {
    static const std::vector<std::string> filters{"", "type = 'a'", "type = 'b'"};
    duty.records = {{"meeting", where(dice.pick(filters)), {}}};
    if (dice.one_in(3)) {
        duty.records.push_back({"meeting", where("type = 'b'"), {}});
    }
    duty.names_window = dice.one_in(3) ? "" : "title";
}

Duty recurring_duty(Dice& dice) {
    Duty duty;
    duty.kind = dice.one_in(4) ? DutyKind::coverage : DutyKind::quota;
    static const std::vector<UnitKind> units{UnitKind::bureau, UnitKind::party_group,
                                             UnitKind::branch};
    duty.bearer.unit = dice.pick(units);
    duty.period = static_cast<Period>(dice.roll(4));
    if (duty.kind == DutyKind::coverage) {
        duty.group = dice.one_in(2) ? "staff" : "members";
        duty.at_least = dice.one_in(2) ? "0.5" : "";
    } else {
        duty.at_least = dice.pick<std::string>({"", "$times", "4"});
        duty.sum = dice.one_in(3) ? "hours" : "";
        if (dice.one_in(2)) {
            duty.bearer.kind = BearerKind::person;
            duty.bearer.unit = UnitKind::bureau;
            duty.bearer.group = dice.one_in(2) ? "staff" : "members";
            duty.bearer.min_days = dice.one_in(3) ? 20 : 0;
            duty.prorated = dice.one_in(3);
        }
    }
    add_records(dice, duty);
    return duty;
}

Duty other_duty(Dice& dice) {
    Duty duty;
    duty.bearer.unit = UnitKind::bureau;
    duty.warn = {dice.roll(60), 'd'};
    switch (dice.roll(5)) {
        case 0:
            duty.kind = DutyKind::window;
            duty.trigger.kind = norms::TriggerKind::holiday;
            duty.opens = {-14, 'd'};
            duty.closes = {-1, 'd'};
            add_records(dice, duty);
            break;
        case 1:
            duty.kind = DutyKind::once;
            duty.due_day = "06-30";
            add_records(dice, duty);
            break;
        case 2:
            duty.kind = DutyKind::tenure;
            duty.bearer.kind = BearerKind::appointment;
            duty.years = "$times";
            duty.warn = {6, 'm'};
            duty.waived = norms::Expression::parse("known(reason)", {{"reason"}, {}, {}}).value();
            break;
        default:
            duty.kind = DutyKind::window;
            duty.trigger = {norms::TriggerKind::record, "paper", "date", "", {}, "done"};
            duty.closes = dice.one_in(2) ? norms::Span{10, 'w'} : norms::Span{1, 'm'};
            duty.trigger.until = dice.one_in(2) ? "until" : "";
            duty.bearer.kind = dice.one_in(2) ? BearerKind::record : BearerKind::unit;
    }
    return duty;
}

Value day_value(Dice& dice) {
    Date one = day(dice);
    Window month = period_window(Period::month, one.year(), one.month());
    switch (dice.roll(12)) {
        case 0:
            return Day{PartialDate(month.first, month.last)};
        case 1:
            return dice.one_in(2)
                       ? Value(Day{PartialDate(on(one.year(), 1, 1), on(one.year(), 12, 31))})
                       : Value(Unreadable{"2021.2.30"});
        default:
            return Day{PartialDate(one)};
    }
}

People some_people(Dice& dice, int count) {
    People people;
    for (int i = dice.roll(4); i >= 0; --i) {
        int person = dice.roll(count + 1);  // 0: on no list
        people.named.push_back({"某", PersonId{person}, false, ""});
    }
    if (dice.one_in(4)) {
        people.groups.push_back({"全体", dice.one_in(2) ? "staff" : "members",
                                 dice.one_in(2) ? "" : dice.pick(branches)});
    }
    return people;
}

Fields random_fields(Dice& dice, const std::string& form_id, int people) {
    Fields fields;
    if (form_id != "appointment" && !dice.one_in(15)) {
        fields["date"] = day_value(dice);
    }
    if (form_id == "meeting") {
        fields["type"] = Choices{{dice.one_in(2) ? "a" : "b"}};
        fields["title"] = Text{dice.pick(oracle::titles()).text};
        fields["present"] = some_people(dice, people);
        fields["hours"] = Number{Decimal::ten_thousandths(5'000 * dice.roll(6))};
        if (dice.one_in(2)) {
            fields["branch"] = UnitName{dice.pick(branches)};
        }
        if (dice.one_in(4)) {
            fields["absent"] = some_people(dice, people);
        }
    } else if (form_id == "paper") {
        for (const char* id : {"done", "until"}) {
            if (dice.roll(3) != 0) {
                fields[id] = day_value(dice);
            }
        }
    } else {
        fields["from"] = Day{PartialDate(day(dice) - 700 - dice.roll(500))};
        if (dice.one_in(2)) {
            fields["to"] = Day{PartialDate(day(dice))};
        }
        if (dice.one_in(3)) {
            fields["reason"] = Text{"临近退休"};
        }
    }
    return fields;
}

Record random_record(Dice& dice, RecordId id, int people) {
    Record record;
    record.id = id;
    record.form = dice.one_in(4) ? "paper" : dice.one_in(5) ? "appointment" : "meeting";
    record.fields = random_fields(dice, record.form, people);
    record.import = dice.one_in(2) ? 7 : 0;
    record.source.year = record.import != 0 && dice.one_in(2) ? 2021 : 0;
    record.recorded_at = {std::int64_t{day(dice).days()} * 86'400'000};
    record.evidence.resize(dice.one_in(2) ? 1 : 0);
    record.duplicate_of = RecordId{dice.one_in(20) ? 1 : 0};
    return record;
}

void add_people(Dice& dice, World& world, int count) {
    for (int i = 1; i <= count; ++i) {
        Record one;
        one.id = RecordId{i};
        one.form = "person";
        one.fields["name"] = Text{"人" + std::to_string(i)};
        one.fields["branch"] = UnitName{dice.pick(branches)};
        one.fields["joined"] = Day{PartialDate(dice.one_in(3) ? day(dice) : on(2010, 1, 1))};
        if (dice.one_in(4)) {
            one.fields["left"] = Day{PartialDate(day(dice))};
        }
        if (dice.roll(3) != 0) {
            one.fields["political_status"] = Text{"中共党员"};
            one.fields["party_joined"] =
                Day{PartialDate(dice.one_in(3) ? day(dice) : on(2000, 1, 1))};
        }
        world.people[one.id] = one;
    }
    for (int i = 1; i <= count; i += 3) {
        Record move;
        move.id = RecordId{count + i};
        move.form = "movement";
        move.fields = {{"person", People{{{"人", PersonId{i}, false, ""}}, {}, {}}},
                       {"kind", Choices{{"moved"}}},
                       {"date", Day{PartialDate(day(dice))}},
                       {"from", Text{""}},
                       {"to", Text{dice.pick(branches)}}};
        world.people[move.id] = move;
    }
}

void add_log(Dice& dice, World& world, int people, int changes) {
    std::vector<RecordId> live;
    for (int i = 0; i < changes; ++i) {
        if (!live.empty() && dice.one_in(5)) {
            auto at = live.begin() + dice.roll(static_cast<int>(live.size()));
            bool gone = dice.one_in(2);
            world.log.push_back({gone ? Change::Kind::withdraw : Change::Kind::replace,
                                 random_record(dice, *at, people)});
            if (gone) {
                live.erase(at);
            }
            continue;
        }
        RecordId id{1000 + i};
        world.log.push_back({Change::Kind::add, random_record(dice, id, people)});
        live.push_back(id);
    }
}

void add_exceptions(Dice& dice, World& world) {
    for (const Duty& duty : world.pack.duties) {
        int year = 2021 + dice.roll(2);
        Window window =
            period_window(duty.period, year, 1 + dice.roll(periods_in_year(duty.period)));
        std::string bearer = duty.bearer.kind == BearerKind::person ? "person:1" : "unit:bureau";
        world.waivers.push_back({0, duty.id, bearer, window, "防汛", "党组会"});
        for (int i = 0; i < 3; ++i) {
            window = period_window(duty.period, year, 1 + dice.roll(periods_in_year(duty.period)));
            world.links.push_back({0, RecordId{1000 + dice.roll(60)}, duty.id, window});
        }
    }
}

}  // namespace

Date day(Dice& dice) { return on(2020, 10, 1) + dice.roll(730); }

World world(Dice& dice) {
    World world;
    add_forms(world.pack);
    add_calendar(world.pack);
    for (int i = 2 + dice.roll(3); i >= 0; --i) {
        Duty duty = dice.one_in(2) ? recurring_duty(dice) : other_duty(dice);
        duty.id = "duty" + std::to_string(i);
        if (dice.one_in(2)) {
            duty.evidence = {"签到表"};
        }
        world.pack.duties.push_back(duty);
    }
    const int people = 3 + dice.roll(8);
    add_people(dice, world, people);
    add_log(dice, world, people, 10 + dice.roll(60));
    add_exceptions(dice, world);
    if (dice.one_in(2)) {
        world.settings.push_back({0, "times", "1", on(2021, 3 * dice.roll(4) + 1, 1)});
    }
    return world;
}

Book World::book(std::size_t changes) const {
    Book book;
    book.name = "某局";
    book.records = people;
    book.settings = settings;
    book.waivers = waivers;
    book.links = links;
    for (std::size_t i = 0; i < changes; ++i) {
        const Change& change = log[i];
        if (change.kind == Change::Kind::withdraw) {
            book.records.erase(change.record.id);
        } else {
            book.records[change.record.id] = change.record;
        }
    }
    return book;
}

Scene::Scene(const World& world, std::size_t changes, AsOf as_of)
    : book(world.book(changes)),
      roster(Roster::build(book.records)),
      parameters(world.pack, book.settings),
      groups(world.pack, roster),
      context{book, world.pack, roster, parameters, groups, as_of} {}

}  // namespace luze::standing::randomly
