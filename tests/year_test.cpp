// A year of the sample bureau, played day by day through the interface by one seed: problems
// raised, assigned, mended, late, refused, relapsed, split and merged; letters; meetings, talks,
// volunteering, matters of the people; people who leave. At the end, and on every Monday, the
// program and the model must agree.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "year_script.h"

namespace luze::test {
void Year::play(Date first, Date last) {
    for (Date day = first; day <= last; day = day + 1) {
        if (day.weekday() > 5) {
            continue;
        }
        bureau_.go_to(day);
        morning();
        if (testing::Test::HasFailure()) {
            ADD_FAILURE() << "on " << day.iso();
            return;
        }
    }
    bureau_.go_to(last);
    judge();
}

void Year::judge() {
    judge_problems();
    judge_figures();
    judge_standing();
    EXPECT_EQ(bureau_.verified(), "");
    std::string notices = bureau_.page("/public", 2022);
    for (const std::string& title : published_) {
        EXPECT_NE(notices.find(title), std::string::npos) << title;
    }
    EXPECT_EQ(notices.find("第1项问题"), std::string::npos);
    EXPECT_GT(held_, 1);
    EXPECT_GT(passed_, 0);
    EXPECT_GT(problems_.size(), 150U);
    EXPECT_GT(letters_.size(), 40U);
    EXPECT_GT(refusals_, 100);
    EXPECT_FALSE(left_.empty());
    testing::Test::RecordProperty("calls", bureau_.calls);
    std::printf("%zu problems, %zu letters, %d refusals, %zu left, %d calls\n", problems_.size(),
                letters_.size(), refusals_, left_.size(), bureau_.calls);
}

void Year::judge_problems() {
    std::map<std::int64_t, Json> listed;
    std::string after;
    do {
        Called page = bureau_.get(bureau_.chief().id, "records?form=problem" + after);
        ASSERT_EQ(expect(200, page), "");
        for (const Json& item : *page.json["items"].array()) {
            listed.emplace(item.number("id"), item);
        }
        after = page.json["next"].is_null() ? "" : "&after=" + page.json.text("next");
    } while (!after.empty());
    std::size_t standing = 0;
    for (const Problem& problem : problems_) {
        if (problem.gone) {
            EXPECT_FALSE(listed.contains(problem.id)) << problem.id;
            continue;
        }
        ++standing;
        ASSERT_TRUE(listed.contains(problem.id)) << problem.id;
        const Json& item = listed.at(problem.id);
        EXPECT_EQ(item.text("state"), problem.state) << problem.id;
        EXPECT_EQ(item.number("round"), problem.round) << problem.id;
        EXPECT_EQ(item["owner"].is_null() ? 0 : item["owner"].number("id"), bearer(problem))
            << problem.id;
        if (problem.state == "assigned" || problem.state == "in_hand") {
            EXPECT_EQ(item.text("due"), problem.deadline->iso()) << problem.id;
            EXPECT_EQ(item["late"], Json(*problem.deadline < today())) << problem.id;
        }
        if (problem.late_steps > 0) {
            int late = 0;
            Called shown = bureau_.get(bureau_.chief().id, "records/" + std::to_string(problem.id));
            for (const Json& step : *shown.json["steps"].array()) {
                late += step["late"] == Json(true) ? 1 : 0;
            }
            EXPECT_EQ(late, problem.late_steps) << problem.id;
        }
    }
    EXPECT_EQ(listed.size(), standing);
}

void Year::judge_figures() {
    std::map<std::string, int> wanted;
    for (const Problem& problem : problems_) {
        if (problem.gone) {
            continue;
        }
        const bool closed = problem.closed.has_value();
        ++wanted["prob.total"];
        wanted["prob.source_self"] += problem.source == "self" ? 1 : 0;
        wanted["prob.source_inspection"] += problem.source == "inspection" ? 1 : 0;
        wanted["prob.source_public"] += problem.source == "public" ? 1 : 0;
        wanted["prob.source_district"] += problem.source == "district" ? 1 : 0;
        wanted["prob.closed"] += closed ? 1 : 0;
        wanted["prob.closed_on_time"] += closed && *problem.done <= *problem.deadline ? 1 : 0;
        wanted["prob.closed_late"] += closed && *problem.done > *problem.deadline ? 1 : 0;
        wanted["prob.open"] += closed ? 0 : 1;
        wanted["prob.overdue"] +=
            !closed && problem.deadline && *problem.deadline < today() ? 1 : 0;
        wanted["prob.refused"] += problem.refused ? 1 : 0;
        wanted["prob.held"] += problem.lookback == "held" ? 1 : 0;
        wanted["prob.relapsed"] += problem.lookback == "relapsed" ? 1 : 0;
    }
    wanted["pg.meetings"] = held_;
    std::map<std::string, int> said;
    for (const auto& [id, count] : wanted) {
        Json figure = read_json(bureau_.page("/api/v1/figures/" + id, 2022));
        auto value = Decimal::parse(figure.text("value", "-1"));
        said[id] = value ? static_cast<int>(value->units() / Decimal::whole(1).units()) : -1;
    }
    EXPECT_EQ(said, wanted);
    // The report says the same, and the number opens what is behind it.
    std::string report = bureau_.page("/report", 2022);
    EXPECT_NE(report.find(">" + std::to_string(wanted["prob.total"]) + "<"), std::string::npos);
    EXPECT_NE(report.find(">" + std::to_string(wanted["prob.closed"]) + "<"), std::string::npos);
}

void Year::judge_standing() {
    const Date last = today();
    bureau_.go_to(last + 3);  // the year is over
    Json standing = read_json(bureau_.page("/api/v1/standing", 2022));
    std::map<std::string, std::map<std::string, int>> said;
    for (const Json& line : *standing["duties"].array()) {
        for (const char* state : {"met", "missed", "made_up"}) {
            said[line.text("duty")][state] = static_cast<int>(line.number(state));
        }
    }
    std::map<std::string, std::map<std::string, int>> wanted;
    for (const Someone& person : bureau_.people()) {
        if (person.member) {
            ++wanted["volunteering"][volunteered_[person.id] >= 3 ? "met" : "missed"];
            ++wanted["heart_talk"][talked_[person.id] >= 1 ? "met" : "missed"];
        }
    }
    for (const Service& service : services_) {
        Date limit = service.received + 30;
        if (limit.year() == 2022) {
            bool late = !service.solved || *service.solved > limit;
            ++wanted["service_solved"][!late ? "met" : service.solved ? "made_up" : "missed"];
        }
    }
    for (auto& [duty, states] : wanted) {
        for (const char* state : {"met", "missed", "made_up"}) {
            EXPECT_EQ(said[duty][state], states[state]) << duty << " " << state;
        }
    }
}

namespace {

TEST(Year, EndsAsTheRulesSay) {
    const char* given = std::getenv("LUZE_SEED");
    const unsigned seed = given == nullptr ? std::random_device{}() % 1'000'000
                                           : static_cast<unsigned>(std::atoi(given));
    std::printf("LUZE_SEED=%u\n", seed);
    Year year(seed);
    year.set_up();
    if (!HasFailure()) {
        year.play(*Date::parse("2022-01-04"), *Date::parse("2022-12-31"));
    }
}

}  // namespace
}  // namespace luze::test
