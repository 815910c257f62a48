// A bureau whose every record carries a word of its own, and somebody signed in for each role: what
// anybody is answered can be searched for words that are not theirs to read.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "access/rights.h"
#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "program_kit.h"
#include "web/http.h"
#include "web/work.h"

namespace luze::test {

// One record and the word that stands in all its texts.
struct Canary {
    std::int64_t id = 0;
    std::string form;
    std::string word;
    std::set<std::string> units;  // of its fields, else of whom it names
    std::int64_t person = 0;      // whom its people fields name; 0 = nobody
    std::set<std::string> names;  // the people fields themselves
    bool restricted = false;
    bool shared = false;  // with its unit
    bool live = true;     // neither withdrawn nor a row that is held
    std::vector<std::string> seen_by;
};

// Somebody signed in, as the browser keeps it.
struct Seat {
    std::string account;
    std::vector<access::Grant> grants;
    std::int64_t person = 0;
    std::set<std::string> home;  // the person's own department and branch
    std::string cookie;          // luze=…
    std::string csrf;

    // Is this one of the roles given?
    [[nodiscard]] bool is(const std::string& role) const;
};

struct Asking {
    std::string method = "GET";
    std::string path;  // /api/v1/…
    Json body;
    std::string origin = "http://127.0.0.1:8090";
    bool csrf = true;
    std::string token = {};  // instead of the cookie
    std::string address = "127.0.0.1";
};

class House {
public:
    House();

    [[nodiscard]] const std::vector<Canary>& canaries() const { return canaries_; }
    [[nodiscard]] const std::map<std::string, Seat>& seats() const { return seats_; }
    [[nodiscard]] const Seat& seat(const std::string& account) const { return seats_.at(account); }

    web::Response ask(const Seat* seat, const Asking& asking);
    web::Response get(const Seat* seat, const std::string& path);
    // The same with a token of that seat which opens these scopes and nothing else.
    std::string token_of(const Seat& seat, const std::string& scopes);

    // Ids that stand for the * of addresses.
    [[nodiscard]] std::vector<std::string> forms() const;
    [[nodiscard]] std::vector<std::string> figures() const;
    // Of each the form whose records it is written of; empty: of a year, a quarter or a person.
    [[nodiscard]] std::map<std::string, std::string> documents() const;
    [[nodiscard]] std::vector<std::string> duties() const;
    [[nodiscard]] std::int64_t entries();
    // The last of the records that were planted; what follows is said of them.
    [[nodiscard]] std::int64_t last_planted() const { return last_planted_; }
    [[nodiscard]] const std::map<std::int64_t, std::string>& evidence() const { return evidence_; }
    // Who holds a role of the pack by their office, without a look at the program's own answer.
    [[nodiscard]] bool holds_office(const Seat& seat, const std::string& role) const;

    // The secret of the link by which a new account is set up.
    std::string invite(const std::string& account, const std::vector<access::Grant>& grants,
                       std::int64_t person = 0);
    // Somebody of the roster who has no seat; another each time.
    std::int64_t another_person();

    ops::BookWriter& writer() { return *writer_; }
    void pass(std::int64_t ms) { start_.ms += ms; }
    [[nodiscard]] Instant now() { return {start_.ms + ++ticks_}; }

private:
    struct Chair {
        std::string account;
        std::int64_t person = 0;
        std::vector<access::Grant> grants;
    };
    void choose_people(ops::Desk& desk);
    void plant(ops::Desk& desk, Instant at);
    void plant_aftermath(ops::Desk& desk, Instant at);
    void settle();
    void sit_down(const Chair& chair, const std::string& secret);

    Folder folder_;
    ops::Place place_;
    Instant start_;
    std::int64_t ticks_ = 0;
    std::vector<Chair> chairs_;
    std::vector<std::int64_t> leaders_;   // the head first
    std::vector<std::int64_t> subjects_;  // whom the records are about
    std::vector<Canary> canaries_;
    std::int64_t last_planted_ = 0;
    std::map<std::string, Seat> seats_;
    std::map<std::int64_t, std::string> evidence_;  // record → digest
    std::unique_ptr<ops::BookReader> reader_;
    std::unique_ptr<ops::BookWriter> writer_;
    web::Handler handler_;
};

// One for all tests of a program: they only read, or are refused.
House& house();

// What the roles are for, written down a second time.
[[nodiscard]] bool may_call(const Seat& seat, const web::Operation& operation);
// Whom a record is for: the plain rule of DECISIONS 22 and 23, without a look at the program's.
[[nodiscard]] bool may_read(const Seat& seat, const Canary& canary);
// Words in a text that this seat (none: nobody) may not read.
[[nodiscard]] Words leaked(const Seat* seat, const std::string& text);
// What stands in the parts of an office file; the text itself where it is none.
[[nodiscard]] std::string unpacked(const std::string& bytes);

// /api/v1/PATH with that in place of each *.
[[nodiscard]] std::string filled(std::string_view path, const std::string& with);
[[nodiscard]] bool changes(const web::Operation& operation);

}  // namespace luze::test
