// A bureau at work: its people call the interface for work, in the program's own process, on a
// clock that the test holds.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "program_kit.h"
#include "web/http.h"

namespace luze::test {

struct Called {
    int status = 0;
    Json json;

    // What a refusal says, in Chinese.
    [[nodiscard]] std::string said() const { return json["error"].text("zh"); }
    [[nodiscard]] std::int64_t id() const { return json.number("id"); }
};

struct Someone {
    std::int64_t id = 0;
    std::string name;
    std::string department;
    bool member = false;  // of the Party
    bool leader = false;  // of the leading group
    bool head = false;    // of their department
};

class Bureau {
public:
    // A new book with the sample's roster and posts, on the morning of that day.
    explicit Bureau(Date first);

    Date today;
    void go_to(Date day);

    [[nodiscard]] const std::vector<Someone>& people() const { return people_; }
    [[nodiscard]] const Someone& someone(std::int64_t id) const;
    [[nodiscard]] const Someone& chief() const;  // the head of all

    Called get(std::int64_t who, const std::string& path);
    Called post(std::int64_t who, const std::string& path, const Json& body);
    Called enter(std::int64_t who, const std::string& form, const std::string& act,
                 std::map<std::string, std::string> values, const std::string& on = "");
    Called step(std::int64_t who, std::int64_t record, const std::string& act,
                std::map<std::string, std::string> values = {}, const std::string& on = "");
    Called attach(std::int64_t who, std::int64_t record, const std::string& text);
    // A page as the chief sees it, as of the end of the year.
    std::string page(const std::string& path, int year);
    // What `luze verify` finds wrong with the book; empty: nothing.
    [[nodiscard]] std::string verified() const;

    int calls = 0;

private:
    Called call(const std::string& method, std::int64_t who, const std::string& path,
                const std::string& type, const std::string& body);
    [[nodiscard]] Instant now();

    Folder folder_;
    ops::Place place_;
    std::int64_t ticks_ = 0;
    std::vector<Someone> people_;
    std::map<std::int64_t, std::string> tokens_;
    std::unique_ptr<ops::BookReader> reader_;
    std::unique_ptr<ops::BookWriter> writer_;
    web::Handler handler_;
};

}  // namespace luze::test
