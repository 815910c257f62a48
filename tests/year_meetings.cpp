// Meetings, disclosures, talks, services, and people who leave.
#include <algorithm>

#include "year_script.h"

namespace luze::test {

void Year::call_meeting() {
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

std::string Year::written(const std::vector<std::int64_t>& people) {
    std::string out;
    for (std::int64_t id : people) {
        out += (out.empty() ? "#" : "、#") + std::to_string(id);
    }
    return out;
}

void Year::meet(const Meeting& meeting) {
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
        return bureau_.step(office_, meeting.item, "speak",
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
        refused(bureau_.step(office_, meeting.item, "decide", {{"decision", "通过"}}), "没有达到");
        done(bureau_.step(office_, meeting.item, "decide", {{"decision", "不通过"}}));
    }
    done(bureau_.step(office_, meeting.id, "close"));
    done(bureau_.step(office_, meeting.id, "minutes", {{"content", "议定一项。"}}));
}

std::int64_t Year::some_bearer() {
    std::int64_t who = anybody().id;
    for (const Problem& problem : problems_) {
        if (!problem.gone && problem.state == "in_hand" && chance(30)) {
            who = bearer(problem);
        }
    }
    return who;
}

std::set<std::int64_t> Year::reminded(std::int64_t who) {
    std::set<std::int64_t> told;
    Called list = bureau_.get(who, "reminders");
    for (const Json& item : *list.json.array()) {
        if (item.text("act") == "start" || item.text("act") == "submit") {
            told.insert(item.number("record"));
        }
    }
    return told;
}

std::set<std::int64_t> Year::owed_by(std::int64_t who) const {
    std::set<std::int64_t> owed;
    for (const Problem& problem : problems_) {
        bool open = !problem.gone && (problem.state == "assigned" || problem.state == "in_hand");
        if (open && bearer(problem) == who && *problem.deadline <= today() + 7) {
            owed.insert(problem.id);
        }
    }
    return owed;
}

void Year::change_a_number() {
    Json body =
        Json::Object{{"id", "volunteer_min_per_member"}, {"value", "9"}, {"from", "2022-07-01"}};
    refused(bureau_.post(office_, "parameters", body), "改规则和参数的可以是");
    done(bureau_.post(bureau_.chief().id, "parameters", body));
    changed_ = true;
}

void Year::disclose() {
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

void Year::small_things() {
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
        Called made = bureau_.enter(leader(), "service", "receive",
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

void Year::somebody_leaves() {
    const Someone& person = anybody();
    const bool holds = std::ranges::any_of(
        posts_, [&](const auto& post) { return post.second.holder == person.id; });
    if (person.member || person.head || person.leader || holds || left_.size() >= 10) {
        return;
    }
    EXPECT_EQ(
        expect(200, bureau_.post(watch_, "records/" + std::to_string(person.id) + "/corrections",
                                 Json::Object{{"values", Json::Object{{"left", today().iso()}}}})),
        "");
    left_.insert(person.id);
    EXPECT_EQ(bureau_.get(person.id, "me").status, 401) << "whoever has left is nobody here";
}

}  // namespace luze::test
