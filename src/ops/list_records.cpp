#include "ops/list_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/digest.h"
#include "base/limits.h"
#include "base/text.h"

namespace luze::ops {
namespace {

using norms::Form;
using standing::Context;

// Columns that every list has.
enum class Common { id, title, form, state, owner, due, late, unit };
struct CommonColumn {
    std::string_view id;
    Common which;
    ColumnKind kind;
};
constexpr CommonColumn common_columns[] = {
    {"id", Common::id, ColumnKind::number},     {"title", Common::title, ColumnKind::text},
    {"form", Common::form, ColumnKind::choice}, {"state", Common::state, ColumnKind::choice},
    {"owner", Common::owner, ColumnKind::text}, {"due", Common::due, ColumnKind::day},
    {"late", Common::late, ColumnKind::choice}, {"unit", Common::unit, ColumnKind::choice}};

// A column: a field of the form, or common to all.
struct Column {
    const norms::Field* field = nullptr;
    std::size_t place = 0;  // of the field in its form
    Common common = Common::id;
    [[nodiscard]] ColumnKind kind() const {
        return field != nullptr
                   ? column_kind(field->type)
                   : std::ranges::find(common_columns, common, &CommonColumn::which)->kind;
    }
};

// A row that may be listed, with what it is sorted by.
struct Candidate {
    const Form* form = nullptr;
    const RecordRow* row = nullptr;
    const RowState* state = nullptr;  // null where nothing of the kind is asked
    std::string key;
};

bool has_procedure(const norms::Pack& pack, const Form& form) {
    return std::ranges::any_of(pack.procedures, [&](const norms::Procedure& procedure) {
        return procedure.form == form.id && !procedure.acts.empty();
    });
}

bool of_unit(const Condition& condition, const Record& record) {
    return std::ranges::any_of(record.fields, [&](const auto& field) {
        const auto* name = std::get_if<UnitName>(&field.second);
        return name != nullptr && holds_text(condition, name->name);
    });
}

const norms::ProcedureState* now_in(const RowState& state) {
    return state.state ? state.state->state : nullptr;
}

class Lister {
public:
    Lister(const Desk& desk, const ListQuery& query, const Asker& asker, Date day)
        : desk_(desk), query_(query), asker_(asker), day_(day), context_(desk.context(day)) {}

    Result<RecordPage> page();

private:
    Result<void> read_query();
    Result<void> read_filters();
    [[nodiscard]] std::optional<Column> column(const std::string& id) const;
    void gather(const Form& form);
    [[nodiscard]] bool fits(const Form& form, const RecordRow& row, const RowState& state) const;
    [[nodiscard]] bool fits(const Column& column, const Condition& condition, const Form& form,
                            const RecordRow& row, const RowState& state) const;
    [[nodiscard]] std::string key_of(const Candidate& candidate) const;
    [[nodiscard]] std::string common_key(const Candidate& candidate) const;
    void order();
    Result<std::size_t> beginning() const;
    [[nodiscard]] std::vector<StateCount> counted() const;
    [[nodiscard]] bool wanted(const Form& form) const {
        return form_ != nullptr ? form_ == &form : all_forms_ || has_procedure(desk_.pack(), form);
    }

    [[nodiscard]] bool before(const Candidate& a, const Candidate& b) const {
        if (a.key.empty() != b.key.empty()) {
            return b.key.empty();  // what has no such value comes last either way
        }
        if (a.key != b.key) {
            return (a.key < b.key) != falling_;
        }
        return falling_ ? b.row->id < a.row->id : a.row->id < b.row->id;
    }

    const Desk& desk_;
    const ListQuery& query_;
    const Asker& asker_;
    Date day_;
    Context context_;
    const Form* form_ = nullptr;  // null: several
    bool all_forms_ = false;
    std::vector<std::pair<Column, Condition>> filters_;
    std::optional<Condition> in_state_;
    std::vector<std::string> words_;
    Column sort_;
    bool falling_ = false;
    std::vector<Candidate> found_;
    std::map<const norms::ProcedureState*, std::size_t> states_;
};

std::optional<Column> Lister::column(const std::string& id) const {
    if (form_ != nullptr) {
        auto field = std::ranges::find(form_->fields, id, &norms::Field::id);
        if (field != form_->fields.end()) {
            return Column{&*field, static_cast<std::size_t>(field - form_->fields.begin()), {}};
        }
    }
    auto common = std::ranges::find(common_columns, id, &CommonColumn::id);
    return common == std::end(common_columns) ? std::nullopt
                                              : std::optional(Column{nullptr, 0, common->which});
}

Result<void> Lister::read_filters() {
    if (query_.filters.size() > limits::list_conditions) {
        return fail(ErrorKind::limit, "筛选条件太多", "too many filters");
    }
    for (const auto& [id, text] : query_.filters) {
        auto on = column(id);
        if (!on) {
            return fail(ErrorKind::usage, "没有可以筛选的列“" + id + "”",
                        "there is no column '" + id + "'");
        }
        auto condition = read_condition(id, on->kind(), text);
        if (!condition) {
            return std::unexpected(condition.error());
        }
        if (on->field == nullptr && on->common == Common::state) {
            in_state_ = std::move(*condition);
        } else {
            filters_.emplace_back(*on, std::move(*condition));
        }
    }
    return {};
}

Result<void> Lister::read_query() {
    all_forms_ = query_.form == "*";
    if (!query_.form.empty() && !all_forms_) {
        form_ = desk_.pack().form(query_.form);
        if (form_ == nullptr) {
            return fail(ErrorKind::missing, "规则包里没有表单“" + query_.form + "”",
                        "the pack has no form '" + query_.form + "'");
        }
    }
    for (const std::string& word : split(query_.words, " ")) {
        if (std::string folded = folded_text(word); !folded.empty()) {
            words_.push_back(std::move(folded));
        }
    }
    falling_ = query_.sort.starts_with('-');
    std::string by = query_.sort.substr(falling_ ? 1 : 0);
    auto sorted = column(by.empty() ? "id" : by);
    if (!sorted) {
        return fail(ErrorKind::usage, "不能按“" + by + "”排序", "there is no column '" + by + "'");
    }
    sort_ = *sorted;
    return read_filters();
}

bool Lister::fits(const Column& column, const Condition& condition, const Form& form,
                  const RecordRow& row, const RowState& state) const {
    if (column.field != nullptr) {
        return holds(condition, *column.field, column.place, row);
    }
    switch (column.common) {
        case Common::id:
            return holds_number(condition, Decimal::whole(row.id.value));
        case Common::title:
            return holds_text(condition, row.title);
        case Common::form:
            return holds_text(condition, form.id);
        case Common::owner: {
            const Person* owner = desk_.roster().find(state.owner);
            return holds_text(condition, owner == nullptr ? "" : owner->name);
        }
        case Common::due:
            return holds_day(condition, state.state && state.state->due
                                            ? std::optional(PartialDate(*state.state->due))
                                            : std::nullopt);
        case Common::late:
            return holds_text(condition, state.state && state.state->late(day_) ? "true" : "false");
        case Common::unit:
            return of_unit(condition, *row.record);
        case Common::state:
            break;
    }
    return true;
}

// All but the states asked for, which the counts leave open.
bool Lister::fits(const Form& form, const RecordRow& row, const RowState& state) const {
    const norms::ProcedureState* now = now_in(state);
    return row.record->counts() && (!query_.open || (now != nullptr && !now->ends)) &&
           (!query_.late || (state.state && state.state->late(day_))) &&
           (!query_.owner || state.owner == query_.owner) &&
           std::ranges::all_of(filters_,
                               [&](const auto& filter) {
                                   return fits(filter.first, filter.second, form, row, state);
                               }) &&
           std::ranges::all_of(words_,
                               [&](const std::string& word) {
                                   return row.folded.find(word) != std::string::npos;
                               }) &&
           desk_.may_see(*row.record, asker_, day_);
}

void Lister::gather(const Form& form) {
    const std::vector<RecordRow>& rows = desk_.tables().rows(context_, form);
    const bool of_owner =
        query_.owner || sort_.common == Common::owner || query_.filters.contains("owner");
    const std::vector<RowState>* states = has_procedure(desk_.pack(), form) || of_owner
                                              ? &desk_.tables().states(context_, form)
                                              : nullptr;
    static const RowState none;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const RowState& state = states == nullptr ? none : (*states)[i];
        bool one_of_several = form_ != nullptr || all_forms_ || state.state;
        if (!one_of_several || !fits(form, rows[i], state)) {
            continue;
        }
        const norms::ProcedureState* now = now_in(state);
        if (now != nullptr) {
            ++states_[now];
        }
        if (!in_state_ || holds_text(*in_state_, now == nullptr ? "" : now->id)) {
            found_.push_back({&form, &rows[i], states == nullptr ? nullptr : &state, ""});
        }
    }
}

std::string Lister::common_key(const Candidate& candidate) const {
    static const RowState none;
    const RowState& state = candidate.state == nullptr ? none : *candidate.state;
    switch (sort_.common) {
        case Common::id:
        case Common::late:
        case Common::unit:
            return {};  // the order among equals
        case Common::title:
            return candidate.row->title;
        case Common::form:
            return sort_key(candidate.form - desk_.pack().forms.data());
        case Common::due:
            return state.state && state.state->due ? state.state->due->iso() : "";
        case Common::state: {
            const auto* now = now_in(state);
            return now == nullptr ? "" : sort_key(now - state.state->procedure->states.data());
        }
        case Common::owner: {
            const Person* owner = desk_.roster().find(state.owner);
            return owner == nullptr ? "" : sort_key(owner - desk_.roster().people().data());
        }
    }
    return {};
}

std::string Lister::key_of(const Candidate& candidate) const {
    return sort_.field == nullptr
               ? common_key(candidate)
               : sort_key(*sort_.field, *candidate.row, sort_.place, desk_.roster());
}

void Lister::order() {
    for (Candidate& candidate : found_) {
        candidate.key = key_of(candidate);
    }
    std::ranges::sort(found_, [&](const Candidate& a, const Candidate& b) { return before(a, b); });
}

// A cursor says where the last page ended, by its last row's key: 233.6162…; the row itself may
// have gone meanwhile.
Result<std::size_t> Lister::beginning() const {
    if (query_.after.empty()) {
        return std::min(query_.offset, found_.size());
    }
    std::size_t dot = query_.after.find('.');
    std::int64_t id = 0;
    const char* end = query_.after.data() + std::min(dot, query_.after.size());
    auto [read, wrong] = std::from_chars(query_.after.data(), end, id);
    auto key = dot == std::string::npos ? std::optional(std::string())
                                        : from_hex(query_.after.substr(dot + 1));
    if (wrong != std::errc{} || read != end || !key) {
        return fail(ErrorKind::usage, "“after”应是上一页给出的“next”",
                    "'after' is the 'next' of the page before");
    }
    RecordRow place;
    place.id = RecordId{id};
    Candidate last{nullptr, &place, nullptr, *key};
    auto at = std::ranges::upper_bound(
        found_, last, [&](const Candidate& a, const Candidate& b) { return before(a, b); });
    return static_cast<std::size_t>(at - found_.begin());
}

std::vector<StateCount> Lister::counted() const {
    std::vector<StateCount> out;
    for (const norms::Procedure& procedure : desk_.pack().procedures) {
        for (const norms::ProcedureState& state : procedure.states) {
            bool of_form = form_ != nullptr && procedure.form == form_->id;
            auto at = states_.find(&state);
            if (of_form || at != states_.end()) {
                out.push_back({&state, at == states_.end() ? 0 : at->second});
            }
        }
    }
    return out;
}

Result<RecordPage> Lister::page() {
    if (auto read = read_query(); !read) {
        return std::unexpected(read.error());
    }
    for (const Form& form : desk_.pack().forms) {
        if (wanted(form)) {
            gather(form);
        }
    }
    order();
    auto first = beginning();
    if (!first) {
        return std::unexpected(first.error());
    }
    RecordPage page{form_, {}, found_.size(), "", counted()};
    const std::size_t end = std::min(found_.size(), *first + query_.count);
    for (std::size_t i = *first; i < end; ++i) {
        const Candidate& one = found_[i];
        page.items.push_back(
            {one.form, one.row,
             one.state == nullptr ? row_state(context_, *one.row->record) : *one.state});
        desk_.note_read(*one.row->record);
    }
    if (end < found_.size() && end > 0) {
        const Candidate& last = found_[end - 1];
        page.next =
            std::to_string(last.row->id.value) + (last.key.empty() ? "" : "." + to_hex(last.key));
    }
    return page;
}

}  // namespace

Result<RecordPage> list_records(const Desk& desk, const ListQuery& query, const Asker& asker,
                                Date day) {
    return Lister(desk, query, asker, day).page();
}

Result<RecordPage> all_records(const Desk& desk, ListQuery query, const Asker& asker, Date day) {
    query.count = limits::rows_per_sheet;
    query.after.clear();
    query.offset = 0;
    return list_records(desk, query, asker, day);
}

}  // namespace luze::ops
