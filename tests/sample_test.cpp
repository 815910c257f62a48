// The sample bureau's year through the program: every figure, fault and parameter comes out as
// samples/yunxi-2021/expected.json says, and nothing besides.
#include "sample_kit.h"

namespace luze::test {
namespace {

// One import serves all tests of this file.
struct Sample {
    Folder folder;
    TestBook book{folder.at("data")};
    Json import;
    Json figures;
    Json faults;

    static const Sample& instance() {
        static const Sample sample;
        return sample;
    }

private:
    Sample() {
        book.init();
        import = book.import(sample_folder());
        figures = book.figures(2021);
        faults = book.faults(2021);
    }
};

TEST(Sample, GivesEveryFigure) {
    Words wrong = figure_differences(Sample::instance().figures);
    EXPECT_TRUE(wrong.empty()) << listed(wrong);
    EXPECT_GE(expected()["figures"].object()->size(), 201U);
}

TEST(Sample, TracesEveryFigureToItsEntries) {
    Words wrong = evidence_differences(Sample::instance().figures);
    EXPECT_TRUE(wrong.empty()) << listed(wrong);
    for (const auto& [id, figure] : *Sample::instance().figures.object()) {
        if (adds_up(id) && !(figure["value"] == Json(0)) && !figure["value"].is_null()) {
            EXPECT_FALSE(figure["entries"].array()->empty()) << id;
        }
    }
}

TEST(Sample, LeavesOpenWhatNoLedgerHolds) {
    std::size_t not_held = 0;
    for (const auto& [id, figure] : *Sample::instance().figures.object()) {
        bool held = *figure["held"].boolean();
        EXPECT_EQ(held, !figure["value"].is_null()) << id;
        not_held += held ? 0 : 1;
    }
    EXPECT_GT(not_held, 0U);  // no responsibility letters among the workbooks, for one
}

TEST(Sample, ReportsEveryFaultAtItsRowAndNoOther) {
    Words wrong = differences(fault_lines(Sample::instance().faults), expected_fault_lines());
    EXPECT_TRUE(wrong.empty()) << listed(wrong);
    EXPECT_EQ(count_kind(Sample::instance().faults, "imported_late"), 1U);
    for (const Json& fault : *Sample::instance().faults.array()) {
        EXPECT_FALSE(fault.text("note").empty()) << canonical(fault);
    }
}

TEST(Sample, ReadsEveryRowOfEverySheet) {
    Words actual;
    Words wanted;
    for (const Json& file : *Sample::instance().import["files"].array()) {
        for (const Json& sheet : *file["sheets"].array()) {
            actual.push_back(file.text("file") + " / " + sheet.text("sheet") + " : " +
                             std::to_string(sheet.number("rows")));
        }
    }
    for (const Json& sheet : *expected()["inventory"].array()) {
        wanted.push_back(sheet.text("file") + " / " + sheet.text("sheet") + " : " +
                         std::to_string(sheet.number("data_rows")));
    }
    EXPECT_EQ(actual, wanted);
    EXPECT_EQ(Sample::instance().import.number("held"), 0);
    EXPECT_EQ(Sample::instance().import.number("new"), Sample::instance().import.number("rows"));
}

void expect_parameter(const Json& parameters, const std::string& id, const Json& value) {
    ASSERT_FALSE(parameters[id].is_null()) << id;
    EXPECT_EQ(canonical(parameters[id]["value"]), canonical(value)) << id;
}

TEST(Sample, ListsTheParametersByTheirIds) {
    Json parameters = Sample::instance().book.ask({"parameters", "--year", "2021"})["parameters"];
    for (const auto& [id, value] : *expected()["parameters"].object()) {
        if (value.object() == nullptr) {
            expect_parameter(parameters, id, value);
            continue;
        }
        for (const auto& [theme, minimum] : *value.object()) {
            expect_parameter(parameters, id + "." + theme, minimum);
        }
    }
}

TEST(Sample, IsSoundAndReadsTheSameAgain) {
    const Sample& sample = Sample::instance();
    std::string root = sample.book.verified_root();
    EXPECT_EQ(root.size(), 64U) << root;
    EXPECT_EQ(sample.book.figures(2021), sample.figures);
    EXPECT_EQ(sample.book.faults(2021), sample.faults);
    EXPECT_EQ(sample.book.verified_root(), root);
}

}  // namespace
}  // namespace luze::test
