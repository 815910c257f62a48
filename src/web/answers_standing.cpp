// What is read of the whole book: standing, figures, faults, the report, the ledger. Worked out on
// a view, beside the desk.
#include <memory>

#include "ops/entry_answers.h"
#include "ops/figure_answers.h"
#include "ops/jobs.h"
#include "ops/preview_rules.h"
#include "ops/report_answer.h"
#include "ops/standing_matrix.h"
#include "ops/verify_book.h"
#include "ops/write_prose.h"
#include "ops/write_table.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

constexpr std::int64_t first_year = 1990;
constexpr std::int64_t last_year = 2200;

// ?day=2021-06-30&year=2021&known=2021-07-01: as of which day, of which year, as known when.
Result<ops::ReadWish> wish_of(const Called& called, ops::ReadWish wish) {
    const Request& request = called.request;
    if (std::string day = request.asked("day"); !day.empty()) {
        wish.as_of = Date::parse(day);
        wish.year.reset();
    }
    if (std::string written = request.asked("year"); !written.empty()) {
        auto year = number_of(written, "year");
        if (!year || *year < first_year || *year > last_year) {
            return fail(ErrorKind::usage, "年份写得不对", "that is no year");
        }
        wish.year = static_cast<int>(*year);
    }
    if (std::string known = request.asked("known"); !known.empty()) {
        wish.known_at = known;
    }
    return wish;
}

// `work(view)` on the view asked for, when the desk is free again.
template <class Work>
Result<Answer> on_view(const Called& called, Work work) {
    ops::BookReader& reader = called.services.reader;
    auto wish = wish_of(called, reader.wish());
    if (!wish) {
        return std::unexpected(wish.error());
    }
    Answer answer;
    answer.later = [&reader, wish = std::move(*wish), work = std::move(work)]() -> Result<Answer> {
        auto view = reader.view(wish);
        return view ? work(**view) : std::unexpected(view.error());
    };
    return answer;
}

Result<Answer> file_answer(const Result<ops::TableFile>& file) {
    return file ? Result<Answer>(Answer{{}, File{file->name, file->type, file->bytes}})
                : std::unexpected(file.error());
}

Result<ops::ObligationQuery> obligations_asked(ops::Desk& desk, const Called& called) {
    auto slice = called.slice();
    if (!slice) {
        return std::unexpected(slice.error());
    }
    const Request& request = called.request;
    ops::ObligationQuery query{request.asked("duty"),
                               request.asked("unit"),
                               request.asked("state"),
                               request.asked("bearer"),
                               {},
                               request.asked("find"),
                               slice->offset,
                               slice->count};
    if (std::string person = request.asked("person"); !person.empty()) {
        auto found = desk.person(person);
        if (!found) {
            return std::unexpected(found.error());
        }
        query.person = *found;
    }
    return query;
}

}  // namespace

Result<Answer> show_standing(ops::Desk&, const Called& called, Instant) {
    return on_view(called,
                   [scope = called.scope(), known = called.request.asked("known")](
                       const ops::View& view) -> Result<Answer> {
                       return Answer{ops::matrix_json(view, scope, known)};
                   });
}

Result<Answer> show_trend(ops::Desk&, const Called& called, Instant) {
    return on_view(called,
                   [scope = called.scope(), unit = called.request.asked("unit"),
                    duty = called.request.asked("duty")](const ops::View& view) -> Result<Answer> {
                       return Answer{ops::trend_json(view, scope, unit, duty)};
                   });
}

Result<Answer> list_obligations(ops::Desk& desk, const Called& called, Instant now) {
    auto query = obligations_asked(desk, called);
    if (!query) {
        return std::unexpected(query.error());
    }
    return on_view(called,
                   [scope = called.scope(), query = *query, type = called.request.asked("as"),
                    language = called.language(),
                    day = desk.day(now)](const ops::View& view) -> Result<Answer> {
                       if (type.empty()) {
                           return Answer{ops::obligations_json(view, query, scope)};
                       }
                       return file_answer(ops::write_table(
                           ops::obligations_table(view, query, scope, language), type, day));
                   });
}

Result<Answer> list_figures(ops::Desk&, const Called& called, Instant) {
    auto slice = called.slice();
    if (!slice) {
        return std::unexpected(slice.error());
    }
    ops::FigureQuery query{called.request.asked("find"), called.request.asked("held") == "true",
                           slice->offset, slice->count};
    return on_view(called,
                   [query, scope = called.scope()](const ops::View& view) -> Result<Answer> {
                       return Answer{ops::figures_json(view.within(scope), query)};
                   });
}

Result<Answer> show_figure(ops::Desk&, const Called& called, Instant) {
    auto slice = called.slice();
    if (!slice) {
        return std::unexpected(slice.error());
    }
    return on_view(
        called,
        [&reader = called.services.reader, id = called.place(), slice = *slice,
         scope = called.scope()](const ops::View& view) -> Result<Answer> {
            auto site = reader.borrow();
            if (!site) {
                return std::unexpected(site.error());
            }
            auto json =
                ops::figure_json(**site, view.within(scope), id, slice.offset, slice.count, scope);
            return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
        });
}

Result<Answer> list_faults(ops::Desk& desk, const Called& called, Instant now) {
    auto slice = called.slice();
    if (!slice) {
        return std::unexpected(slice.error());
    }
    const Request& request = called.request;
    ops::FaultQuery query{request.asked("class"), request.asked("kind"), request.asked("find"),
                          slice->offset, slice->count};
    return on_view(
        called,
        [query, scope = called.scope(), type = request.asked("as"), language = called.language(),
         day = desk.day(now)](const ops::View& view) -> Result<Answer> {
            if (type.empty()) {
                return Answer{ops::faults_json(view, query, scope)};
            }
            return file_answer(
                ops::write_table(ops::faults_table(view, query, scope, language), type, day));
        });
}

Result<Answer> show_report(ops::Desk&, const Called& called, Instant) {
    return on_view(called, [](const ops::View& view) -> Result<Answer> {
        return Answer{ops::report_json(view)};
    });
}

Result<Answer> write_prose(ops::Desk& desk, const Called& called, Instant now) {
    auto done =
        ops::write_prose(desk, called.text("place"), called.text("text"), called.asker, now);
    return done ? Result<Answer>(Answer{Json::Object{{"id", called.text("place")}}, {}})
                : std::unexpected(done.error());
}

Result<Answer> fetch_report(ops::Desk&, const Called& called, Instant) {
    return on_view(called, [type = called.place()](const ops::View& view) -> Result<Answer> {
        const auto& bytes = view.report();
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        static const std::map<std::string, std::pair<const char*, std::string ops::ReportBytes::*>>
            kinds{{"docx",
                   {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    &ops::ReportBytes::docx}},
                  {"pdf", {"application/pdf", &ops::ReportBytes::pdf}},
                  {"html", {"text/html; charset=utf-8", &ops::ReportBytes::html}},
                  {"xlsx",
                   {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    &ops::ReportBytes::xlsx}}};
        auto kind = kinds.find(type);
        if (kind == kinds.end()) {
            return fail(ErrorKind::missing, "报告可以取 docx、pdf、html、xlsx",
                        "a report comes as docx, pdf, html or xlsx");
        }
        std::string name = "年度报告" + std::to_string(view.snapshot().year()) + "." + type;
        return Answer{{}, File{name, kind->second.first, (*bytes).*(kind->second.second)}};
    });
}

Result<Answer> preview_rule(ops::Desk& desk, const Called& called, Instant now) {
    ops::RuleChange change{called.text("id"), called.text("value"),
                           called.date("from").value_or(desk.day(now))};
    return on_view(
        called, [change, scope = called.scope()](const ops::View& view) -> Result<Answer> {
            auto json = ops::preview_rule(view, change, scope);
            return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
        });
}

Result<Answer> list_entries(ops::Desk& desk, const Called& called, Instant now) {
    // A cursor: the entries before that one. Else so many of the newest are passed over.
    auto before = called.request.asked("after").empty()
                      ? Result<std::int64_t>(0)
                      : number_of(called.request.asked("after"), "after");
    auto slice = called.slice("");
    if (!before || !slice) {
        return std::unexpected(before ? slice.error() : before.error());
    }
    ops::EntryQuery query{*before, static_cast<std::int64_t>(slice->offset),
                          static_cast<std::int64_t>(slice->count), called.request.asked("kind"),
                          called.request.asked("find")};
    if (*before > 0) {
        query.offset = 0;
    }
    return on_view(called,
                   [&reader = called.services.reader, query, scope = called.scope(),
                    type = called.request.asked("as"), language = called.language(),
                    day = desk.day(now)](const ops::View& view) -> Result<Answer> {
                       auto site = reader.borrow();
                       if (!site) {
                           return std::unexpected(site.error());
                       }
                       if (!type.empty()) {
                           auto table = ops::entries_table(**site, view, query, scope, language);
                           return table ? file_answer(ops::write_table(*table, type, day))
                                        : std::unexpected(table.error());
                       }
                       auto json = ops::entries_json(**site, view, query, scope);
                       return json ? Result<Answer>(Answer{std::move(*json)})
                                   : std::unexpected(json.error());
                   });
}

Result<Answer> show_entry(ops::Desk&, const Called& called, Instant) {
    auto number = number_of(called.place(), "entry");
    if (!number) {
        return fail(ErrorKind::missing, "没有这样的账目编号", "there is no such entry");
    }
    return on_view(called,
                   [&reader = called.services.reader, number = *number,
                    scope = called.scope()](const ops::View& view) -> Result<Answer> {
                       auto site = reader.borrow();
                       if (!site) {
                           return std::unexpected(site.error());
                       }
                       auto json = ops::entry_page_json(**site, view, number, scope);
                       return json ? Result<Answer>(Answer{std::move(*json)})
                                   : std::unexpected(json.error());
                   });
}

Result<Answer> show_checkpoint(ops::Desk&, const Called& called, Instant) {
    return on_view(called, [](const ops::View& view) -> Result<Answer> {
        return Answer{ops::checkpoint_json(view)};
    });
}

Result<Answer> begin_verification(ops::Desk&, const Called& called, Instant) {
    ops::Place place = called.services.reader.place();
    auto id = called.services.jobs.start(
        "verify", called.asker.account,
        [place, language = called.language()](ops::JobProgress& progress,
                                              const std::stop_token&) -> Result<Json> {
            ops::VerifyWish wish{
                "", [&](std::int64_t done, std::int64_t total) { progress.set(done, total); }};
            auto report = ops::verify_book(place, wish);
            return report ? Result<Json>(ops::verify_json(*report, language))
                          : std::unexpected(report.error());
        });
    return id ? Result<Answer>(Answer{Json::Object{{"id", *id}}}) : std::unexpected(id.error());
}

Result<Answer> show_job(ops::Desk&, const Called& called, Instant) {
    auto json = called.services.jobs.look(called.place(), called.asker.account);
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

}  // namespace luze::web
