// A pack's faults, each found at its line with the right word beside it.
#include <random>

#include "norms/pack.h"
#include "norms/read_test_kit.h"

namespace luze::norms {
namespace {

TEST(ReadPack, TakesASmallPack) {
    auto pack = read_pack({{"pack.toml", base_pack()}});
    ASSERT_TRUE(pack) << told(pack);
    EXPECT_EQ(pack->id, "small");
    EXPECT_EQ(pack->name.en, "小包");  // where no English is given
    ASSERT_NE(pack->form("activity"), nullptr);
    const Field* kind = pack->form("activity")->field("kind");
    ASSERT_NE(kind, nullptr);
    EXPECT_EQ(kind->choices.at(0).words, (std::vector<std::string>{"学习会", "学习"}));
    ASSERT_NE(pack->duty("yearly"), nullptr);
    EXPECT_EQ(pack->duty("yearly")->at_least, "$times");
    EXPECT_EQ(pack->duty("yearly")->warn.count, 30);
    ASSERT_NE(pack->figure("activities"), nullptr);
    EXPECT_EQ(pack->figure("activities")->from.at(0).form, "activity");
    EXPECT_EQ(pack->parameter("times")->versions.at(1).from, *Date::parse("2022-01-01"));
}

TEST(ReadPack, AnyTableMayStandInAnyFile) {
    auto pack = read_pack({{"a/duty.toml", duty("id = \"x\"\nname = \"甲\"\nnorm = \"rules\"\n"
                                                "bearer = { kind = \"unit\" }\n"
                                                "record = { form = \"activity\" }")},
                           {"pack.toml", base_pack()},
                           {"README.md", "not TOML at all ["}});
    ASSERT_TRUE(pack) << told(pack);
    EXPECT_NE(pack->duty("x"), nullptr);
}

TEST(ReadPack, NamesFileAndLineOfASyntaxError) {
    auto pack = read_pack({{"pack.toml", base_pack()}, {"z.toml", "\n[[duty]\nid = 1\n"}});
    EXPECT_EQ(only_fault(pack).file, "z.toml");
    EXPECT_EQ(only_fault(pack).line, 2);
}

TEST(ReadPack, ReportsEveryFaultInOrder) {
    auto pack =
        read_pack({{"pack.toml", base_pack()},
                   {"z.toml", "[[norm]]\nid = \"n\"\nnmae = \"名\"\n[[nrom]]\nid = \"m\"\n"}});
    ASSERT_FALSE(pack);
    std::vector<int> lines;
    for (const PackFault& fault : pack.error()) {
        lines.push_back(fault.line);
    }
    EXPECT_EQ(lines, (std::vector<int>{1, 3, 4})) << told(pack);  // lacks name, has nmae, and nrom
}

class OneFault : public testing::TestWithParam<Slip> {};

TEST_P(OneFault, IsFoundAtItsLine) {
    const Slip& slip = GetParam();
    auto pack = read_pack({{"pack.toml", base_pack()}, {"slip.toml", slip.text}});
    PackFault fault = only_fault(pack);
    EXPECT_EQ(fault.file, "slip.toml") << told(pack);
    EXPECT_EQ(fault.line, slip.line) << told(pack);
    EXPECT_NE(fault.what.zh.find(slip.word), std::string::npos) << fault.what.zh;
    EXPECT_NE(fault.what.en.find(slip.word), std::string::npos) << fault.what.en;
}

const std::string sound_duty =
    "id = \"d\"\nname = \"甲\"\nnorm = \"rules\"\nbearer = { kind = \"unit\" }\n";
const std::string sound_form = "[[form]]\nid = \"f\"\nname = \"表\"\n";
const std::string sound_figure = "[[figure]]\nid = \"f\"\nlabel = \"数\"\n";
const std::string sound_report = "[report]\nid = \"r\"\ntitle = \"题\"\n";
const std::string sound_paragraph =
    "[[report.section]]\nid = \"s\"\nheading = \"部分\"\n"
    "[[report.section.paragraph]]\nid = \"p\"\n";

INSTANTIATE_TEST_SUITE_P(
    Tables, OneFault,
    testing::Values(
        Slip{"unknown table", "\n[[dutty]]\nid = \"x\"\n", 2, "duty"},
        Slip{"unknown key", "[[norm]]\nid = \"n\"\nname = \"制\"\nnunber = \"1\"\n", 4, "number"},
        Slip{"wrong type", "[[norm]]\nid = \"n\"\nname = 3\n", 3, "name"},
        Slip{"missing key", "\n\n[[norm]]\nid = \"n\"\n", 3, "name"},
        Slip{"empty name", "[[norm]]\nid = \"n\"\nname = \" \"\n", 3, "name"},
        Slip{"not a date", "[[norm]]\nid = \"n\"\nname = \"制\"\nfrom = \"2021-02-30\"\n", 4,
             "2021-02-11"},
        Slip{"ends early",
             "[[norm]]\nid = \"n\"\nname = \"制\"\nfrom = 2021-02-03\nuntil = 2021-02-02\n", 5,
             "n"},
        Slip{"twice", "[[norm]]\nid = \"rules\"\nname = \"制\"\n", 2, "rules"},
        Slip{"id again", "id = \"other\"\n", 1, "id"},
        Slip{"no such row", "[[norm]]\nid = \"n\"\nname = \"制\"\nrows = [1, 7]\n", 4, "7"},
        Slip{"rows no list", "[[norm]]\nid = \"n\"\nname = \"制\"\nrows = 1\n", 4, "rows"}),
    slip_name);

INSTANTIATE_TEST_SUITE_P(
    Parameters, OneFault,
    testing::Values(
        Slip{"wrong value", "[[parameter]]\nid = \"p\"\nname = \"参\"\nvalue = \"three\"\n", 4,
             "three"},
        Slip{"no value", "[[parameter]]\nid = \"p\"\nname = \"参\"\n", 1, "value"},
        Slip{"share", "[[parameter]]\nid = \"p\"\nname = \"参\"\ntype = \"share\"\nvalue = 3\n", 5,
             "实到"},
        Slip{"type word",
             "[[parameter]]\nid = \"p\"\nname = \"参\"\ntype = \"intger\"\nvalue = 3\n", 4,
             "integer"},
        Slip{"versions out of order",
             "[[parameter]]\nid = \"p\"\nname = \"参\"\nversions = [\n  { value = 1 },\n"
             "  { value = 2, from = 2022-01-01 },\n  { value = 3, from = 2021-01-01 },\n]\n",
             7, "p"},
        Slip{"unknown norm",
             "[[parameter]]\nid = \"p\"\nname = \"参\"\nnorm = \"ruels\"\nvalue = 1\n", 4,
             "rules"}),
    slip_name);

INSTANTIATE_TEST_SUITE_P(
    Forms, OneFault,
    testing::Values(
        Slip{"field type",
             sound_form + "[[form.field]]\nid = \"a\"\nname = \"甲\"\ntype = \"dat\"\n", 7, "date"},
        Slip{"date is no field",
             sound_form +
                 "date = \"dy\"\n[[form.field]]\nid = \"day\"\ntype = \"date\"\nname = \"日\"\n",
             4, "day"},
        Slip{"date is a text",
             sound_form + "date = \"day\"\n[[form.field]]\nid = \"day\"\nname = \"日\"\n", 4,
             "day"},
        Slip{"key is no field",
             sound_form + "key = [\"day\", \"plce\"]\n[[form.field]]\nid = \"day\"\nname = \"日\"\n"
                          "[[form.field]]\nid = \"place\"\nname = \"地\"\n",
             4, "place"},
        Slip{"field twice",
             sound_form + "[[form.field]]\nid = \"a\"\nname = \"甲\"\n[[form.field]]\nid = \"a\"\n"
                          "name = \"乙\"\n",
             8, "a"},
        Slip{"no word of expressions", sound_form + "[[form.field]]\nid = \"and\"\nname = \"甲\"\n",
             5, "and"},
        Slip{"column twice",
             sound_form + "[[form.field]]\nid = \"a\"\nname = \"甲\"\ncolumns = [\"日期\"]\n"
                          "[[form.field]]\nid = \"b\"\nname = \"乙\"\ncolumns = [\"日 期\"]\n",
             1, "from"},
        Slip{"choice without choices",
             sound_form + "[[form.field]]\nid = \"a\"\nname = \"甲\"\ntype = \"choice\"\n", 4,
             "choices"},
        Slip{"word of two choices",
             sound_form +
                 "[[form.field]]\nid = \"a\"\nname = \"甲\"\ntype = \"choice\"\nchoices = [\n"
                 "  { id = \"x\", name = \"子\" },\n"
                 "  { id = \"y\", name = \"丑\", words = [\"子\"] },\n]\n",
             10, "子"},
        Slip{"derived from nothing",
             sound_form + "[[form.field]]\nid = \"a\"\nname = \"甲\"\nfrom = \"b\"\n", 7, "b"},
        Slip{"person without joined",
             "[[form]]\nid = \"appointment\"\nname = \"任职\"\nfield = [\n"
             "{ id = \"post\", name = \"岗\" },\n"
             "{ id = \"department\", type = \"unit\", name = \"科\" },\n"
             "{ id = \"person\", type = \"person\", name = \"人\" },\n"
             "{ id = \"key_post\", type = \"flag\", name = \"关\" },\n"
             "{ id = \"from\", type = \"date\", name = \"起\" }]\n",
             1, "to"},
        Slip{"group expression",
             "[[group]]\nid = \"g\"\nname = \"组\"\nwhere = \"politcal = 'member'\"\n", 4,
             "political"},
        Slip{"group choice",
             "[[group]]\nid = \"g\"\nname = \"组\"\nwhere = \"political in ('member', 'membr')\"\n",
             4, "member"},
        Slip{"group of groups", "[[group]]\nid = \"g\"\nname = \"组\"\nof = [\"membrs\"]\n", 4,
             "members"},
        Slip{"group of itself", "[[group]]\nid = \"g\"\nname = \"组\"\nof = [\"g\"]\n", 4, "g"}),
    slip_name);

INSTANTIATE_TEST_SUITE_P(
    Duties, OneFault,
    testing::Values(
        Slip{"kind",
             "[[duty]]\n" + sound_duty + "kind = \"qouta\"\nrecord = { form = \"activity\" }\n", 6,
             "quota"},
        Slip{"nothing counts", "[[duty]]\n" + sound_duty, 1, "records"},
        Slip{"form", "[[duty]]\n" + sound_duty + "record = { form = \"activty\" }\n", 6,
             "activity"},
        Slip{"field in where",
             "[[duty]]\n" + sound_duty +
                 "record = { form = \"activity\", where = \"knd = 'study'\" }\n",
             6, "kind"},
        Slip{"choice in where",
             "[[duty]]\n" + sound_duty +
                 "record = { form = \"activity\", where = \"kind = 'studie'\" }\n",
             6, "study"},
        Slip{"choice in has",
             "[[duty]]\n" + sound_duty +
                 "record = { form = \"activity\", where = \"has(kind, 'studi')\" }\n",
             6, "study"},
        Slip{"parameter in where",
             "[[duty]]\n" + sound_duty +
                 "record = { form = \"activity\", where = \"hours > $tims\" }\n",
             6, "times"},
        Slip{"group in where",
             "[[duty]]\n" + sound_duty +
                 "record = { form = \"activity\", where = \"in_group(people, 'membrs')\" }\n",
             6, "members"},
        Slip{
            "at_least",
            "[[duty]]\n" + sound_duty + "at_least = \"$timse\"\nrecord = { form = \"activity\" }\n",
            6, "times"},
        Slip{"at_least is no number",
             "[[duty]]\n" + sound_duty +
                 "at_least = \"$strict\"\nrecord = { form = \"activity\" }\n",
             6, "strict"},
        Slip{"sum of a text",
             "[[duty]]\n" + sound_duty + "sum = \"hour\"\nrecord = { form = \"activity\" }\n", 6,
             "hours"},
        Slip{"norm",
             "[[duty]]\nid = \"d\"\nname = \"甲\"\nnorm = \"ruels\"\n"
             "bearer = { kind = \"unit\" }\nrecord = { form = \"activity\" }\n",
             4, "rules"},
        Slip{"person without group",
             "[[duty]]\nid = \"d\"\nname = \"甲\"\nnorm = \"rules\"\n"
             "bearer = { kind = \"person\" }\nrecord = { form = \"activity\" }\n",
             5, "group"},
        Slip{"coverage without group",
             "[[duty]]\n" + sound_duty + "kind = \"coverage\"\nrecord = { form = \"activity\" }\n",
             1, "group"},
        Slip{"coverage of nobody known",
             "[[duty]]\n" + sound_duty +
                 "kind = \"coverage\"\ngroup = \"membrs\"\n"
                 "record = { form = \"activity\" }\n",
             7, "members"},
        Slip{"window without trigger",
             "[[duty]]\n" + sound_duty + "kind = \"window\"\nrecord = { form = \"activity\" }\n", 1,
             "trigger"},
        Slip{"window without end",
             "[[duty]]\n" + sound_duty +
                 "kind = \"window\"\nrecord = { form = \"activity\" }\n"
                 "trigger = { form = \"activity\" }\n",
             1, "closes"},
        Slip{"window backwards",
             "[[duty]]\n" + sound_duty +
                 "kind = \"window\"\nrecord = { form = \"activity\" }\n"
                 "trigger = { holiday = true }\nopens = \"-1d\"\ncloses = \"-9d\"\n",
             10, "d"},
        Slip{"length",
             "[[duty]]\n" + sound_duty + "warn = \"30x\"\nrecord = { form = \"activity\" }\n", 6,
             "30d"},
        Slip{"tenure of a unit",
             "[[duty]]\n" + sound_duty + "kind = \"tenure\"\nyears = \"$times\"\n", 1,
             "appointment"},
        Slip{"once without a day",
             "[[duty]]\n" + sound_duty + "kind = \"once\"\nrecord = { form = \"activity\" }\n", 1,
             "due_day"},
        Slip{"once on no day",
             "[[duty]]\n" + sound_duty +
                 "kind = \"once\"\ndue_day = \"02-30\"\nrecord = { form = \"activity\" }\n",
             7, "next-03-31"},
        Slip{"without effect",
             "[[duty]]\n" + sound_duty + "years = \"$times\"\nrecord = { form = \"activity\" }\n",
             6, "tenure"},
        Slip{
            "who did it",
            "[[duty]]\nid = \"d\"\nname = \"甲\"\nnorm = \"rules\"\n"
            "bearer = { kind = \"person\", group = \"members\" }\nrecord = { form = \"person\" }\n",
            6, "people"}),
    slip_name);

INSTANTIATE_TEST_SUITE_P(
    Calendar, OneFault,
    testing::Values(
        Slip{"holiday",
             "[[break]]\nholidays = [\"sprng\"]\nfirst = 2021-05-01\nlast = 2021-05-05\n", 2,
             "spring"},
        Slip{"overlap",
             "[[break]]\nholidays = [\"spring\"]\nfirst = 2021-02-17\nlast = 2021-02-18\n", 3,
             "2021-02-11"},
        Slip{"out of order",
             "[[break]]\nholidays = [\"spring\"]\nfirst = 2021-01-17\nlast = 2021-01-18\n", 3,
             "2021-02-11"},
        Slip{"backwards",
             "[[break]]\nholidays = [\"spring\"]\nfirst = 2021-05-05\nlast = 2021-05-01\n", 4,
             "2021-05-01"},
        Slip{"not announced",
             "[[break]]\nholidays = [\"spring\"]\nfirst = 2030-05-01\nlast = 2030-05-05\n", 4,
             "2030"},
        Slip{"no weekend",
             "[[calendar_year]]\nyear = 2022\nnotice = \"号\"\nworking_weekends = [2022-01-28]\n",
             4, "2022-01-28"}),
    slip_name);

INSTANTIATE_TEST_SUITE_P(
    Figures, OneFault,
    testing::Values(
        Slip{"measure", sound_figure + "measure = \"recods\"\nform = \"activity\"\n", 4, "records"},
        Slip{"needs", sound_figure + "measure = \"ratio\"\nnumerator = \"activities\"\n", 1,
             "denominator"},
        Slip{"parts", sound_figure + "measure = \"total\"\nparts = [\"activites\"]\n", 5,
             "activities"},
        Slip{"comes back", sound_figure + "measure = \"total\"\nparts = [\"activities\", \"f\"]\n",
             5, "f"},
        Slip{"field", sound_figure + "measure = \"sum\"\nform = \"activity\"\nfield = \"hour\"\n",
             6, "hours"},
        Slip{"without effect", sound_figure + "form = \"activity\"\nparts = [\"activities\"]\n", 5,
             "total"},
        Slip{"each without n", sound_figure + "form = \"activity\"\neach = \"branch\"\n", 2, "{n}"},
        Slip{"state",
             sound_figure + "measure = \"obligations\"\nduty = \"yearly\"\nstates = [\"mised\"]\n",
             6, "missed"},
        Slip{"duty",
             sound_figure + "measure = \"obligations\"\nduty = \"yealy\"\nstates = [\"met\"]\n", 5,
             "yearly"},
        Slip{"fault without note", "[[fault]]\nkind = \"k\"\nform = \"activity\"\n", 1, "note"},
        Slip{"fault note", "[[fault]]\nkind = \"k\"\nform = \"activity\"\nnote = \"见{dates}\"\n",
             4, "date"},
        Slip{"fault note of a duty",
             "[[fault]]\nkind = \"k\"\nduty = \"yearly\"\nstates = [\"missed\"]\n"
             "note = \"{bearr}\"\n",
             5, "bearer"},
        Slip{"parameter in a note",
             "[[fault]]\nkind = \"k\"\nform = \"activity\"\nnote = \"少于{$timse}\"\n", 4, "times"},
        Slip{"brace alone", "[[fault]]\nkind = \"k\"\nform = \"activity\"\nnote = \"见{date\"\n", 4,
             "note"},
        Slip{"hides",
             "[[fault]]\nkind = \"k\"\nform = \"activity\"\nnote = \"坏\"\nhides = [\"j\"]\n", 5,
             "j"},
        Slip{"when",
             "[[fault]]\nkind = \"k\"\nduty = \"yearly\"\nstates = [\"missed\"]\nnote = \"坏\"\n"
             "when = \"don = 0\"\n",
             6, "done"}),
    slip_name);

INSTANTIATE_TEST_SUITE_P(
    Report, OneFault,
    testing::Values(
        Slip{"figure in a sentence",
             sound_report + sound_paragraph +
                 "sentences = [\n  { id = \"a\", text = \"活动{activites}次\" },\n]\n",
             10, "activities"},
        Slip{"figure in when",
             sound_report + sound_paragraph +
                 "sentences = [\n  { id = \"a\", text = \"有\", when = \"activites > 0\" },\n]\n",
             10, "activities"},
        Slip{"sentence twice",
             sound_report + sound_paragraph +
                 "sentences = [\n  { id = \"a\", text = \"有\" },\n"
                 "  { id = \"a\", text = \"无\" },\n]\n",
             11, "a"},
        Slip{"empty paragraph", sound_report + sound_paragraph, 7, "sentences"},
        Slip{"derived",
             sound_report + "[[report.section]]\nid = \"s\"\nheading = \"不足\"\n"
                            "derived = \"shortfall\"\n",
             7, "shortfalls"},
        Slip{"unknown key", sound_report + "clsing = \"完\"\n", 4, "closing"},
        Slip{"shortfall fault",
             sound_report + "[[report.shortfall]]\nid = \"s\"\ntopic = \"题\"\ntext = \"文\"\n"
                            "faults = [\"activity_mising\"]\n",
             8, "activity_missing"},
        Slip{"example field",
             "[[example]]\nrow = 1\nform = \"activity\"\ncells = { dat = \"2021-01-01\" }\n", 4,
             "date"},
        Slip{"example row", "[[example]]\nrow = 9\nform = \"activity\"\n", 2, "9"},
        Slip{"example sentence", "[[example]]\nrow = 1\nform = \"activity\"\nsentence = \"x\"\n", 4,
             "x"}),
    slip_name);

TEST(ReadPack, AnEmptyFolderIsNoPack) {
    PackFault fault = only_fault(read_pack({}));
    EXPECT_EQ(fault.file, "pack.toml");
    EXPECT_NE(fault.what.en.find("version"), std::string::npos);
}

TEST(ReadPack, ARowWithoutANumberIsOneFault) {
    auto pack = read_pack({{"pack.toml", base_pack()},
                           {"z.toml",
                            "[[row]]\nnumber = \"x\"\nwhat = \"甲\"\n"
                            "[[norm]]\nid = \"n\"\nname = \"制\"\nrows = [\"x\"]\n"}});
    EXPECT_EQ(only_fault(pack).line, 2);
}

TEST(ReadPack, NestingIsBounded) {
    std::string deep(200, '[');
    auto pack = read_pack({{"pack.toml", base_pack()}, {"z.toml", "x = " + deep + "\n"}});
    EXPECT_FALSE(pack);
    std::string dots = "a";
    for (int i = 0; i < 100'000; ++i) {
        dots += ".a";
    }
    auto wide = read_pack({{"pack.toml", base_pack()}, {"z.toml", "\n" + dots + " = 1\n"}});
    EXPECT_EQ(only_fault(wide).line, 2);
}

// Damage of any kind is refused or harmless, and says where it is.
TEST(ReadPack, DamageIsToldNotFelt) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::string bytes = "\"'[]{}=.\n0a$,";
    for (int round = 0; round < 300; ++round) {
        std::string text = base_pack();
        for (int slips = 0; slips < 3; ++slips) {
            std::size_t at = random() % text.size();
            text.replace(at, random() % 4, 1, bytes[random() % bytes.size()]);
        }
        auto pack = read_pack({{"pack.toml", text}});
        if (pack) {
            continue;
        }
        for (const PackFault& fault : pack.error()) {
            EXPECT_EQ(fault.file, "pack.toml");
            EXPECT_GT(fault.line, 0) << fault.what.en << "\n" << text;
            EXPECT_FALSE(fault.what.zh.empty());
        }
    }
}

}  // namespace
}  // namespace luze::norms
