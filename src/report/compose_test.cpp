#include "report/compose.h"

#include "report/report_test_kit.h"

namespace luze::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* text_rules = R"toml(
[[fault]]
kind = "service_below"
duty = "service"
states = ["missed"]
note = "{bearer}"

[[fault]]
kind = "study_missing"
duty = "study"
states = ["missed"]
note = "{window}"

[[fault]]
kind = "no_ledger"
class = "notice"
source = "no_ledger"
note = "{form}"

[report]
id = "annual"
title = "{bureau}\n关于{year}年的报告"
recipient = "上级"
issuer = "{bureau}"
opening = "截至{as_of}，有党员{members}人。"
no_shortfall = "没有。"
closing = "特此报告。"

[[report.section]]
id = "done"
heading = "落实情况"

[[report.section.paragraph]]
id = "listed"
heading = "学习{year}"
enumerated = true
prose = true
sentences = [
  { id = "study", text = "学习{study}次；", gap = "活动未建账。" },
  { id = "rare", text = "学习偏少；", when = "study < 3" },
  { id = "talks", text = "谈话{talks}次；", gap = "谈话未建账。" },
]

[[report.section.paragraph]]
id = "plain"
heading = "整改"
sentences = [
  { id = "days", text = "平均{days}天。", gap = "问题未建账。" },
]

[[report.section]]
id = "own"
heading = "特色做法"

[[report.section.paragraph]]
id = "work"
prose = true

[[report.section]]
id = "bad"
heading = "存在问题"
derived = "shortfalls"

[[report.section]]
id = "next"
heading = "下步打算"
derived = "next_steps"

[[report.section]]
id = "remarks"
heading = "说明"
derived = "gaps"

[[report.shortfall]]
id = "uneven"
topic = "{year}年服务不均衡"
faults = ["service_below"]
figure = "service.total"
text = "{count}人不够〔（{names}）〕，共{service.total}次〔，上年{before}次〕；"
next = "抓服务；"

[[report.shortfall]]
id = "unsteady"
topic = "学习不经常"
faults = ["study_missing"]
text = "{count}个季度没有学习。"
next = "抓学习；"

[[report.shortfall]]
id = "fewer"
topic = "学习减少"
figure = "study"
text = "学习{study}次，少于上年的{before}次。"
next = "抓学习；"

[[report.shortfall]]
id = "unkept"
topic = "未建账"
faults = ["no_ledger"]
text = "未建账{count}种：{names}。"
)toml";

struct ComposeTest : kit::ReportTest {
    void SetUp() override {
        ReportTest::SetUp();
        f.book.name = "某局";
        more_rules = text_rules;
    }
    Document report(Scope scope = Scope::whole_book(), bool with_last_year = false) {
        auto now = look();
        auto before = look(2020, "2020-12-31");
        std::vector<Fault> found = now->faults(scope);
        return compose(
            {now->context, 2021, now->figures, with_last_year ? &before->figures : nullptr, found});
    }
    static std::vector<std::string> lines(const Document& document) {
        std::vector<std::string> out;
        for (const Block& block : document.blocks) {
            const char* mark = block.kind == BlockKind::gap     ? "~ "
                               : block.kind == BlockKind::prose ? "> "
                                                                : "";
            out.push_back(mark + plain_text(block));
        }
        return out;
    }
    // From that heading to the next of its level.
    static std::vector<std::string> section(const Document& document, const char* id) {
        std::vector<std::string> out;
        bool inside = false;
        std::vector<std::string> all = lines(document);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (document.blocks[i].kind == BlockKind::heading1) {
                inside = document.blocks[i].id == id;
            } else if (inside && document.blocks[i].id != "closing") {
                out.push_back(all[i]);
            }
        }
        return out;
    }
    void all_served() {
        for (const char* date : {"2021-02-05", "2021-04-05"}) {
            activity("service", date, {1, 2});
        }
    }
};

TEST_F(ComposeTest, TitleAndFrameComeFromTheBook) {
    activity("study", "2021-03-05", {1});
    Document document = report();
    EXPECT_THAT(document.title, ElementsAre("某局", "关于2021年的报告"));
    EXPECT_EQ(document.recipient, "上级");
    EXPECT_EQ(document.issuer, "某局");
    EXPECT_EQ(document.date, "2021年12月25日");  // of the last entry, not of the clock
    EXPECT_EQ(lines(document).front(), "截至2021年12月31日，有党员2人。");
    EXPECT_EQ(lines(document).back(), "特此报告。");
    EXPECT_EQ(document.blocks.front().spans.at(3), (Span{"2", "members", false}));
}

TEST_F(ComposeTest, NumbersSectionsParagraphsAndSentences) {
    activity("study", "2021-03-05", {1});
    row("talk", {{"date", kit::day("2021-03-05")}});
    row("problem", {{"raised", kit::day("2021-03-01")}, {"closed", kit::day("2021-03-11")}});
    Document document = report();
    EXPECT_THAT(section(document, "done"),
                ElementsAre("（一）学习2021", "一是学习1次；二是学习偏少；三是谈话1次。",
                            "（二）整改", "平均10天。"));
    std::vector<std::string> headings;
    for (const Block& block : document.blocks) {
        if (block.kind == BlockKind::heading1) {
            headings.push_back(plain_text(block));
        }
    }
    // 特色做法 has nothing to say and gives its number away.
    EXPECT_THAT(headings, ElementsAre("一、落实情况", "二、存在问题", "三、下步打算"));
}

TEST_F(ComposeTest, ASentenceWithoutItsLedgerGivesWayToItsGap) {
    for (const char* date : {"2021-02-05", "2021-04-05", "2021-07-05"}) {
        activity("study", date, {1});
    }
    // One sentence is left: 一是 needs a 二是.
    EXPECT_THAT(section(report(), "done"),
                ElementsAre("（一）学习2021", "学习3次。", "~ 谈话未建账。", "（二）整改",
                            "~ 问题未建账。"));
}

TEST_F(ComposeTest, NothingToDivideByIsNoGap) {
    activity("study", "2021-03-05", {1});
    row("problem", {{"raised", kit::day("2021-03-01")}});
    EXPECT_THAT(section(report(), "done"),
                ElementsAre("（一）学习2021", "一是学习1次；二是学习偏少。", "~ 谈话未建账。"));
}

TEST_F(ComposeTest, TheOfficesOwnWordsStandWhereTheyWereWritten) {
    activity("study", "2021-03-05", {1});
    f.book.prose["annual"] = {{"work", "第一段。\n第二段{study}。"}, {"listed", "补充。"}};
    f.book.prose["another"] = {{"work", "别的报告。"}};
    Document document = report();
    EXPECT_THAT(section(document, "own"), ElementsAre("> 第一段。", "> 第二段{study}。"));
    EXPECT_THAT(section(document, "done"), testing::Contains("> 补充。"));
    activity("study", "2021-04-05", {1});
    EXPECT_THAT(section(report(), "own"), ElementsAre("> 第一段。", "> 第二段{study}。"));
}

TEST_F(ComposeTest, ShortfallsAreAdmittedAndPromisesFollow) {
    activity("study", "2021-03-05", {1});
    activity("service", "2021-03-05", {1});
    EXPECT_THAT(section(report(), "bad"),
                ElementsAre("（一）2021年服务不均衡", "2人不够（甲、乙），共1次。",
                            "（二）学习不经常", "3个季度没有学习。"));
    EXPECT_THAT(section(report(), "next"), ElementsAre("一是抓服务。", "二是抓学习。"));
    EXPECT_THAT(section(report(), "remarks"), ElementsAre("未建账2种：谈话台账、问题台账。"));
}

TEST_F(ComposeTest, OnePromiseStandsWithoutANumber) {
    activity("study", "2021-03-05", {1});
    all_served();
    EXPECT_THAT(section(report(), "next"), ElementsAre("抓学习。"));
}

TEST_F(ComposeTest, WithoutShortfallsItSaysSo) {
    for (const char* date : {"2021-02-05", "2021-04-05", "2021-07-05", "2021-10-05"}) {
        activity("study", date, {1});
    }
    all_served();
    EXPECT_THAT(section(report(), "bad"), ElementsAre("没有。"));
    EXPECT_THAT(section(report(), "next"), IsEmpty());
}

TEST_F(ComposeTest, ComparesWithLastYearWhereTheBooksHoldIt) {
    for (const char* date : {"2020-02-05", "2020-03-05", "2021-03-05"}) {
        activity("study", date, {1});
    }
    activity("service", "2020-05-05", {1});
    std::string bad = testing::PrintToString(section(report(), "bad"));
    EXPECT_THAT(bad, testing::Not(HasSubstr("上年")));
    EXPECT_THAT(bad, testing::Not(HasSubstr("before")));
    Document document = report(Scope::whole_book(), true);
    EXPECT_THAT(section(document, "bad"),
                ElementsAre("（一）2021年服务不均衡", "2人不够（甲、乙），共0次，上年1次。",
                            "（二）学习不经常", "3个季度没有学习。", "（三）学习减少",
                            "学习1次，少于上年的2次。"));
    // The same promise is made once.
    EXPECT_THAT(section(document, "next"), ElementsAre("一是抓服务。", "二是抓学习。"));
}

TEST_F(ComposeTest, ALongListOfNamesIsCutShort) {
    activity("study", "2021-03-05", {1});
    for (const char* name : {"一", "二", "三", "四", "五", "六", "七"}) {
        add_person(name, "一支部", true);
    }
    EXPECT_THAT(testing::PrintToString(section(report(), "bad")),
                HasSubstr("9人不够（甲、乙、一、二、三、四、五、六等）"));
}

TEST_F(ComposeTest, NamesOfRestrictedFaultsAreNotPrinted) {
    activity("study", "2021-03-05", {1});
    more_rules.replace(more_rules.find("duty = \"service\""), 16, "duty = \"talks\"");
    row("talk", {{"date", kit::day("2021-03-05")}, {"person", people({2})}});
    EXPECT_THAT(section(report(), "bad"), testing::Contains("2人不够（甲、丁），共0次。"));
    EXPECT_THAT(section(report(Scope::open_records()), "bad"),
                testing::Contains("2人不够，共0次。"));
}

TEST_F(ComposeTest, TheSameBookGivesTheSameReport) {
    activity("study", "2021-03-05", {1});
    EXPECT_EQ(report().blocks, report().blocks);
}

TEST(ChineseNumber, CountsAsHeadingsDo) {
    const std::map<int, const char*> numbers{{1, "一"},     {9, "九"},    {10, "十"},
                                             {11, "十一"},  {20, "二十"}, {21, "二十一"},
                                             {99, "九十九"}};
    for (const auto& [number, words] : numbers) {
        EXPECT_EQ(chinese_number(number), words);
    }
}

}  // namespace
}  // namespace luze::report
