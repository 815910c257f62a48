#include "report/clauses.h"

#include <algorithm>

namespace luze::report {
namespace {

std::string kept(std::string_view text, const std::vector<std::string>& saying) {
    return kept_clauses(text, [&](std::string_view name) {
        return std::ranges::find(saying, name) != saying.end();
    });
}

TEST(Clauses, GiveWayWhenTheyHaveNothingToSay) {
    EXPECT_EQ(kept("共{n}个〔，逾期{late}个〕。", {}), "共{n}个。");
    EXPECT_EQ(kept("共{n}个〔，逾期{late}个〕。", {"late"}), "共{n}个，逾期{late}个。");
    EXPECT_EQ(kept("共{n}个〔，{a}比{b}〕。", {"a"}), "共{n}个。");
}

TEST(Clauses, JoinOnlyToAClauseBefore) {
    std::string_view text = "其中〔、甲{a}个〕〔、乙{b}个〕〔、丙{c}个〕，共计。";
    EXPECT_EQ(kept(text, {"a", "b", "c"}), "其中甲{a}个、乙{b}个、丙{c}个，共计。");
    EXPECT_EQ(kept(text, {"b", "c"}), "其中乙{b}个、丙{c}个，共计。");
    EXPECT_EQ(kept(text, {"a", "c"}), "其中甲{a}个、丙{c}个，共计。");
    EXPECT_EQ(kept("〔；甲{a}〕〔；乙{b}〕", {"a", "b"}), "甲{a}；乙{b}");
    EXPECT_EQ(kept("〔；甲{a}〕〔；乙{b}〕", {"b"}), "乙{b}");
    EXPECT_EQ(kept("共{n}个〔；乙{b}〕", {"b"}), "共{n}个；乙{b}");
}

TEST(Clauses, HoldClausesOfTheirOwn) {
    std::string_view text = "共{n}次〔，其中〔、明查{a}次〕〔、暗访{b}次〕〕〔，发现{c}个〕。";
    EXPECT_EQ(kept(text, {"a", "b", "c"}), "共{n}次，其中明查{a}次、暗访{b}次，发现{c}个。");
    EXPECT_EQ(kept(text, {"b"}), "共{n}次，其中暗访{b}次。");
    EXPECT_EQ(kept(text, {"c"}), "共{n}次，发现{c}个。");
    EXPECT_EQ(kept(text, {}), "共{n}次。");
}

TEST(Clauses, LeaveOtherBracketsAlone) {
    EXPECT_EQ(kept("澜纪发〔2021〕11号〔、{a}〕", {"a"}), "澜纪发〔2021〕11号{a}");
    EXPECT_EQ(kept("未完〔{a}", {"a"}), "未完〔{a}");
    EXPECT_EQ(without_clauses("共{n}个〔，逾期{late}个〕。"), "共{n}个。");
}

}  // namespace
}  // namespace luze::report
