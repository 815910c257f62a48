// Problems from raised to settled, and the days on which it all happens.
#include <algorithm>

#include "year_script.h"

namespace luze::test {
namespace {

const std::string listed_post = "主办岗";

}  // namespace

void Year::set_up() {
    const std::int64_t chief = bureau_.chief().id;
    for (const Someone& person : bureau_.people()) {
        if (person.leader && person.id != chief) {
            leaders_.push_back(person.id);
        }
        if (person.head && heads_.emplace(person.department, person.id).second) {
            departments_.push_back(person.department);
        }
    }
    watch_ = heads_.at("组织人事科");
    office_ = heads_.at("办公室");
    ASSERT_EQ(expect(201, bureau_.enter(chief, "mandate", "",
                                        {{"person", bureau_.someone(watch_).name},
                                         {"role", "discipline"},
                                         {"from", "2022-01-01"}})),
              "");
    for (const std::string& department : departments_) {
        appoint(department, staff_of(department));
    }
    // Nobody gives themselves a role.
    EXPECT_EQ(bureau_.enter(office_, "mandate", "", {{"person", "姜鸣"}, {"role", "head"}}).status,
              403);
}

void Year::appoint(const std::string& department, std::int64_t holder) {
    Called made = bureau_.enter(bureau_.chief().id, "appointment", "",
                                {{"post", listed_post},
                                 {"department", department},
                                 {"person", "#" + std::to_string(holder)},
                                 {"from", today().iso()}});
    ASSERT_EQ(expect(201, made), "");
    posts_[department] = {made.id(), holder};
}

void Year::change_post() {
    const std::string& department =
        departments_[static_cast<std::size_t>(roll(static_cast<int>(departments_.size())))];
    const Post before = posts_.at(department);
    const std::int64_t next = staff_of(department);
    if (next == before.holder) {
        return;
    }
    done(bureau_.post(bureau_.chief().id,
                      "records/" + std::to_string(before.record) + "/corrections",
                      Json::Object{{"values", Json::Object{{"to", today().iso()}}}}));
    appoint(department, next);
    ++passed_on_;
}

const Someone& Year::anybody() {
    const Someone* found = nullptr;
    do {
        found = &bureau_.people()[static_cast<std::size_t>(
            roll(static_cast<int>(bureau_.people().size())))];
    } while (left_.contains(found->id));
    return *found;
}

std::int64_t Year::leader() {
    return leaders_[static_cast<std::size_t>(roll(static_cast<int>(leaders_.size())))];
}

std::string Year::expect(int status, const Called& called) {
    return called.status == status ? ""
                                   : std::to_string(called.status) + ": " + canonical(called.json);
}

void Year::done(const Called& called) {
    EXPECT_TRUE(called.status == 200 || called.status == 201) << canonical(called.json);
}

void Year::refused(const Called& called, const char* because) {
    EXPECT_EQ(called.status, 403) << canonical(called.json);
    EXPECT_NE(called.said().find(because), std::string::npos) << called.said();
    ++refusals_;
}

Called Year::act(Problem& problem, std::int64_t who, const std::string& act, const Values& values,
                 const std::string& on) {
    Called called = bureau_.step(who, problem.id, act, values, on);
    if (called.status == 200) {
        problem.last_on = on.empty() ? today() : *Date::parse(on);
    }
    return called;
}

void Year::morning() {
    if (chance(75)) {
        raise();
    }
    for (std::size_t i = 0; i < problems_.size(); ++i) {
        if (!problems_[i].gone && chance(problems_[i].state == "closed" ? 12 : 22)) {
            move(i);
        }
    }
    if (today().weekday() == 1) {
        climb();
    }
    for (Letter& letter : letters_) {
        if (chance(30)) {
            move(letter);
        }
    }
    small_things();
    if (chance(4)) {
        somebody_leaves();
    }
    if (chance(6)) {
        change_post();
    }
    if (chance(10)) {
        call_meeting();
    }
    for (const Meeting& meeting : meetings_) {
        if (meeting.planned == today()) {
            meet(meeting);
        }
    }
    if (today().weekday() == 2) {
        const std::int64_t who = some_bearer();
        EXPECT_EQ(reminded(who), owed_by(who)) << today().iso();
    }
    if (today() >= day("2022-07-01") && !changed_) {
        change_a_number();
    }
    if (chance(5)) {
        disclose();
    }
}

void Year::raise() {
    const std::string& department =
        departments_[static_cast<std::size_t>(roll(static_cast<int>(departments_.size())))];
    static const std::vector<std::pair<std::string, std::string>> sources{
        {"self", "自查"},         {"inspection", "检查"},     {"public", "群众反映"},
        {"district", "区委巡察"}, {"org_life", "组织生活会"}, {"audit", "审计"}};
    const auto& source = sources[static_cast<std::size_t>(roll(static_cast<int>(sources.size())))];
    Problem problem;
    problem.source = source.first;
    problem.department = department;
    problem.leader = leader();
    problem.last_on = today();
    Called made =
        bureau_.enter(watch_, "problem", "raise",
                      {{"source", source.second},
                       {"level", "科室"},
                       {"description", "第" + std::to_string(problems_.size() + 1) + "项问题"},
                       {"department", department},
                       {"leader", "#" + std::to_string(problem.leader)}});
    ASSERT_EQ(expect(201, made), "");
    problem.id = made.id();
    problems_.push_back(problem);
}

std::int64_t Year::bearer(const Problem& problem) const {
    if (problem.of_post) {
        return posts_.at(problem.department).holder;
    }
    if (problem.owner != 0 && !left_.contains(problem.owner)) {
        return problem.owner;
    }
    if (problem.owner == 0) {
        return 0;
    }
    std::int64_t head = heads_.at(problem.department);
    return left_.contains(head) ? problem.leader : head;
}

void Year::move(std::size_t at) {
    Problem& problem = problems_[at];
    const std::string& state = problem.state;
    if (state == "raised" || state == "relapsed") {
        assign(at);
    } else if (state == "assigned" || state == "in_hand") {
        work(problem);
    } else if (state == "submitted") {
        finish(problem);
    } else if (state == "closed") {
        look_back(problem);
    }
}

std::int64_t Year::staff_of(const std::string& department) {
    std::vector<std::int64_t> staff;
    for (const Someone& person : bureau_.people()) {
        if (person.department == department && !left_.contains(person.id)) {
            staff.push_back(person.id);
        }
    }
    return staff[static_cast<std::size_t>(roll(static_cast<int>(staff.size())))];
}

void Year::assign(std::size_t at) {
    Problem& problem = problems_[at];
    if (problem.state == "raised" && chance(4) && at > 0 && !problems_[at - 1].gone &&
        problems_[at - 1].state == "raised") {
        done(act(problem, problem.leader, "merge",
                 {{"into", std::to_string(problems_[at - 1].id)}}));
        problem.gone = true;
        return;
    }
    if (problem.state == "raised" && chance(4)) {
        Called split = act(problem, problem.leader, "split", {{"parts", "1.前一半\n2.后一半"}});
        ASSERT_EQ(expect(200, split), "");
        problem.gone = true;
        Problem part = problem;
        part.gone = false;
        for (const Json& id : *split.json["opened"].array()) {
            part.id = *id.integer();
            problems_.push_back(part);
        }
        return;
    }
    const bool of_post = chance(30);
    const std::int64_t owner =
        of_post ? posts_.at(problem.department).holder : staff_of(problem.department);
    Date deadline = today() + 5 + roll(50);
    Values values{{"owner", "#" + std::to_string(owner)},
                  {"post", of_post ? listed_post : "经办岗"},
                  {"measures", "立即整改"},
                  {"type", "限期整改"},
                  {"deadline", deadline.iso()}};
    if (chance(5)) {
        Values early = values;
        early["deadline"] = (today() - 1).iso();
        refused(act(problem, problem.leader, "assign", early), "不能早于");
    }
    done(act(problem, problem.leader, "assign", values));
    problem.owner = owner;
    problem.of_post = of_post;
    problem.deadline = deadline;
    problem.state = "assigned";
}

void Year::work(Problem& problem) {
    std::int64_t owner = bearer(problem);
    int what = roll(100);
    if (problem.state == "assigned" && what < 50) {
        done(act(problem, owner, "start", {{"progress", "已开始"}}));
        problem.state = "in_hand";
    } else if (what < 58) {
        extend(problem, owner);
    } else if (what < 61 && !problem.refused && owner != problem.leader) {
        done(act(problem, problem.leader, "refuse_to_mend", {{"ground", "当面拒绝"}}));
        problem.refused = problem.ever_refused = true;
    } else if (what < 63) {
        std::int64_t next = staff_of(problem.department);
        done(act(problem, problem.leader, "hand_over",
                 {{"owner", "#" + std::to_string(next)}, {"reason", "分工调整"}}));
        problem.owner = next;
    } else if (what < 66) {
        refused(act(problem, watch_, "close"), "还不能“销号”");
    } else if (what < 78) {
        submit(problem, owner);
    }
}

void Year::extend(Problem& problem, std::int64_t owner) {
    if (problem.extension) {
        bool granted = chance(60) && problem.extensions < 2;
        std::int64_t by = owner == problem.leader ? bureau_.chief().id : problem.leader;
        if (by == owner) {
            return;
        }
        if (problem.extensions >= 2) {
            refused(act(problem, by, "grant_extension"), "上限");
        }
        done(granted ? act(problem, by, "grant_extension")
                     : act(problem, by, "refuse_extension", {{"reason", "不能再拖"}}));
        if (granted) {
            problem.deadline = problem.extension;
            ++problem.extensions;
        }
        problem.extension.reset();
        return;
    }
    Date until = *problem.deadline + 1 + roll(30);
    done(act(problem, owner, "ask_extension", {{"until", until.iso()}, {"reason", "材料未到"}}));
    problem.extension = until;
}

void Year::submit(Problem& problem, std::int64_t owner) {
    if (problem.evidence == 0) {
        refused(act(problem, owner, "submit", {{"progress", "已改"}}), "佐证");
        ASSERT_EQ(expect(201, bureau_.attach(owner, problem.id,
                                             "照片说明" + std::to_string(problem.id) + "第" +
                                                 std::to_string(problem.round) + "轮")),
                  "");
        problem.evidence = 1;
    }
    // Some were done weeks ago and are only written down now: taken, and marked. Whoever took over
    // since did not bear it then.
    const bool late =
        chance(15) && problem.last_on <= today() - 40 && problem.owner == owner && !problem.of_post;
    Date on = late ? today() - 40 : today();
    done(act(problem, owner, "submit", {{"progress", "已改"}}, late ? on.iso() : ""));
    problem.late_steps += late ? 1 : 0;
    problem.done = on;
    problem.submitter = owner;
    problem.state = "submitted";
}

std::int64_t Year::closer(const Problem& problem) const {
    return watch_ == bearer(problem) || watch_ == problem.submitter ? bureau_.chief().id : watch_;
}

void Year::finish(Problem& problem) {
    std::int64_t owner = bearer(problem);
    if (chance(15)) {
        refused(act(problem, owner, "close"), "不能由责任人本人");
    }
    if (problem.submitter == watch_ && owner != watch_) {
        refused(act(problem, watch_, "close"), "不能由报送人本人");
    }
    std::int64_t by = closer(problem);
    if (by == owner) {
        return;
    }
    if (chance(20)) {
        done(act(problem, by, "return", {{"reason", "佐证不清"}}));
        problem.done.reset();
        problem.state = "in_hand";
        return;
    }
    done(act(problem, by, "close"));
    problem.closed = today();
    problem.state = "closed";
}

void Year::look_back(Problem& problem) {
    std::int64_t owner = bearer(problem);
    std::int64_t by = closer(problem);
    if (by == owner || today() < *problem.closed + 90) {
        return;
    }
    if (chance(75)) {
        done(act(problem, by, "settle", {{"finding", "没有反弹"}}));
        problem.lookback = "held";
        problem.state = "settled";
        return;
    }
    done(act(problem, by, "relapse", {{"finding", "又出现"}}));
    problem.lookback = "relapsed";
    problem.state = "relapsed";
    problem.closed.reset();
    problem.done.reset();
    problem.deadline.reset();
    problem.extension.reset();
    problem.evidence = 0;
    problem.rung = 0;
    problem.refused = false;
    problem.declined.clear();
    ++problem.relapses;
    ++problem.round;
}

}  // namespace luze::test
