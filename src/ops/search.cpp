#include "ops/search.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "ops/answer_parts.h"
#include "report/document.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

using standing::Context;

constexpr std::size_t words_taken = 8;
constexpr std::size_t around_characters = 12;
constexpr std::size_t snippet_characters = 60;

struct Hit {
    Json item;
    int rank = 0;  // the less the better
    Date day;      // the later the better
    std::int64_t id = 0;
};

std::vector<std::string> words_of(const std::string& typed) {
    std::vector<std::string> words;
    for (const std::string& word : split(fold_width(typed), " ")) {
        std::string folded = folded_text(word);
        if (!folded.empty() && words.size() < words_taken) {
            words.push_back(std::move(folded));
        }
    }
    return words;
}

bool holds_all(const std::vector<std::string>& words, std::string_view folded) {
    return std::ranges::all_of(words, [&](const std::string& word) {
        return folded.find(word) != std::string_view::npos;
    });
}

// 0: a title is what was typed, 1: begins with it, 2: holds it, 3: it stands elsewhere.
int rank_of(const std::vector<std::string>& words, const std::string& title) {
    const std::string folded = folded_text(title);
    const std::string all = join(words, "");
    return folded == all ? 0 : folded.starts_with(all) ? 1 : holds_all(words, folded) ? 2 : 3;
}

// The first word with what stands around it. Folding may have changed how long things are, so the
// text is looked through as it reads.
std::string snippet(const RecordRow& row, const std::vector<std::string>& words) {
    for (const std::string& text : row.texts) {
        const std::string folded = folded_text(text);
        std::size_t at = folded.find(words.front());
        if (at == std::string::npos || folded_text(row.title) == folded) {
            continue;
        }
        std::u32string shown = to_utf32(text);
        std::size_t before = code_points(std::string_view(folded).substr(0, at));
        std::size_t from = before > around_characters ? before - around_characters : 0;
        from = std::min(from, shown.size());
        std::u32string part = shown.substr(from, snippet_characters);
        return (from > 0 ? "…" : "") + to_utf8(part) +
               (from + part.size() < shown.size() ? "…" : "");
    }
    return {};
}

// What is said of a restricted record here is a reading of it.
void note_reads(const Desk& desk, const Json& items) {
    for (const Json& item : *items.array()) {
        if (item.text("kind") == "record") {
            desk.note_read(desk.book().records.at(RecordId{item.number("id")}));
        }
    }
}

class Searcher {
public:
    Searcher(const Desk& desk, const SearchQuery& query, const Asker& asker, Date day)
        : desk_(desk),
          query_(query),
          asker_(asker),
          day_(day),
          context_(desk.context(day)),
          words_(words_of(query.words)) {}

    Json answer();

private:
    void find_people();
    void find_units();
    void find_duties();
    void find_forms();
    void find_figures();
    void find_records();
    void find_in(const norms::Form& form, std::vector<Hit>& hits);
    void group(const char* kind, const Phrase& name, std::vector<Hit> hits);
    [[nodiscard]] bool wanted(const char* kind) const {
        return query_.kind.empty() ? query_.form.empty() || std::string_view(kind) == "record"
                                   : query_.kind == kind;
    }

    const Desk& desk_;
    const SearchQuery& query_;
    const Asker& asker_;
    Date day_;
    Context context_;
    std::vector<std::string> words_;
    Json::Array groups_;
};

void Searcher::group(const char* kind, const Phrase& name, std::vector<Hit> hits) {
    if (hits.empty()) {
        return;
    }
    const std::size_t shown = std::min(hits.size(), query_.count);
    std::ranges::partial_sort(
        hits, hits.begin() + static_cast<std::ptrdiff_t>(shown), {},
        [](const Hit& hit) { return std::tuple(hit.rank, -hit.day.days(), hit.id); });
    Json::Array items;
    for (std::size_t i = 0; i < shown; ++i) {
        items.push_back(std::move(hits[i].item));
    }
    groups_.push_back(Json::Object{{"kind", kind},
                                   {"name", phrase_json(name)},
                                   {"total", hits.size()},
                                   {"items", std::move(items)}});
}

void Searcher::find_people() {
    std::vector<Hit> hits;
    for (const Person& person : desk_.roster().people()) {
        const Record& record = desk_.book().records.at(RecordId{person.id.value});
        if (!holds_all(words_, folded_text(person.name)) || !desk_.may_see(record, asker_, day_)) {
            continue;
        }
        std::string unit = person.unit_on(UnitKind::department, day_);
        const auto* title = get<Text>(person.fields, "title");
        Hit hit{{},
                rank_of(words_, person.name),
                Date{person.in_office(day_) ? 1 : 0},
                person.id.value};
        hit.item = Json::Object{{"kind", "person"},
                                {"id", person.id.value},
                                {"title", person.name},
                                {"text", unit + (title == nullptr ? "" : " " + title->text)},
                                {"href", "/people/" + std::to_string(person.id.value)}};
        hits.push_back(std::move(hit));
    }
    group("person", {"人员", "people"}, std::move(hits));
}

void Searcher::find_units() {
    std::vector<Hit> hits;
    for (const auto* units : {&desk_.roster().departments(), &desk_.roster().branches()}) {
        for (const std::string& unit : *units) {
            if (holds_all(words_, folded_text(unit))) {
                Hit hit{{}, rank_of(words_, unit), {}, static_cast<std::int64_t>(hits.size())};
                hit.item = Json::Object{{"kind", "unit"},
                                        {"id", unit},
                                        {"title", unit},
                                        {"text", ""},
                                        {"href", "/people?unit=" + report::percent_encoded(unit)}};
                hits.push_back(std::move(hit));
            }
        }
    }
    group("unit", {"单位", "units"}, std::move(hits));
}

void Searcher::find_duties() {
    std::vector<Hit> hits;
    for (const norms::Duty& duty : desk_.pack().duties) {
        auto norm = std::ranges::find(desk_.pack().norms, duty.norm, &norms::Norm::id);
        std::string ground = norm == desk_.pack().norms.end() ? "" : norm->name.zh;
        if (holds_all(words_,
                      folded_text(duty.name.zh + '\x1f' + duty.name.en + '\x1f' + ground))) {
            Hit hit{{}, rank_of(words_, duty.name.zh), {}, static_cast<std::int64_t>(hits.size())};
            hit.item = Json::Object{{"kind", "duty"},        {"id", duty.id},
                                    {"title", duty.name.zh}, {"title_en", duty.name.en},
                                    {"text", ground},        {"href", "/standing?duty=" + duty.id}};
            hits.push_back(std::move(hit));
        }
    }
    group("duty", {"职责", "duties"}, std::move(hits));
}

void Searcher::find_forms() {
    std::vector<Hit> hits;
    for (const norms::Form& form : desk_.pack().forms) {
        std::string texts = form.name.zh + '\x1f' + form.name.en;
        for (const std::string& word : form.sheet_words) {
            texts += '\x1f' + word;
        }
        if (holds_all(words_, folded_text(texts))) {
            Hit hit{{}, rank_of(words_, form.name.zh), {}, static_cast<std::int64_t>(hits.size())};
            hit.item = Json::Object{
                {"kind", "form"},           {"id", form.id}, {"title", form.name.zh},
                {"title_en", form.name.en}, {"text", ""},    {"href", "/records?form=" + form.id}};
            hits.push_back(std::move(hit));
        }
    }
    group("form", {"台账", "ledgers"}, std::move(hits));
}

// The book's own: what units and people they are counted for is not asked here.
void Searcher::find_figures() {
    std::vector<Hit> hits;
    for (const norms::Figure& figure : desk_.pack().figures) {
        const std::string texts = figure.id + '\x1f' + figure.label.zh + '\x1f' + figure.label.en;
        if (!figure.each && holds_all(words_, folded_text(texts))) {
            Hit hit{
                {}, rank_of(words_, figure.label.zh), {}, static_cast<std::int64_t>(hits.size())};
            hit.item =
                Json::Object{{"kind", "figure"},         {"id", figure.id},
                             {"title", figure.label.zh}, {"title_en", figure.label.en},
                             {"text", figure.how},       {"href", "/reports?figure=" + figure.id}};
            hits.push_back(std::move(hit));
        }
    }
    group("figure", {"数字", "figures"}, std::move(hits));
}

void Searcher::find_in(const norms::Form& form, std::vector<Hit>& hits) {
    for (const RecordRow& row : desk_.tables().rows(context_, form)) {
        const Record& record = *row.record;
        if (!record.counts() || !holds_all(words_, row.folded) ||
            !desk_.may_see(record, asker_, day_)) {
            continue;
        }
        auto when = standing::occurred(desk_.pack(), record, desk_.book().zone);
        Hit hit{{},
                rank_of(words_, row.title),
                when ? when->first : record.recorded_at.day_at(desk_.book().zone),
                record.id.value};
        hit.item = Json::Object{{"kind", "record"},
                                {"id", record.id.value},
                                {"form", form.id},
                                {"form_name", phrase_json(form.name)},
                                {"title", row.title},
                                {"date", when ? Json(when->iso()) : Json{}},
                                {"text", snippet(row, words_)},
                                {"href", "/records/" + std::to_string(record.id.value)}};
        hits.push_back(std::move(hit));
    }
}

void Searcher::find_records() {
    std::vector<Hit> hits;
    for (const norms::Form& form : desk_.pack().forms) {
        bool listed = query_.form.empty() ? form.id != "person" : form.id == query_.form;
        if (listed) {
            find_in(form, hits);
        }
    }
    const std::size_t shown = std::min(hits.size(), query_.count);
    group("record", {"记录", "records"}, std::move(hits));
    if (shown > 0) {
        note_reads(desk_, groups_.back()["items"]);
    }
}

Json Searcher::answer() {
    const std::pair<const char*, void (Searcher::*)()> kinds[] = {
        {"person", &Searcher::find_people},  {"unit", &Searcher::find_units},
        {"form", &Searcher::find_forms},     {"duty", &Searcher::find_duties},
        {"record", &Searcher::find_records}, {"figure", &Searcher::find_figures}};
    for (const auto& [kind, find] : kinds) {
        if (!words_.empty() && wanted(kind)) {
            (this->*find)();
        }
    }
    return Json::Object{{"words", Json::Array(words_.begin(), words_.end())},
                        {"groups", std::move(groups_)}};
}

// Those that begin with it first, then those that hold it, each in their own order.
class Suggester {
public:
    Suggester(const std::string& typed, std::size_t count)
        : typed_(folded_text(typed)), count_(count) {}

    void offer(const std::string& name, Json::Object item) {
        const std::size_t at = folded_text(name).find(typed_);
        if (at != std::string::npos) {
            (at == 0 ? first_ : rest_).emplace_back(std::move(item));
        }
    }
    Json take() {
        std::ranges::move(rest_, std::back_inserter(first_));
        if (first_.size() > count_) {
            first_.resize(count_);
        }
        return Json::Object{{"items", std::move(first_)}};
    }

private:
    std::string typed_;
    std::size_t count_;
    Json::Array first_;
    Json::Array rest_;
};

}  // namespace

Json search_json(const Desk& desk, const SearchQuery& query, const Asker& asker, Date day) {
    return Searcher(desk, query, asker, day).answer();
}

Json suggest_json(const Desk& desk, const SearchQuery& query, const Asker& asker, Date day) {
    Suggester found(query.words, query.count);
    if (query.kind.empty() || query.kind == "person") {
        // People are named wherever they take part: everybody may be told who works here.
        for (const Person& person : desk.roster().people()) {
            if (person.in_office(day)) {
                found.offer(person.name,
                            {{"kind", "person"},
                             {"id", person.id.value},
                             {"name", person.name},
                             {"text", person.unit_on(UnitKind::department, day)},
                             {"namesakes", desk.roster().named(person.name).size() - 1}});
            }
        }
    }
    if (query.kind.empty() || query.kind == "unit") {
        for (const auto* units : {&desk.roster().departments(), &desk.roster().branches()}) {
            for (const std::string& unit : *units) {
                found.offer(unit, {{"kind", "unit"}, {"id", unit}, {"name", unit}, {"text", ""}});
            }
        }
    }
    const norms::Form* form = desk.pack().form(query.form);
    if (query.kind == "record" && form != nullptr) {
        const auto& rows = desk.tables().rows(desk.context(day), *form);
        for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
            if (row->record->counts() && desk.may_see(*row->record, asker, day)) {
                const std::string number = std::to_string(row->id.value);
                found.offer(number + row->title, {{"kind", "record"},
                                                  {"id", row->id.value},
                                                  {"name", row->title},
                                                  {"text", "#" + number}});
            }
        }
    }
    Json answer = found.take();
    note_reads(desk, answer["items"]);
    return answer;
}

}  // namespace luze::ops
