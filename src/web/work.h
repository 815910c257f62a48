// The interface for work, /api/v1: one table of operations, from which requests are dispatched and
// the OpenAPI document is written.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"
#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "ops/intake.h"
#include "ops/jobs.h"
#include "ops/sign_in.h"
#include "web/http.h"

namespace luze::web {

// What stands behind the interface. The referred-to outlive every call.
struct Services {
    ops::BookReader& reader;
    ops::BookWriter& writer;
    access::Hasher& hasher;
    ops::Jobs& jobs;
    ops::Intake& intake;
    bool sample = false;  // the book is the sample: the pages say how to leave it
};

struct Slice;

// One call on its way to the use case; its body has been checked against the table.
struct Called {
    const Request& request;
    const Json& body;  // null where there is none
    ops::Asker asker;
    std::vector<std::string> places;  // what stands for the * of the path
    const Services& services;

    [[nodiscard]] std::string place(std::size_t n = 0) const;
    [[nodiscard]] Result<RecordId> record() const;  // the first *, as the number of a record
    // The day asked for, else that one.
    [[nodiscard]] Result<Date> day(Date otherwise) const;

    // Of what is written for people: files, sentences. Chinese unless asked otherwise.
    [[nodiscard]] Language language() const;
    // How far the asker may look at what is said of the whole book.
    [[nodiscard]] Scope scope() const;

    // Members of the body; empty where absent.
    [[nodiscard]] std::string text(std::string_view member) const;
    [[nodiscard]] std::optional<Date> date(std::string_view member) const;
    [[nodiscard]] std::map<std::string, std::string> texts(std::string_view member) const;
    [[nodiscard]] std::size_t seen() const;
    // `after`: the parameter by which a list whose `next` is a count goes on; "" for a list with
    // cursors of its own.
    [[nodiscard]] Result<Slice> slice(const char* after = "after") const;
    [[nodiscard]] std::string session() const;  // the secret of the cookie
};

// The part of a list that is asked for: ?after=NEXT or ?offset=, and ?limit=.
struct Slice {
    std::size_t offset = 0;
    std::size_t count = 0;
};

struct File {
    std::string name;
    std::string type;
    std::string bytes;
};

struct Answer {
    Json json;
    std::optional<File> file = std::nullopt;  // instead of the JSON
    // … or worked out when the desk is free for others again: what takes its time and needs nothing
    // of the desk. Called while the request still is; runs with what it has copied.
    std::function<Result<Answer>()> later = nullptr;
    // Where they differ from what the table says.
    int status = 0;
    Headers headers = {};
};

// A whole number from a query; `what` names it in the error.
[[nodiscard]] Result<std::int64_t> number_of(const std::string& text, std::string_view what);

struct Operation {
    std::string_view method;
    std::string_view path;  // below /api/v1; * stands for one segment
    std::string_view id;    // operationId
    std::string_view zh;
    std::string_view en;
    access::Right right;
    int success;
    std::string_view query;  // its parameters: "form after:integer open:boolean"
    std::string_view body;   // its members, ! for those that must be: "form! on:date values:texts";
                             // * for bytes
    std::string_view answers;  // a schema of the document (openapi.cpp)
    Result<Answer> (*run)(ops::Desk& desk, const Called& called, Instant now);
};

[[nodiscard]] std::span<const Operation> operations();

// Is this an address of the table? Then it is answered here and nowhere else.
[[nodiscard]] bool is_work(const Request& request);
[[nodiscard]] Response answer_work(const Services& services, const Request& request);

// One member of a body or query as the table writes it.
struct Member {
    std::string name;
    std::string type;  // string, integer, year, boolean, date, texts, list
    bool required = false;
};
[[nodiscard]] std::vector<Member> members_of(std::string_view written);

// /api/v1/openapi.json: OpenAPI 3.1.
[[nodiscard]] Json openapi();

}  // namespace luze::web
