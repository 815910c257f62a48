// Lists, searches and previews through the interface on a book with 10,000 problems: what a page
// waits for, request by request, with somebody writing between them. Asked for: no request over
// 100 ms at p99.
#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/limits.h"
#include "kit.h"
#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "ops/check_pack.h"
#include "ops/init_book.h"
#include "ops/manage_tokens.h"
#include "web/gate.h"
#include "web/site_handler.h"

namespace luze::bench {
namespace {

constexpr Instant now{1'643'000'000'000};  // 2022-01-24
constexpr std::size_t people = 60;
constexpr std::size_t problems = 10'000;
constexpr std::size_t talks = 300;
constexpr int rounds = 200;

Json text_day(int offset) {
    return Json::Object{{"d", (*Date::parse("2021-01-01") + offset).iso()}};
}
Json person(std::int64_t id) {
    return Json::Object{
        {"p", Json::Array{Json::Object{{"raw", "人员" + std::to_string(id)}, {"id", id}}}}};
}

class Bureau {
public:
    Bureau(std::mt19937_64& random, const ops::PackFiles& pack)
        : scratch_("list"), place_{(scratch_.path() / "data").string(), "main"} {
        must(ops::init_book(place_, {"某局", pack, "bench"}, now));
        auto site = must(ops::Site::open_to_write(place_));
        auto book = must(site->fold());
        std::vector<Draft> drafts;
        for (std::size_t i = 0; i < people; ++i) {
            drafts.push_back(record(
                "person",
                {{"name", "人员" + std::to_string(i + 3)},
                 {"title", i == 0  ? "党组书记、局长"
                           : i < 5 ? "党组成员、副局长"
                                   : "科员"},
                 {"department", Json::Object{{"u", "科室" + std::to_string(i % 6)}}},
                 {"branch", Json::Object{{"u", "第" + std::to_string(i % 4 + 1) + "党支部"}}},
                 {"political_status", "中共党员"}}));
        }
        for (std::size_t i = 0; i < problems; ++i) {
            drafts.push_back(problem(random, i));
        }
        for (std::size_t i = 0; i < talks; ++i) {
            drafts.push_back(record("talk", {{"date", text_day(static_cast<int>(i))},
                                             {"person", person(8 + static_cast<int>(i % 50))},
                                             {"summary", "谈话摘要" + std::to_string(i)}}));
        }
        for (std::size_t at = 0; at < drafts.size(); at += limits::entries_per_batch) {
            auto end = std::min(at + limits::entries_per_batch, drafts.size());
            must(site->append({drafts.begin() + static_cast<std::ptrdiff_t>(at),
                               drafts.begin() + static_cast<std::ptrdiff_t>(end)},
                              now, *book));
        }
        reader_ = std::make_unique<ops::BookReader>(place_, ops::ReadWish{}, [] { return now; });
        writer_ = std::make_unique<ops::BookWriter>(place_, [] { return now; });
        handler_ = web::site_handler(*reader_, *writer_, {});
        token_ = *must(writer_->at_desk([](ops::Desk& desk, Instant at) {
            return ops::issue_token(desk, PersonId{3}, "bench", access::Purpose::write, at);
        }));
    }

    web::Response ask(const std::string& method, const std::string& path, const Json& body = {}) {
        std::string text = body.is_null() ? "" : canonical(body);
        web::Headers headers{{"Host", "127.0.0.1:8090"}, {"Authorization", "Bearer " + token_}};
        if (method == "POST") {
            headers.push_back({"Content-Type", "application/json"});
            headers.push_back({"Content-Length", std::to_string(text.size())});
        }
        auto request = web::admit({method, "/api/v1/" + path, 11, headers}, 8090);
        if (!request) {
            give_up(path + ": " + request.error().why.en);
        }
        request->body = text;
        web::Response response = handler_(*request);
        if (response.status >= 300) {
            give_up(path + ": " + response.body.substr(0, 300));
        }
        return response;
    }

    // Somebody corrects one of the problems.
    void write() {
        ++written_;
        must(writer_->at_desk([&](ops::Desk& desk, Instant at) {
            const auto& ids = desk.book().by_form.find("problem")->second;
            auto id = std::next(ids.begin(), written_ % 500);
            Fields fields = desk.book().records.at(*id).fields;
            fields.insert_or_assign("description", Text{"改过的" + std::to_string(written_)});
            return desk.append({{kinds::correction, "bench",
                                 Json::Object{{"of", id->value}, {"fields", to_json(fields)}}}},
                               at);
        }));
    }

private:
    static Draft record(const std::string& form, Json::Object fields) {
        return {kinds::record, "bench",
                Json::Object{{"form", form}, {"fields", std::move(fields)}}};
    }
    static Draft problem(std::mt19937_64& random, std::size_t i) {
        static const char* const matters[] = {"档案室漏水纸质材料受潮", "学习记录不全缺少签到表",
                                              "公务接待审批不规范",     "谈心谈话频次不够",
                                              "项目资金拨付滞后",       "办事窗口群众等候时间长"};
        Json::Object fields{
            {"source",
             Json::Object{{"c", Json::Array{below(random, 2) != 0 ? "self" : "district"}}}},
            {"description",
             std::string(matters[below(random, 6)]) + "，第" + std::to_string(i) + "项"},
            {"department", Json::Object{{"u", "科室" + std::to_string(below(random, 6))}}},
            {"owner", person(static_cast<std::int64_t>(3 + below(random, people)))},
            {"deadline", text_day(static_cast<int>(below(random, 500)))}};
        if (below(random, 3) != 0) {
            fields["done_on"] = text_day(static_cast<int>(below(random, 380)));
        }
        return record("problem", std::move(fields));
    }

    Scratch scratch_;
    ops::Place place_;
    std::unique_ptr<ops::BookReader> reader_;
    std::unique_ptr<ops::BookWriter> writer_;
    web::Handler handler_;
    std::string token_;
    std::ptrdiff_t written_ = 0;
};

void measure(Bureau& bureau, const std::string& what, const std::string& method,
             const std::string& path, const Json& body, int writes_every) {
    std::vector<double> all;
    for (int i = 0; i < rounds; ++i) {
        if (writes_every != 0 && i % writes_every == 0) {
            bureau.write();
        }
        Stopwatch watch;
        bureau.ask(method, path, body);
        all.push_back(watch.spent().wall * 1e3);
    }
    std::ranges::sort(all);
    auto at = [&](double share) {
        return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
    };
    print_row({what, number(at(0.5), 1), number(at(0.99), 1), number(all.back(), 1)});
}

}  // namespace
}  // namespace luze::bench

int main(int argc, char** argv) {
    using namespace luze;
    auto random = bench::seeded(argc, argv);
    bench::print_machine("Lists over 10,000 problems");
    auto pack = bench::must(ops::pack_folder(std::string(LUZE_SOURCE_DIR) + "/packs/zhuti-zeren"));
    bench::Bureau bureau(random, *pack);
    bench::print_row({"a request, in ms", "p50", "p99", "most"});
    const std::string list = "records?form=problem&limit=50";
    const Json typed = Json::Object{
        {"form", "problem"},
        {"values", Json::Object{{"description", "档案室漏水"}, {"department", "科室1"}}}};
    for (int every : {0, 5}) {
        const std::string beside = every == 0 ? "" : ", one in five after a write";
        bench::measure(bureau, "a page" + beside, "GET", list, {}, every);
        bench::measure(bureau, "in order of owner" + beside, "GET", list + "&sort=-owner", {},
                       every);
        bench::measure(bureau, "filtered by text" + beside, "GET",
                       list + "&f.description=%E6%BC%8F%E6%B0%B4", {}, every);
        bench::measure(bureau, "by state and day" + beside, "GET",
                       list + "&f.state=assigned&f.deadline=2021-03..2021-06", {}, every);
        bench::measure(bureau, "page 100" + beside, "GET", list + "&offset=5000", {}, every);
        bench::measure(bureau, "every matter" + beside, "GET", "records?late=true", {}, every);
        bench::measure(bureau, "search" + beside, "GET", "search?q=%E6%BC%8F%E6%B0%B4", {}, every);
        bench::measure(bureau, "suggestions" + beside, "GET", "suggestions?q=%E4%BA%BA%E5%91%981",
                       {}, every);
        bench::measure(bureau, "talks" + beside, "GET", "records?form=talk", {}, every);
        bench::measure(bureau, "forms" + beside, "GET", "forms", {}, every);
        bench::measure(bureau, "preview" + beside, "POST", "records/preview", typed, every);
        bench::measure(bureau, "standing" + beside, "GET", "standing?year=2021", {}, every);
        bench::measure(bureau, "figures" + beside, "GET", "figures?year=2021", {}, every);
    }
    return 0;
}
