#include "report/annex.h"

#include "exchange/workbook.h"
#include "report/report_test_kit.h"

namespace luze::report {
namespace {

using testing::HasSubstr;
using testing::Not;

struct AnnexTest : kit::ReportTest {
    void SetUp() override {
        ReportTest::SetUp();
        more_rules = R"toml(
[[fault]]
kind = "study_missing"
duty = "study"
states = ["missed"]
note = "{window}没有学习"
)toml";
        activity("study", "2021-03-05", {1}, {{"title", kit::text("党史")}});
        row("talk", {{"date", kit::day("2021-03-05")}, {"about", kit::text("机密")}});
    }
    std::string annex(Scope scope = Scope::whole_book()) const {
        auto bureau = look();
        auto bytes = write_annex(bureau->context, bureau->figures, bureau->faults(scope), scope);
        EXPECT_TRUE(bytes) << bytes.error().message.en;
        return bytes.value_or("");
    }
    // Sheet by sheet, row by row, cells between bars.
    static std::string text(const std::string& bytes) {
        auto grids = exchange::read_workbook(bytes);
        EXPECT_TRUE(grids) << grids.error().message.en;
        std::string out;
        for (const exchange::Grid& grid : *grids) {
            out += "# " + grid.sheet + "\n";
            for (std::size_t row = 1; row <= grid.row_count(); ++row) {
                for (std::size_t column = 1; column <= grid.column_count(); ++column) {
                    out += grid.at(row, column).text() + "|";
                }
                out += "\n";
            }
        }
        return out;
    }
};

TEST_F(AnnexTest, HoldsEveryFigureAndTheRowsBehindIt) {
    std::string all = text(annex());
    auto bureau = look();
    for (const FigureValue& value : bureau->figures.all()) {
        EXPECT_THAT(all, HasSubstr("\n" + value.id + "|" + value.label + "|")) << value.id;
    }
    EXPECT_THAT(all, HasSubstr("# 数字\n"));
    EXPECT_THAT(all, HasSubstr("\nstudy|学习次数|1|次|||按日期计|\n"));
    EXPECT_THAT(all, HasSubstr("\nservice.pct|达标率|0|%|0|2||\n"));
    EXPECT_THAT(all, HasSubstr("\nmended|按期办结|未建账|||||\n"));
    EXPECT_THAT(
        all,
        HasSubstr("\nstudy|学习次数||5|活动台账|2021-03-05，学习，党史|activity.xlsx|表一|5|\n"));
    EXPECT_THAT(all, HasSubstr("\nservice.pct|达标率|分母|1|名册|甲||||\n"));
    EXPECT_THAT(all, HasSubstr("\n履责|study_missing|activity.xlsx|表一||第二季度没有学习|\n"));
}

TEST_F(AnnexTest, OfRestrictedRecordsItHasTheDigestOnly) {
    EXPECT_THAT(text(annex()), HasSubstr("|2021-03-05，机密|talk.xlsx|表一|6|"));
    std::string open = text(annex(Scope::open_records()));
    EXPECT_THAT(open, Not(HasSubstr("机密")));
    EXPECT_THAT(open, Not(HasSubstr("talk.xlsx")));
    EXPECT_THAT(open, HasSubstr("\ntalks|谈话||6|谈话台账|限制查阅，账目摘要 " +
                                f.book.records.at(RecordId{6}).commitment.hex() + "|"));
}

TEST_F(AnnexTest, TheSameBookGivesTheSameBytes) { EXPECT_EQ(annex(), annex()); }

}  // namespace
}  // namespace luze::report
