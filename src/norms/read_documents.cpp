// The documents and ledgers of a pack. A document for everybody may show choices, days and numbers
// only: that no person can be known from it is decided here, not when it is written.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "norms/check_expression.h"
#include "norms/check_text.h"
#include "norms/read_parts.h"

namespace luze::norms {
namespace {

constexpr Word<DocumentOf> subjects[] = {{"record", DocumentOf::record},
                                         {"person", DocumentOf::person},
                                         {"quarter", DocumentOf::quarter},
                                         {"year", DocumentOf::year}};
constexpr Word<RowSource> sources[] = {{"records", RowSource::records},
                                       {"obligations", RowSource::obligations},
                                       {"clauses", RowSource::clauses}};
constexpr Word<const char*> obligation_groups[] = {{"duty", "duty"}, {"unit", "unit"}};

constexpr std::array dates{FieldType::date};
constexpr std::array day_fields{FieldType::date, FieldType::deadline};
constexpr std::array references{FieldType::record};
constexpr std::array people_fields{FieldType::person, FieldType::people};

// What everybody may see of a record: nothing that somebody wrote freely.
bool harmless(FieldType type) {
    return type == FieldType::choice || type == FieldType::choices || type == FieldType::flag ||
           type == FieldType::date || type == FieldType::integer || type == FieldType::decimal;
}

void append(Words& into, const Words& more) { into.insert(into.end(), more.begin(), more.end()); }

// The names that a record of the form gives a sentence.
Words field_words(const Form* form, bool everyone, std::string_view before = "") {
    Words words;
    for (const Field& field : form == nullptr ? std::vector<Field>{} : form->fields) {
        if (everyone && !harmless(field.type)) {
            continue;
        }
        words.push_back(std::string(before) + field.id);
        bool people = field.type == FieldType::people || field.type == FieldType::person;
        if (people || field.type == FieldType::list) {
            words.push_back(std::string(before) + field.id + ".count");
        }
        if (people) {
            words.push_back(std::string(before) + field.id + ".names");
        }
    }
    return words;
}

class DocumentReader {
public:
    explicit DocumentReader(TableReader& in) : in_(in) {}

    void read() {
        in_.text("id", out_.id, Need::required);
        in_.phrase("name", out_.name, Need::required);
        in_.word<DocumentOf>("of", out_.of, subjects, Need::required);
        in_.flag("everyone", out_.everyone);
        read_subject();
        std::vector<TableReader> tables = in_.tables("rows");
        for (TableReader& table : tables) {
            read_rows(table);
        }
        for (std::size_t i = 0; i < tables.size(); ++i) {
            tables[i].text("text", out_.rows[i].text);
            check_placeholders(tables[i], "text", out_.rows[i].text, words_of(&out_.rows[i]));
            tables[i].finish();
        }
        for (const auto& [key, into] :
             {std::pair("title", &out_.title), std::pair("recipient", &out_.recipient),
              std::pair("issuer", &out_.issuer)}) {
            in_.text(key, *into,
                     key == std::string_view("title") ? Need::required : Need::optional);
            check_placeholders(in_, key, *into, words_of(nullptr));
        }
        for (TableReader& part : in_.tables("part")) {
            read_part(part);
        }
        in_.finish();
        in_.reading().pack.documents.push_back(std::move(out_));
    }

private:
    void read_subject() {
        bool record = out_.of == DocumentOf::record;
        in_.reference("form", out_.form, in_.known().forms, a_form,
                      record ? Need::required : Need::optional);
        form_ = in_.pack().form(out_.of == DocumentOf::person ? "person" : out_.form);
        if (record) {
            read_expression(in_, "where", out_.where, terms_of(form_));
        }
        in_.reference("group", out_.group, in_.known().groups, a_group,
                      out_.of == DocumentOf::person ? Need::required : Need::optional);
        read_field_name(in_, "dated", out_.dated, form_, dates);
        read_field_name(in_, "about", out_.about, form_, references);
        read_field_name(in_, "ladder", out_.ladder, form_, {});
        read_field_name(in_, "rung", out_.rung, form_, {});
        const Field* about = form_ == nullptr ? nullptr : form_->field(out_.about);
        about_ = about == nullptr ? nullptr : in_.pack().form(about->form);
        read_field_name(in_, "late_from", out_.late_from, about_, day_fields);
        if (out_.everyone && form_ != nullptr) {
            in_.fault("everyone", {"给所有人看的文书不能写某一条记录或某一个人",
                                   "a document for everyone is of a quarter or a year"});
        }
    }

    const DocumentRows* outer(const DocumentRows& rows) const { return out_.find(rows.in); }

    // The form of the record that `by` has to name.
    std::string_view named_form(const DocumentRows& rows) const {
        return rows.in.empty() ? std::string_view(out_.form) : outer(rows)->form;
    }

    void read_rows(TableReader& in) {
        DocumentRows rows;
        in.text("id", rows.id, Need::required);
        in.text("label", rows.label);
        in.word<RowSource>("source", rows.source, sources);
        Words before;
        for (const DocumentRows& earlier : out_.rows) {
            before.push_back(earlier.id);
        }
        if (std::ranges::find(before, rows.id) != before.end()) {
            in.fault("id", {fmt::format("“{}”重复", rows.id),
                            fmt::format("“{}” stands here twice", rows.id)});
        }
        in.reference("in", rows.in, before, {"行（rows）", "rows"});
        if (rows.source == RowSource::records) {
            read_record_rows(in, rows);
        } else if (rows.source == RowSource::obligations) {
            const char* per = "duty";
            in.word<const char*>("per", per, obligation_groups);
            rows.per = per;
            read_states(in, rows.states, Need::optional);
            in.flag("next", rows.next);
        }
        in.text("joint", rows.joint);
        out_.rows.push_back(std::move(rows));
    }

    void read_record_rows(TableReader& in, DocumentRows& rows) {
        in.reference("form", rows.form, in.known().forms, a_form, Need::required);
        const Form* form = in.pack().form(rows.form);
        if (form == nullptr) {
            return;
        }
        if (out_.everyone && form->restricted) {
            in.fault("form", {fmt::format("给所有人看的文书不能用限制查阅的表单“{}”", form->id),
                              fmt::format("“{}” is restricted: not for everyone", form->id)});
        }
        read_expression(in, "where", rows.where, terms_of(form));
        bool linked = read_field_name(in, "by", rows.by, form, references);
        if (linked && outer(rows) == nullptr && !rows.in.empty()) {
            linked = false;
        }
        const std::string& names = linked ? form->field(rows.by)->form : rows.by;
        if (linked && !names.empty() && names != named_form(rows)) {
            in.fault("by", {fmt::format("“{}”指的不是这份文书所写的记录", rows.by),
                            fmt::format("“{}” names records of another form", rows.by)});
        }
        in.flag("same_day", rows.same_day);
        read_expression(in, "beside", rows.beside, terms_of(form_));
        read_people(in, rows, *form);
        in.flag("any_day", rows.any_day);
        read_field_name(in, "order", rows.order, form, {});
        if (read_field_name(in, "per", rows.per, form, {}) && out_.everyone &&
            !harmless(form->field(rows.per)->type)) {
            in.fault("per", {fmt::format("给所有人看的文书不能按“{}”分列", rows.per),
                             fmt::format("“{}” may tell who is meant", rows.per)});
        }
        read_values(in, rows, form);
    }

    void read_people(TableReader& in, DocumentRows& rows, const Form& form) {
        in.texts("people", rows.people);
        Words ids;
        for (const Field& field : form.fields) {
            if (std::ranges::find(people_fields, field.type) != people_fields.end()) {
                ids.push_back(field.id);
            }
        }
        for (const std::string& people : rows.people) {
            in.refers("people", people, ids, {"人员字段", "people field"});
        }
    }

    static void read_values(TableReader& in, DocumentRows& rows, const Form* form) {
        for (TableReader& table : in.tables("counts")) {
            NamedCount count;
            table.text("id", count.id, Need::required);
            table.text("label", count.label);
            read_expression(table, "where", count.where, terms_of(form));
            table.finish();
            rows.counts.push_back(std::move(count));
        }
        for (TableReader& table : in.tables("adds")) {
            NamedValue value;
            table.text("id", value.id, Need::required);
            read_expression(table, "value", value.value, terms_of(form));
            table.finish();
            rows.adds.push_back(std::move(value));
        }
    }

    // Names of a row by itself.
    Words own_words(const DocumentRows& rows) const {
        Words words;
        if (rows.source == RowSource::obligations) {
            words = obligation_names();
            if (out_.everyone) {
                std::erase(words, "missing");  // windows may go by a person's matter
                std::erase(words, "lacking");
                std::erase(words, "windows");
            }
        } else if (rows.source == RowSource::clauses) {
            words = clause_names();
        } else if (rows.per.empty()) {
            words = field_words(in_.pack().form(rows.form), out_.everyone);
            for (const NamedValue& add : rows.adds) {
                words.push_back(add.id);
            }
        } else {
            words = {"name", "count"};
            for (const NamedCount& count : rows.counts) {
                words.push_back(count.id);
            }
        }
        return words;
    }

    void add_within(Words& words, std::string_view outer) const {
        for (const DocumentRows& rows : out_.rows) {
            if (rows.in != outer) {
                continue;
            }
            words.push_back(rows.id);
            words.push_back(rows.id + ".count");
            for (const NamedCount& count : rows.counts) {
                words.push_back(rows.id + "." + count.id);
            }
        }
    }

    // What a sentence may name that is said of a row (null: of the document).
    Words words_of(const DocumentRows* rows) const {
        Words words = document_names();
        append(words, field_words(form_, out_.everyone));
        append(words, field_words(about_, out_.everyone, "about."));
        if (!out_.rung.empty()) {
            append(words, {"ladder.name", "rung.name", "rung.text", "rung.ask", "late_days"});
        }
        for (const Figure& figure : in_.pack().figures) {
            if (!figure.each) {
                words.push_back(figure.id);
            }
        }
        add_within(words, "");
        for (; rows != nullptr; rows = rows->in.empty() ? nullptr : outer(*rows)) {
            append(words, own_words(*rows));
            add_within(words, rows->id);
        }
        return words;
    }

    void read_part(TableReader& in) {
        DocumentPart part;
        in.text("id", part.id, Need::required);
        Words ids;
        for (const DocumentRows& rows : out_.rows) {
            ids.push_back(rows.id);
        }
        in.reference("rows", part.rows, ids, {"行（rows）", "rows"});
        Words outside = words_of(nullptr);
        Words names = words_of(out_.find(part.rows));
        read_text(in, "heading", part.heading, outside);
        in.integer("level", part.level, 1, 3);
        read_text(in, "row_heading", part.row_heading, names);
        in.flag("numbered", part.numbered);
        for (TableReader& table : in.tables("sentences")) {
            DocumentSentence sentence;
            table.text("id", sentence.id, Need::required);
            read_text(table, "text", sentence.text, names);
            read_expression(table, "when", sentence.when, Terms{.forms = {}, .also = names});
            table.finish();
            part.sentences.push_back(std::move(sentence));
        }
        read_text(in, "none", part.none, outside);
        in.flag("prose", part.prose);
        read_text(in, "blank", part.blank, outside);
        in.finish();
        out_.parts.push_back(std::move(part));
    }

    static void read_text(TableReader& in, std::string_view key, std::string& into,
                          const Words& names) {
        in.text(key, into);
        check_placeholders(in, key, into, names);
    }

    TableReader& in_;
    DocumentText out_;
    const Form* form_ = nullptr;   // of the record that it is about
    const Form* about_ = nullptr;  // of the record that this one is about
};

void read_column(TableReader& in, const Form* form, LedgerText& ledger) {
    LedgerColumn column;
    in.text("heading", column.heading, Need::required);
    read_field_name(in, "field", column.field, form, {});
    in.flag("number", column.number);
    int width = 0;
    in.integer("width", width, 1, 200);
    column.width = width;
    in.finish();
    ledger.columns.push_back(std::move(column));
}

}  // namespace

const std::vector<std::string>& document_names() {
    static const std::vector<std::string> names = {"bureau", "year",   "last_year",   "next_year",
                                                   "as_of",  "period", "next_period", "entries"};
    return names;
}

const std::vector<std::string>& obligation_names() {
    static const std::vector<std::string> names = {
        "duty",    "unit",   "norm",        "owed",        "done",    "met",
        "made_up", "missed", "open",        "upcoming",    "waived",  "unproven",
        "windows", "last",   "amount_owed", "amount_done", "missing", "lacking"};
    return names;
}

const std::vector<std::string>& clause_names() {
    static const std::vector<std::string> names = {"clause", "duties", "figures", "evidence",
                                                   "owed",   "done",   "missed"};
    return names;
}

const DocumentRows* DocumentText::find(std::string_view rows_id) const {
    auto at = std::ranges::find(rows, rows_id, &DocumentRows::id);
    return rows_id.empty() || at == rows.end() ? nullptr : &*at;
}

void read_document(TableReader& in) { DocumentReader(in).read(); }

void read_ledger(TableReader& in) {
    LedgerText ledger;
    in.text("id", ledger.id, Need::required);
    in.phrase("name", ledger.name, Need::required);
    in.text("title", ledger.title, Need::required);
    check_placeholders(in, "title", ledger.title, {"bureau", "year"});
    in.text("sheet", ledger.sheet);
    in.reference("form", ledger.form, in.known().forms, a_form, Need::required);
    const Form* form = in.pack().form(ledger.form);
    read_expression(in, "where", ledger.where, terms_of(form));
    read_field_name(in, "order", ledger.order, form, {});
    in.flag("any_day", ledger.any_day);
    for (TableReader& column : in.tables("columns")) {
        read_column(column, form, ledger);
    }
    in.finish();
    if (ledger.columns.empty()) {
        in.missing("columns");
    }
    in.reading().pack.ledgers.push_back(std::move(ledger));
}

}  // namespace luze::norms
