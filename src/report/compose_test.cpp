#include "report/compose.h"

#include "model/book.h"
#include "norms/groups.h"
#include "norms/parameters.h"

namespace luze::report {
namespace {

constexpr const char* base = R"(
id = "p"
version = "1"
name = "包"
[[norm]]
id = "rules"
name = "制度"
[[form]]
id = "visit"
name = "走访"
date = "date"
field = [{ id = "date", type = "date", name = "日期" }, { id = "kind", name = "类别" }]
[[form]]
id = "paper"
name = "文件"
date = "date"
field = [{ id = "date", type = "date", name = "日期" }]
[[figure]]
id = "visits"
label = "走访"
form = "visit"
[[figure]]
id = "odd"
label = "其他走访"
form = "visit"
where = "kind = '其他'"
[[figure]]
id = "papers"
label = "文件"
form = "paper"
[[fault]]
kind = "late"
form = "visit"
note = "迟"
[[fault]]
kind = "short"
form = "visit"
note = "少"
[[fault]]
kind = "imported_late"
class = "notice"
source = "imported_late"
note = "补登"
[report]
id = "annual"
title = "报告"
issuer = "{bureau}党组"
)";

// A book of two visits in 2021 and no papers.
struct Composed {
    explicit Composed(const std::string& report) {
        auto read = norms::read_pack({{"pack.toml", base + report}});
        EXPECT_TRUE(read) << read.error().front().what.zh << report;
        pack = std::move(*read);
        book.name = "某局";
        for (int i : {1, 2}) {
            Record record;
            record.id = RecordId{i};
            record.form = "visit";
            record.fields["date"] = Day{*PartialDate::parse("2021-03-05")};
            record.entries = {i};
            book.records.emplace(record.id, record);
        }
    }

    void find(const std::string& kind, const std::string& about = "") {
        Fault fault;
        for (const norms::FaultRule& rule : pack.faults) {
            fault.rule = rule.kind == kind ? &rule : fault.rule;
        }
        fault.about = about;
        faults.push_back(fault);
    }

    std::vector<std::string> lines() const {
        Roster roster = Roster::build(book.records);
        norms::Parameters parameters(pack, book.settings);
        norms::Groups groups(pack, roster);
        standing::Context context{book,       pack,   roster,
                                  parameters, groups, {year_window(2021).last, true}};
        Figures figures = Figures::of(context, 2021, {});
        std::vector<std::string> out;
        for (const Block& block : compose({context, 2021, figures, nullptr, faults}).blocks) {
            out.push_back(plain_text(block));
        }
        return out;
    }

    norms::Pack pack;
    Book book;
    std::vector<Fault> faults;
};

using Lines = std::vector<std::string>;

constexpr const char* done = "[[report.section]]\nid = \"done\"\nheading = \"做了\"\n";

std::string paragraph(const std::string& id, const std::string& more) {
    return "[[report.section.paragraph]]\nid = \"" + id + "\"\n" + more + "\n";
}

TEST(Compose, SaysOnlyWhatTheBookHolds) {
    Composed report(done + paragraph("p", R"(sentences = [
        { id = "a", text = "走访{visits}次〔，其他{odd}次〕〔，文件{papers}件〕；" },
        { id = "b", text = "文件{papers}件。" },
    ])"));
    EXPECT_EQ(report.lines(), (Lines{"一、做了", "走访2次。"}));
}

TEST(Compose, OneItemIsNotEnumerated) {
    std::string two = R"(enumerated = true
        sentences = [{ id = "a", text = "走访{visits}次。" }, { id = "b", text = "又{visits}次。" }])";
    std::string one = R"(enumerated = true
        sentences = [{ id = "a", text = "走访{visits}次。" }, { id = "b", text = "{papers}件。" }])";
    EXPECT_EQ(Composed(done + paragraph("p", two)).lines(),
              (Lines{"一、做了", "一是走访2次。二是又2次。"}));
    EXPECT_EQ(Composed(done + paragraph("p", one)).lines(), (Lines{"一、做了", "走访2次。"}));
}

TEST(Compose, HeadingStandsOverWhatIsLeftUnderIt) {
    Composed report(
        done +
        paragraph("p", "heading = \"甲\"\nsentences = [{ id = \"a\", text = \"{papers}件。\" }]") +
        paragraph("q", "sentences = [{ id = \"b\", text = \"{visits}次。\" }]") +
        paragraph("r", "heading = \"乙\"\nsentences = [{ id = \"c\", text = \"{papers}件。\" }]"));
    EXPECT_EQ(report.lines(), (Lines{"一、做了", "（一）甲", "2次。"}));
}

TEST(Compose, NamesTheFormsThatAreNotKept) {
    Composed report(done + paragraph("p", R"(sentences = [
        { id = "a", text = "没有建账：{not_kept}。" }])"));
    EXPECT_EQ(report.lines(), (Lines{"一、做了", "没有建账：文件。"}));
    Record paper;
    paper.id = RecordId{3};
    paper.form = "paper";
    report.book.records.emplace(paper.id, paper);
    EXPECT_EQ(report.lines(), Lines{});
}

constexpr const char* derived = R"(
[[report.section]]
id = "short"
heading = "不足"
derived = "shortfalls"
[[report.section]]
id = "next"
heading = "打算"
derived = "next_steps"
[[report.section.paragraph]]
id = "more"
prose = true
[[report.section]]
id = "remarks"
heading = "说明"
derived = "gaps"
[[report.shortfall]]
id = "s1"
topic = "不及时"
faults = ["late"]
text = "迟{count}次（{names}）；"
next = "按时；"
[[report.shortfall]]
id = "s2"
topic = "不及时"
faults = ["short"]
text = "少{count}次；"
next = "补足；"
[[report.shortfall]]
id = "s3"
topic = "补登"
faults = ["imported_late"]
text = "系补登。"
)";

TEST(Compose, OneTopicMakesOneParagraph) {
    Composed report(derived);
    report.find("late", "第一支部");
    report.find("late", "第二支部");
    report.find("short");
    EXPECT_EQ(report.lines(),
              (Lines{"一、不足", "（一）不及时", "迟2次（第一支部、第二支部）；少1次。", "二、打算",
                     "按时；补足。"}));
}

TEST(Compose, NoticesAreRemarksAndProseClosesTheSection) {
    Composed report(derived);
    report.find("late", "甲");
    report.find("imported_late");
    report.book.prose["annual"]["more"] = "我们自己的打算。";
    EXPECT_EQ(report.lines(), (Lines{"一、不足", "（一）不及时", "迟1次（甲）。", "二、打算",
                                     "按时。", "我们自己的打算。", "三、说明", "系补登。"}));
}

}  // namespace
}  // namespace luze::report
