// A bureau whose every record carries a word of its own, and somebody signed in for each role: what
// anybody is answered can be searched for words that are not theirs to read.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "program_kit.h"
#include "web/http.h"

namespace luze::test {

// One record and the word that stands in all its texts.
struct Canary {
    std::int64_t id = 0;
    std::string form;
    std::string word;
    std::set<std::string> units;  // of its fields, else of whom it names
    std::int64_t person = 0;      // whom its people fields name; 0 = nobody
    bool restricted = false;
    bool shared = false;  // with its unit
    bool told = false;    // its word stands in a field
    std::vector<std::string> seen_by;
};

// Somebody signed in, as the browser keeps it.
struct Seat {
    std::string role;
    std::string cookie;  // luze=…
    std::string csrf;
    std::int64_t person = 0;
    std::set<std::string> units;  // that the role reaches
    std::set<std::string> home;   // the person's own
};

struct Asking {
    std::string method = "GET";
    std::string path;  // /api/v1/…
    Json body;
    std::string origin = "http://127.0.0.1:8090";
    bool csrf = true;
};

class House {
public:
    House();

    [[nodiscard]] const std::vector<Canary>& canaries() const { return canaries_; }
    [[nodiscard]] const std::map<std::string, Seat>& seats() const { return seats_; }
    [[nodiscard]] const Seat& seat(const std::string& role) const { return seats_.at(role); }

    web::Response ask(const Seat* seat, const Asking& asking);
    web::Response get(const Seat* seat, const std::string& path);

    // Ids that stand for the * of addresses.
    [[nodiscard]] std::vector<std::string> forms() const;
    [[nodiscard]] std::vector<std::string> figures() const;
    // Of each the form whose records it is written of; empty: of a year, a quarter or a person.
    [[nodiscard]] std::map<std::string, std::string> documents() const;
    [[nodiscard]] std::vector<std::string> duties() const;
    [[nodiscard]] std::int64_t entries();
    [[nodiscard]] const std::map<std::int64_t, std::string>& evidence() const { return evidence_; }

    // Who holds those roles of the pack by their office.
    [[nodiscard]] std::set<std::int64_t> holders(const std::string& role);
    // Has the pack's role to do with whom the record names?
    [[nodiscard]] bool by_record(const std::string& role) const;

    ops::BookWriter& writer() { return *writer_; }

private:
    void plant();
    void settle();
    Seat set_up(const std::string& role, const std::string& secret);
    Instant now() { return {start_.ms + ++ticks_}; }

    Folder folder_;
    ops::Place place_;
    Instant start_;
    std::int64_t ticks_ = 0;
    std::vector<Canary> canaries_;
    std::map<std::string, Seat> seats_;
    std::map<std::int64_t, std::string> evidence_;  // record → digest
    std::unique_ptr<ops::BookReader> reader_;
    std::unique_ptr<ops::BookWriter> writer_;
    web::Handler handler_;
};

}  // namespace luze::test
