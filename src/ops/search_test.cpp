#include "ops/search.h"

#include <gmock/gmock.h>

#include "ops/case_test_kit.h"

namespace luze::ops {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class SearchTest : public CaseTest {
protected:
    void SetUp() override {
        CaseTest::SetUp();
        enter("problem", {{"description", "档案室漏水，纸质材料受潮"}, {"department", "办公室"}},
              "石思");
        enter("problem", {{"description", "ＡＢＣ系统口令过于简单"}, {"department", "业务科"}},
              "石思");
        enter("problem", {{"description", "漏水"}, {"department", "业务科"}}, "石思");
        talk_ =
            enter("talk", {{"date", iso(0)}, {"person", "丁一"}, {"about", "机密的漏水"}}, "石思");
        static_cast<void>(desk_->take_reads());
    }

    Json search(const std::string& words, const std::string& who = "姜鸣",
                const std::string& kind = "") {
        return search_json(*desk_, {words, "", kind}, as(who), desk_->day(day(0)));
    }
    static std::vector<std::string> titles(const Json& answer, const std::string& kind) {
        std::vector<std::string> out;
        for (const Json& group : *answer["groups"].array()) {
            for (const Json& item : *group["items"].array()) {
                if (item.text("kind") == kind) {
                    out.push_back(item.text("title"));
                }
            }
        }
        return out;
    }
    std::vector<std::string> suggested(const std::string& typed, const std::string& kind = "",
                                       const std::string& form = "",
                                       const std::string& who = "姜鸣") {
        std::vector<std::string> out;
        Json answer = suggest_json(*desk_, {typed, form, kind}, as(who), desk_->day(day(0)));
        for (const Json& item : *answer["items"].array()) {
            out.push_back(item.text("name"));
        }
        return out;
    }

    RecordId talk_;
};

LUZE_ON_BOTH_ENGINES(SearchTest);

TEST_P(SearchTest, WordsOfTwoCharactersAndOfOne) {
    // The very word first, then what begins with it or holds it.
    EXPECT_THAT(titles(search("漏水"), "record"), ElementsAre("漏水", "档案室漏水，纸质材料受潮"));
    EXPECT_THAT(titles(search("潮"), "record"), ElementsAre("档案室漏水，纸质材料受潮"));
    EXPECT_THAT(titles(search("没有这样的话"), "record"), IsEmpty());
    EXPECT_THAT(titles(search(" "), "record"), IsEmpty());
}

TEST_P(SearchTest, AllWordsWhereverTheyStandAndWhateverTheirWidth) {
    EXPECT_THAT(titles(search("办公室 漏水"), "record"), ElementsAre("档案室漏水，纸质材料受潮"));
    EXPECT_THAT(titles(search("abc 口令"), "record"), ElementsAre("ＡＢＣ系统口令过于简单"));
    EXPECT_THAT(titles(search("ａｂｃ"), "record"), ElementsAre("ＡＢＣ系统口令过于简单"));
}

TEST_P(SearchTest, PeopleUnitsAndForms) {
    EXPECT_THAT(titles(search("丁一"), "person"), ElementsAre("丁一"));
    EXPECT_THAT(titles(search("业务"), "unit"), ElementsAre("业务科"));
    EXPECT_THAT(titles(search("问题"), "form"), Contains("问题"));
    EXPECT_THAT(titles(search("丁一", "姜鸣", "unit"), "person"), IsEmpty());
}

TEST_P(SearchTest, WhatMayNotBeSeenIsNotFound) {
    EXPECT_THAT(pretty(search("机密")), Not(HasSubstr(std::to_string(talk_.value))));
    EXPECT_THAT(titles(search("机密"), "record"), IsEmpty());
    EXPECT_THAT(desk_->take_reads(), IsEmpty());
    EXPECT_EQ(titles(search("机密", "石思"), "record").size(), 1U);
    EXPECT_THAT(desk_->take_reads(), ElementsAre(talk_)) << "and a reading is noted";
    EXPECT_THAT(suggested("机密", "record", "talk"), IsEmpty());
}

TEST_P(SearchTest, NamesAsTheyAreTyped) {
    EXPECT_THAT(suggested("丁"), ElementsAre("丁一"));
    EXPECT_THAT(suggested("业"), ElementsAre("业务科"));
    EXPECT_THAT(suggested("漏水", "record", "problem"),
                ElementsAre("漏水", "档案室漏水，纸质材料受潮"));
    EXPECT_EQ(suggested("").size(), 7U);  // everybody, and both units
}

}  // namespace
}  // namespace luze::ops
