// A year of the sample bureau, played day by day through the interface by one seed: problems
// raised, assigned, mended, late, refused, relapsed, split and merged; letters; talks,
// volunteering, matters of the people; people who leave. Beside it runs a model of its own: what
// the rules say should come of it, in the test's own words. At the end, and on every Monday, the
// two must agree.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "year_kit.h"

namespace luze::test {
namespace {

using Values = std::map<std::string, std::string>;

struct Problem {
    std::int64_t id = 0;
    std::string state = "raised";
    std::string source;
    std::string department;
    std::int64_t leader = 0;
    std::int64_t owner = 0;  // as named
    std::optional<Date> deadline, done, closed, extension;
    std::string lookback;
    int evidence = 0;
    int extensions = 0;
    int round = 1;
    int relapses = 0;
    bool refused = false;
    bool gone = false;  // merged or divided
    int rung = 0;
    Date rung_on;
    std::set<int> declined;
    int late_steps = 0;
    Date last_on;
};

struct Letter {
    std::int64_t id = 0;
    std::size_t problem = 0;
    std::int64_t subject = 0;
    int level = 0;
    int round = 1;
    std::string state = "decided";
    Date decided, counted;
    bool stands = true;
};

struct Meeting {
    std::int64_t id = 0;
    std::int64_t item = 0;
    Date planned;
};

struct Service {
    std::int64_t id = 0;
    Date received;
    std::optional<Date> solved;
};

const std::vector<std::string> rungs{"notice", "guidance", "reminder", "admonition",
                                     "accountability"};

class Year {
public:
    explicit Year(unsigned seed) : random_(seed), bureau_(day("2021-12-31")) {}

    void set_up() {
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
        // Nobody gives themselves a role.
        EXPECT_EQ(
            bureau_.enter(office_, "mandate", "", {{"person", "姜鸣"}, {"role", "head"}}).status,
            403);
    }

    void play(Date first, Date last) {
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

    void judge();

private:
    static Date day(const char* iso) { return *Date::parse(iso); }
    int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(random_); }
    bool chance(int percent) { return roll(100) < percent; }
    const Someone& anybody() {
        const Someone* found = nullptr;
        do {
            found = &bureau_.people()[static_cast<std::size_t>(
                roll(static_cast<int>(bureau_.people().size())))];
        } while (left_.contains(found->id));
        return *found;
    }
    std::int64_t leader() {
        return leaders_[static_cast<std::size_t>(roll(static_cast<int>(leaders_.size())))];
    }
    Date today() const { return bureau_.today; }

    static std::string expect(int status, const Called& called) {
        return called.status == status
                   ? ""
                   : std::to_string(called.status) + ": " + canonical(called.json);
    }
    void done(const Called& called) {
        EXPECT_TRUE(called.status == 200 || called.status == 201) << canonical(called.json);
    }
    void refused(const Called& called, const char* because) {
        EXPECT_EQ(called.status, 403) << canonical(called.json);
        EXPECT_NE(called.said().find(because), std::string::npos) << called.said();
        ++refusals_;
    }

    // A step of a problem; the day of the last one taken is kept.
    Called act(Problem& problem, std::int64_t who, const std::string& act,
               const Values& values = {}, const std::string& on = "") {
        Called called = bureau_.step(who, problem.id, act, values, on);
        if (called.status == 200) {
            problem.last_on = on.empty() ? today() : *Date::parse(on);
        }
        return called;
    }

    void morning() {
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

    // A meeting of the party group in three days, on a working day.
    void call_meeting() {
        const Date on = today() + 3;
        if (on.weekday() > 5) {
            return;
        }
        Called made = bureau_.enter(office_, "meeting", "plan",
                                    {{"type", "党组会"},
                                     {"planned_on", on.iso()},
                                     {"chair", "姜鸣"},
                                     {"recorder", "#" + std::to_string(office_)},
                                     {"topic", "党组会"}});
        ASSERT_EQ(expect(201, made), "");
        Called item = bureau_.enter(office_, "agenda_item", "propose",
                                    {{"meeting", std::to_string(made.id())},
                                     {"topic", "议题"},
                                     {"category", "一般"},
                                     {"proposer", "#" + std::to_string(leader())}});
        ASSERT_EQ(expect(201, item), "");
        refused(bureau_.step(office_, made.id(), "open", {{"people", "姜鸣"}}), "还不能“开会”");
        done(bureau_.step(office_, made.id(), "notify"));
        meetings_.push_back({made.id(), item.id(), on});
    }

    static std::string written(const std::vector<std::int64_t>& people) {
        std::string out;
        for (std::int64_t id : people) {
            out += (out.empty() ? "#" : "、#") + std::to_string(id);
        }
        return out;
    }

    void meet(const Meeting& meeting) {
        std::vector<std::int64_t> here;
        for (std::int64_t id : leaders_) {
            if (chance(70)) {
                here.push_back(id);
            }
        }
        here.push_back(bureau_.chief().id);
        const std::size_t all = leaders_.size() + 1;
        Called opened = bureau_.step(office_, meeting.id, "open", {{"people", written(here)}});
        if (here.size() * 2 <= all) {
            refused(opened, "到会人数不够");
            return;
        }
        done(opened);
        ++held_;
        done(bureau_.step(office_, meeting.item, "take_up"));
        auto speak = [&](std::int64_t who) {
            return bureau_.step(
                office_, meeting.item, "speak",
                {{"speaking_order", "#" + std::to_string(who)}, {"stance", "agree"}});
        };
        refused(speak(here.back()), "末位表态");
        for (std::int64_t id : here) {
            done(speak(id));
        }
        refused(speak(here.front()), "已经就本议题发过言");
        std::vector<std::int64_t> in_favour = here;
        std::vector<std::int64_t> opposed;
        while (!in_favour.empty() && chance(35)) {
            opposed.push_back(in_favour.back());
            in_favour.pop_back();
        }
        refused(bureau_.step(office_, meeting.item, "decide", {{"decision", "通过"}}), "还不能");
        Values votes{{"in_favour", written(in_favour)}};
        if (!opposed.empty()) {
            votes["opposed"] = written(opposed);
        }
        if (in_favour.empty()) {
            return;
        }
        done(bureau_.step(office_, meeting.item, "vote", votes));
        if (in_favour.size() * 2 > all) {
            done(bureau_.step(office_, meeting.item, "decide", {{"decision", "通过"}}));
            ++passed_;
        } else {
            refused(bureau_.step(office_, meeting.item, "decide", {{"decision", "通过"}}),
                    "没有达到");
            done(bureau_.step(office_, meeting.item, "decide", {{"decision", "不通过"}}));
        }
        done(bureau_.step(office_, meeting.id, "close"));
        done(bureau_.step(office_, meeting.id, "minutes", {{"content", "议定一项。"}}));
    }

    std::int64_t some_bearer() {
        std::int64_t who = anybody().id;
        for (const Problem& problem : problems_) {
            if (!problem.gone && problem.state == "in_hand" && chance(30)) {
                who = bearer(problem);
            }
        }
        return who;
    }
    // The problems that somebody is told to go on with, and those they should be.
    std::set<std::int64_t> reminded(std::int64_t who) {
        std::set<std::int64_t> told;
        Called list = bureau_.get(who, "reminders");
        for (const Json& item : *list.json.array()) {
            if (item.text("act") == "start" || item.text("act") == "submit") {
                told.insert(item.number("record"));
            }
        }
        return told;
    }
    std::set<std::int64_t> owed_by(std::int64_t who) const {
        std::set<std::int64_t> owed;
        for (const Problem& problem : problems_) {
            bool open =
                !problem.gone && (problem.state == "assigned" || problem.state == "in_hand");
            if (open && bearer(problem) == who && *problem.deadline <= today() + 7) {
                owed.insert(problem.id);
            }
        }
        return owed;
    }

    // From July on everybody owes more; the year that began in January does not move.
    void change_a_number() {
        Json body = Json::Object{
            {"id", "volunteer_min_per_member"}, {"value", "9"}, {"from", "2022-07-01"}};
        refused(bureau_.post(office_, "parameters", body), "改规则和参数的可以是");
        done(bureau_.post(bureau_.chief().id, "parameters", body));
        changed_ = true;
    }

    void disclose() {
        const std::string title = "公开事项第" + std::to_string(published_.size() + 1) + "号";
        Called made = bureau_.enter(office_, "disclosure", "propose",
                                    {{"item", title},
                                     {"department", "办公室"},
                                     {"summary", "全文"},
                                     {"formed_on", today().iso()}});
        ASSERT_EQ(expect(201, made), "");
        Values review{{"secrecy_checked", "是"}, {"finding", "可以公开"}};
        refused(bureau_.step(office_, made.id(), "review", review), "不能由");
        refused(bureau_.step(office_, made.id(), "publish", {{"url", "局网站"}}), "还不能");
        done(bureau_.step(watch_, made.id(), "review", review));
        done(bureau_.step(leader(), made.id(), "approve"));
        done(bureau_.step(office_, made.id(), "publish", {{"url", "局网站"}}));
        published_.push_back(title);
    }

    void raise() {
        const std::string& department =
            departments_[static_cast<std::size_t>(roll(static_cast<int>(departments_.size())))];
        static const std::vector<std::pair<std::string, std::string>> sources{
            {"self", "自查"},         {"inspection", "检查"},     {"public", "群众反映"},
            {"district", "区委巡察"}, {"org_life", "组织生活会"}, {"audit", "审计"}};
        const auto& source =
            sources[static_cast<std::size_t>(roll(static_cast<int>(sources.size())))];
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

    // Who bears it now: as named while in office, else the head of the department, else the leader.
    std::int64_t bearer(const Problem& problem) const {
        if (problem.owner != 0 && !left_.contains(problem.owner)) {
            return problem.owner;
        }
        if (problem.owner == 0) {
            return 0;
        }
        std::int64_t head = heads_.at(problem.department);
        return left_.contains(head) ? problem.leader : head;
    }

    void move(std::size_t at) {
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

    std::int64_t staff_of(const std::string& department) {
        std::vector<std::int64_t> staff;
        for (const Someone& person : bureau_.people()) {
            if (person.department == department && !left_.contains(person.id)) {
                staff.push_back(person.id);
            }
        }
        return staff[static_cast<std::size_t>(roll(static_cast<int>(staff.size())))];
    }

    void assign(std::size_t at) {
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
        std::int64_t owner = staff_of(problem.department);
        Date deadline = today() + 5 + roll(50);
        Values values{{"owner", "#" + std::to_string(owner)},
                      {"post", "经办岗"},
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
        problem.deadline = deadline;
        problem.state = "assigned";
    }

    void work(Problem& problem) {
        std::int64_t owner = bearer(problem);
        int what = roll(100);
        if (problem.state == "assigned" && what < 50) {
            done(act(problem, owner, "start", {{"progress", "已开始"}}));
            problem.state = "in_hand";
        } else if (what < 58) {
            extend(problem, owner);
        } else if (what < 61 && !problem.refused && owner != problem.leader) {
            done(act(problem, problem.leader, "refuse_to_mend", {{"ground", "当面拒绝"}}));
            problem.refused = true;
        } else if (what < 64) {
            refused(act(problem, watch_, "close"), "还不能“销号”");
        } else if (what < 78) {
            submit(problem, owner);
        }
    }

    void extend(Problem& problem, std::int64_t owner) {
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
        done(
            act(problem, owner, "ask_extension", {{"until", until.iso()}, {"reason", "材料未到"}}));
        problem.extension = until;
    }

    void submit(Problem& problem, std::int64_t owner) {
        if (problem.evidence == 0) {
            refused(act(problem, owner, "submit", {{"progress", "已改"}}), "佐证");
            ASSERT_EQ(expect(201, bureau_.attach(owner, problem.id,
                                                 "照片说明" + std::to_string(problem.id))),
                      "");
            problem.evidence = 1;
        }
        // Some were done weeks ago and are only written down now: taken, and marked.
        const bool late = chance(15) && problem.last_on <= today() - 40;
        Date on = late ? today() - 40 : today();
        done(act(problem, owner, "submit", {{"progress", "已改"}}, late ? on.iso() : ""));
        problem.late_steps += late ? 1 : 0;
        problem.done = on;
        problem.state = "submitted";
    }

    void finish(Problem& problem) {
        std::int64_t owner = bearer(problem);
        if (chance(15)) {
            refused(act(problem, owner, "close"), "不能由责任人本人");
        }
        std::int64_t by = watch_ == owner ? bureau_.chief().id : watch_;
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

    void look_back(Problem& problem) {
        std::int64_t owner = bearer(problem);
        std::int64_t by = watch_ == owner ? bureau_.chief().id : watch_;
        if (by == owner || today() < *problem.closed + 30) {
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
        problem.rung = 0;
        problem.declined.clear();
        ++problem.relapses;
        ++problem.round;
    }

    // The rung that the ladder should propose today; 0: none.
    int proposed(const Problem& problem) const {
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

    void climb() {
        const std::int64_t chief = bureau_.chief().id;
        std::set<std::pair<std::int64_t, std::string>> wanted;
        for (const Problem& problem : problems_) {
            int rung = proposed(problem);
            if (rung > 0 && !problem.declined.contains(rung) && bearer(problem) != chief) {
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
            if (rung > 0 && !problems_[i].declined.contains(rung) &&
                bearer(problems_[i]) != chief && chance(60)) {
                decide(i, rung);
            }
        }
    }

    void decide(std::size_t at, int rung) {
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
            problem.declined.insert(rung);
            return;
        }
        Called letter = bureau_.post(chief, path + "/letters", Json::Object{{"rung", word}});
        ASSERT_EQ(expect(201, letter), "");
        problem.rung = rung;
        problem.rung_on = today();
        letters_.push_back({letter.id(), at, bearer(problem), rung, problem.round, "decided",
                            today(), today(), true});
    }

    void move(Letter& letter) {
        if (left_.contains(letter.subject)) {
            return;
        }
        if (letter.state == "decided") {
            done(bureau_.step(office_, letter.id, "deliver", {{"how", "当面送达"}}));
            letter.state = "delivered";
            letter.counted = today();
            count(letter);
        } else if (letter.state == "delivered") {
            refused(bureau_.step(office_ == letter.subject ? watch_ : office_, letter.id,
                                 "acknowledge"),
                    "没有“");
            done(bureau_.step(letter.subject, letter.id, "acknowledge"));
            letter.state = "acknowledged";
        } else if (letter.state == "acknowledged" && chance(20)) {
            ask_review(letter);
        } else if (letter.state == "review_asked") {
            review(letter);
        }
    }

    void ask_review(Letter& letter) {
        Called asked =
            bureau_.step(letter.subject, letter.id, "ask_review", {{"reason", "事实有出入"}});
        if (today() - letter.counted > 30) {
            refused(asked, "期限已过");
            return;
        }
        done(asked);
        letter.state = "review_asked";
    }

    void review(Letter& letter) {
        if (letter.subject == watch_) {
            return;
        }
        refused(
            bureau_.step(watch_, letter.id, "review",
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

    // The problem's place on the ladder, from the letters of its round that stand.
    void count(const Letter& changed) {
        Problem& problem = problems_[changed.problem];
        problem.rung = 0;
        for (const Letter& letter : letters_) {
            if (letter.problem == changed.problem && letter.round == problem.round &&
                letter.stands && letter.level >= problem.rung) {
                problem.rung = letter.level;
                problem.rung_on = letter.counted;
            }
        }
    }

    void small_things() {
        for (int i = 0; i < 2; ++i) {
            const Someone& person = anybody();
            done(bureau_.enter(office_, "volunteer", "",
                               {{"person", "#" + std::to_string(person.id)},
                                {"date", today().iso()},
                                {"service", "第" + std::to_string(++services_done_) + "次服务"},
                                {"hours", "2"}}));
            ++volunteered_[person.id];
        }
        if (chance(25)) {
            const Someone& person = anybody();
            std::int64_t talker = leader();
            if (talker != person.id) {
                done(bureau_.enter(talker, "talk", "record",
                                   {{"type", "谈心谈话"},
                                    {"talker", "#" + std::to_string(talker)},
                                    {"person", "#" + std::to_string(person.id)},
                                    {"date", today().iso()},
                                    {"summary", "谈了近况"}}));
                ++talked_[person.id];
            }
        }
        if (chance(12)) {
            Called made =
                bureau_.enter(leader(), "service", "receive",
                              {{"leader", "#" + std::to_string(leader())},
                               {"category", "急难愁盼"},
                               {"item", "第" + std::to_string(services_.size() + 1) + "件"}});
            ASSERT_EQ(expect(201, made), "");
            services_.push_back({made.id(), today(), std::nullopt});
        }
        for (Service& service : services_) {
            if (!service.solved && chance(6)) {
                done(bureau_.step(office_, service.id, "solve", {{"result", "已解决"}}));
                service.solved = today();
            }
        }
    }

    // Leavers are no members and head nothing, so that who owes what stays plain to the model.
    void somebody_leaves() {
        const Someone& person = anybody();
        if (person.member || person.head || person.leader || left_.size() >= 10) {
            return;
        }
        EXPECT_EQ(expect(200, bureau_.post(
                                  watch_, "records/" + std::to_string(person.id) + "/corrections",
                                  Json::Object{{"values", Json::Object{{"left", today().iso()}}}})),
                  "");
        left_.insert(person.id);
        EXPECT_EQ(bureau_.get(person.id, "me").status, 401) << "whoever has left is nobody here";
    }

    void judge_problems();
    void judge_figures();
    void judge_standing();

    std::mt19937 random_;
    Bureau bureau_;
    std::vector<std::int64_t> leaders_;
    std::vector<std::string> departments_;
    std::map<std::string, std::int64_t> heads_;
    std::int64_t watch_ = 0;
    std::int64_t office_ = 0;
    std::set<std::int64_t> left_;
    std::vector<Problem> problems_;
    std::vector<Letter> letters_;
    std::vector<Service> services_;
    std::map<std::int64_t, int> volunteered_;
    std::map<std::int64_t, int> talked_;
    std::vector<Meeting> meetings_;
    std::vector<std::string> published_;
    bool changed_ = false;
    int held_ = 0;
    int passed_ = 0;
    int services_done_ = 0;
    int refusals_ = 0;
};

void Year::judge() {
    judge_problems();
    judge_figures();
    judge_standing();
    std::string notices = bureau_.page("/public", 2022);
    for (const std::string& title : published_) {
        EXPECT_NE(notices.find(title), std::string::npos) << title;
    }
    EXPECT_EQ(notices.find("第1项问题"), std::string::npos);
    EXPECT_GT(held_, 3);
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
    std::int64_t after = 0;
    for (;;) {
        Called page =
            bureau_.get(bureau_.chief().id, "records?form=problem&after=" + std::to_string(after));
        ASSERT_EQ(expect(200, page), "");
        if (page.json.array()->empty()) {
            break;
        }
        for (const Json& item : *page.json.array()) {
            after = item.number("id");
            listed.emplace(after, item);
        }
    }
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
    Json figures = read_json(bureau_.page("/api/v1/figures", 2022));
    std::map<std::string, int> said;
    for (const auto& [id, count] : wanted) {
        said[id] = static_cast<int>(figures["figures"][id].number("value", -1));
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
