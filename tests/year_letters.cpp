// The ladder: what it should propose, and letters from decision to review.
#include <algorithm>

#include "year_script.h"

namespace luze::test {
namespace {

const std::vector<std::string> rungs{"notice", "guidance", "reminder", "admonition",
                                     "accountability"};

}  // namespace

int Year::proposed(const Problem& problem) const {
    if (problem.gone || (problem.state != "assigned" && problem.state != "in_hand")) {
        return 0;
    }
    const int late =
        problem.deadline && *problem.deadline < today() ? today() - *problem.deadline : 0;
    const bool waited = problem.rung > 0 && today() - problem.rung_on >= 10;
    if (problem.rung == 4 && (late > 0 || problem.refused) && waited) {
        return 5;
    }
    if (problem.rung == 3 && (late > 0 || problem.refused) && waited) {
        return 4;
    }
    if ((problem.rung == 2 && late > 0 && waited) || (problem.refused && problem.rung < 3)) {
        return 3;
    }
    if (problem.rung == 1 && late > 0 && waited) {
        return 2;
    }
    return problem.rung == 0 && late >= 1 ? 1 : 0;
}

// The last rung put aside is proposed again after ten days.
bool Year::waits(const Problem& problem, int rung) const {
    auto at = problem.declined.find(rung);
    return at != problem.declined.end() && today() - at->second < 10;
}

void Year::climb() {
    const std::int64_t chief = bureau_.chief().id;
    std::set<std::pair<std::int64_t, std::string>> wanted;
    for (const Problem& problem : problems_) {
        int rung = proposed(problem);
        if (rung > 0 && !waits(problem, rung) && bearer(problem) != chief) {
            wanted.emplace(problem.id, rungs[static_cast<std::size_t>(rung - 1)]);
        }
    }
    Called list = bureau_.get(chief, "proposals");
    std::set<std::pair<std::int64_t, std::string>> said;
    for (const Json& item : *list.json.array()) {
        said.emplace(item.number("record"), item.text("rung"));
    }
    ASSERT_EQ(said, wanted) << today().iso();
    for (std::size_t i = 0; i < problems_.size(); ++i) {
        int rung = proposed(problems_[i]);
        if (rung > 0 && !waits(problems_[i], rung) && bearer(problems_[i]) != chief && chance(60)) {
            decide(i, rung);
        }
    }
}

void Year::decide(std::size_t at, int rung) {
    Problem& problem = problems_[at];
    const std::int64_t chief = bureau_.chief().id;
    const std::string path = "records/" + std::to_string(problem.id);
    const std::string& word = rungs[static_cast<std::size_t>(rung - 1)];
    std::int64_t nobody = anybody().id;
    if (chance(20) && nobody != chief && nobody != problem.leader) {
        refused(bureau_.post(nobody, path + "/letters", Json::Object{{"rung", word}}), "决定");
    }
    if (chance(20) && rung < 5) {
        refused(bureau_.post(chief, path + "/letters",
                             Json::Object{{"rung", rungs[static_cast<std::size_t>(rung)]}}),
                "不能跳级");
    }
    if (chance(12)) {
        done(bureau_.post(chief, path + "/declined-rungs",
                          Json::Object{{"rung", word}, {"reason", "已口头督促"}}));
        problem.declined = {{rung, today()}};
        return;
    }
    Called letter = bureau_.post(chief, path + "/letters", Json::Object{{"rung", word}});
    ASSERT_EQ(expect(201, letter), "");
    problem.rung = rung;
    problem.rung_on = today();
    letters_.push_back(
        {letter.id(), at, bearer(problem), rung, problem.round, "decided", today(), today(), true});
}

void Year::move(Letter& letter) {
    if (left_.contains(letter.subject)) {
        return;
    }
    if (letter.state == "decided") {
        done(bureau_.step(office_, letter.id, "deliver", {{"how", "当面送达"}}));
        letter.state = "delivered";
        letter.counted = today();
        count(letter);
    } else if (letter.state == "delivered") {
        refused(
            bureau_.step(office_ == letter.subject ? watch_ : office_, letter.id, "acknowledge"),
            "没有“");
        done(bureau_.step(letter.subject, letter.id, "acknowledge"));
        letter.state = "acknowledged";
    } else if (letter.state == "acknowledged" && chance(20)) {
        ask_review(letter);
    } else if (letter.state == "review_asked") {
        review(letter);
    }
}

void Year::ask_review(Letter& letter) {
    Called asked =
        bureau_.step(letter.subject, letter.id, "ask_review", {{"reason", "事实有出入"}});
    if (today() - letter.counted > 30) {
        refused(asked, "期限已过");
        return;
    }
    done(asked);
    letter.state = "review_asked";
}

void Year::review(Letter& letter) {
    if (letter.subject == watch_) {
        return;
    }
    refused(bureau_.step(watch_, letter.id, "review",
                         {{"level_after", std::to_string(letter.level + 1)}, {"reason", "加重"}}),
            "不得加重");
    const bool back = chance(50);
    done(bureau_.step(
        watch_, letter.id, "review",
        {{"level_after", back ? "0" : std::to_string(letter.level)}, {"reason", "复核"}}));
    letter.state = "reviewed";
    letter.stands = !back;
    count(letter);
}

void Year::count(const Letter& changed) {
    Problem& problem = problems_[changed.problem];
    problem.rung = 0;
    for (const Letter& letter : letters_) {
        if (letter.problem == changed.problem && letter.round == problem.round && letter.stands &&
            letter.level >= problem.rung) {
            problem.rung = letter.level;
            problem.rung_on = letter.counted;
        }
    }
}

}  // namespace luze::test
