// The year's script, and beside it a model of its own: what the rules say should come of it, in the
// test's own words.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "year_kit.h"

namespace luze::test {

using Values = std::map<std::string, std::string>;

struct Problem {
    std::int64_t id = 0;
    std::string state = "raised";
    std::string source;
    std::string department;
    std::int64_t leader = 0;
    std::int64_t owner = 0;  // as named
    std::int64_t submitter = 0;
    std::optional<Date> deadline, done, closed, extension;
    std::string lookback;
    bool of_post = false;  // borne by whoever holds the department's post
    int evidence = 0;
    int extensions = 0;
    int round = 1;
    int relapses = 0;
    bool refused = false;  // in this round
    bool ever_refused = false;
    bool gone = false;  // merged or divided
    int rung = 0;
    Date rung_on;
    std::map<int, Date> declined;  // rung → day
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

struct Post {
    std::int64_t record = 0;  // the appointment of whoever holds it
    std::int64_t holder = 0;
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

class Year {
public:
    explicit Year(unsigned seed) : random_(seed), bureau_(day("2021-12-31")) {}

    void set_up();

    void play(Date first, Date last);

    void judge();

private:
    static Date day(const char* iso) { return *Date::parse(iso); }
    int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(random_); }
    bool chance(int percent) { return roll(100) < percent; }
    const Someone& anybody();
    std::int64_t leader();
    Date today() const { return bureau_.today; }

    static std::string expect(int status, const Called& called);
    void done(const Called& called);
    void refused(const Called& called, const char* because);

    // A step of a problem; the day of the last one taken is kept.
    Called act(Problem& problem, std::int64_t who, const std::string& act,
               const Values& values = {}, const std::string& on = "");

    void morning();

    // A meeting of the party group in three days, on a working day.
    void call_meeting();

    static std::string written(const std::vector<std::int64_t>& people);

    void meet(const Meeting& meeting);

    std::int64_t some_bearer();
    // The problems that somebody is told to go on with, and those they should be.
    std::set<std::int64_t> reminded(std::int64_t who);
    std::set<std::int64_t> owed_by(std::int64_t who) const;

    // From July on everybody owes more; the year that began in January does not move.
    void change_a_number();

    void disclose();

    void raise();

    // The post of a department passes to somebody else of it, with all that it bears.
    void appoint(const std::string& department, std::int64_t holder);
    void change_post();

    // Who bears it now: who holds the post; as named while in office, else the head of the
    // department, else the leader.
    std::int64_t bearer(const Problem& problem) const;

    void move(std::size_t at);

    std::int64_t staff_of(const std::string& department);

    void assign(std::size_t at);

    void work(Problem& problem);

    void extend(Problem& problem, std::int64_t owner);

    void submit(Problem& problem, std::int64_t owner);

    // Who may close it: neither who bears it nor who submitted it.
    std::int64_t closer(const Problem& problem) const;
    void finish(Problem& problem);

    void look_back(Problem& problem);

    // The rung that the ladder should propose today; 0: none.
    int proposed(const Problem& problem) const;
    bool waits(const Problem& problem, int rung) const;

    void climb();

    void decide(std::size_t at, int rung);

    void move(Letter& letter);

    void ask_review(Letter& letter);

    void review(Letter& letter);

    // The problem's place on the ladder, from the letters of its round that stand.
    void count(const Letter& changed);

    void small_things();

    // Leavers are no members and head nothing, so that who owes what stays plain to the model.
    void somebody_leaves();

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
    std::map<std::string, Post> posts_;  // by department
    int passed_on_ = 0;
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

}  // namespace luze::test
