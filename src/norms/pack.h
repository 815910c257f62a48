// A checked pack: the rules of one field as data (docs/PACKS.md has the grammar and examples).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"
#include "model/roster.h"
#include "norms/documents.h"
#include "norms/expression.h"

namespace luze::norms {

using Rows = std::vector<int>;  // the rows of the system (row.toml) that an item carries

// One row of the system of duties, for coverage: who → whom, what.
struct SystemRow {
    int number = 0;
    Phrase what;
};

enum class FieldType {
    text,
    integer,
    decimal,
    date,
    choice,
    choices,
    flag,
    person,
    people,
    unit,
    list,
    deadline,  // a date, or words without one (长期坚持), which give no value
    record     // another record of the book, of the form in Field::form
};

struct Choice {
    std::string id;
    Phrase name;
    std::vector<std::string> words;  // spellings in ledgers; the name's zh is one of them
};

struct Field {
    std::string id;
    FieldType type = FieldType::text;
    Phrase name;
    std::vector<std::string> columns;  // headings in real ledgers, spaces and brackets aside
    bool required = false;             // a row without it is held
    std::vector<std::string> none;     // words that mean "no value here": 局领导, （非党员）
    std::vector<Choice> choices;
    // Derived instead of read from a column of its own: looks for the choices' words in that
    // field's text (or in its bracketed part: 专题学习会（党史）).
    std::string from;
    UnitKind unit = UnitKind::department;  // type unit: of which kind
    std::string form;                      // type record: of which form; empty = any
};

struct Form {
    std::string id;
    Phrase name;
    std::vector<Field> fields;
    std::vector<std::string> sheet_words;  // speak for this form in a sheet's name or title
    std::string date;                      // field that says when it occurred; empty = a register
    bool yearly = false;  // a register kept anew each year: counts in its source's year only
    std::string host;     // field naming the unit that holds it; empty = the bureau
    std::vector<std::string> key;  // natural key: fields that make two rows the same matter
    std::string present;           // people field: who took part
    std::string absent;            // people field: who of them did not
    bool restricted = false;
    std::vector<std::string> seen_by;     // restricted: roles that may read such a record
    bool seen_in_unit = false;            // open: by everybody of the unit that it is about
    std::vector<std::string> entered_by;  // roles that may record one; empty = everybody in office
    Rows rows;

    [[nodiscard]] const Field* field(std::string_view field_id) const;
};

// People by rule: opened out for a day.
struct Group {
    std::string id;
    Phrase name;
    std::vector<std::string> words;          // how ledgers say it: 全体党员
    Expression where;                        // over the fields of form person; scope is implied
    std::vector<std::string> of;             // or: the union of these groups
    UnitKind within = UnitKind::department;  // which unit 某某 means in 某某全体…; host's kind
    bool of_host = false;                    // in a ledger of a unit, means that unit's people only
};

enum class ParameterType { integer, decimal, share, flag, day };
// share: 实到 > 应到/2 | 实到 ≥ 应到×2/3 …; day: a day of the asked year or the next, MM-DD or
// next-MM-DD.
struct ParameterVersion {
    std::string value;
    Date from;
};
struct Parameter {
    std::string id;
    ParameterType type = ParameterType::integer;
    Phrase name;
    std::string norm;
    std::vector<ParameterVersion> versions;  // by date, the first from the norm's beginning
    std::string note;                        // (U): general knowledge without a source at hand
};

struct Norm {
    std::string id;
    Phrase name;
    std::string number;  // 文号
    std::optional<Date> from;
    std::optional<Date> until;
    std::string note;
    Rows rows;
};

// Which records serve a duty: form, and a condition over choice, flag and theme fields.
struct Filter {
    std::string form;
    Expression where;
    std::string people;  // for person bearers: the field that names them; empty = who took part
};

enum class BearerKind { unit, person, appointment, record };

struct Bearer {
    BearerKind kind = BearerKind::unit;
    UnitKind unit = UnitKind::bureau;  // kind unit
    std::string group;                 // kind person
    Expression where;                  // kind appointment or record: which of them
    int min_days = 0;                  // in scope at least so long in the window
};

enum class DutyKind { quota, coverage, window, tenure, once };
enum class TriggerKind { none, holiday, record };

struct Trigger {
    TriggerKind kind = TriggerKind::none;
    std::string form;   // record: one window for each such record …
    std::string date;   // … counted from this field of it
    std::string until;  // … or ending on the day this field states (a deadline)
    Expression where;
    std::string done;  // … and done when this date field of the same record is filled in
};

// A length written "30d" (calendar days), "20w" (working days), "2m", "5y"; negative: before.
struct Span {
    int count = 0;
    char unit = 'd';
};

struct Duty {
    std::string id;
    Phrase name;
    std::string norm;
    DutyKind kind = DutyKind::quota;
    Bearer bearer;
    Period period = Period::year;  // quota, coverage
    std::string at_least;          // "$id" or a number; default 1
    std::string sum;               // counts this number field instead of records
    bool prorated = false;         // a bearer in scope for part of the window owes a part
    std::vector<Filter> records;   // any of them
    std::string group;             // coverage of this group's people (unit bearers)
    Trigger trigger;
    Span opens;                         // window trigger: first day relative to the trigger
    Span closes;                        // … and last day
    std::string limit;                  // "$id": closes from a parameter, in days / working days
    std::string years;                  // tenure: "$id"
    Expression waived;                  // record/appointment bearers: exempt, with a reason field
    std::string due_day;                // once: "MM-DD" of the year or "next-MM-DD"
    Span warn{30, 'd'};                 // due within so long before the window's end
    std::vector<std::string> evidence;  // what proof is asked for
    std::string names_window;           // text field in which a record names the window it serves
    Rows rows;
};

// Who may do something: exactly one of group, field and unit says who they are by rule; whoever
// holds the role by a record of the reserved form `mandate` has it as well.
struct Role {
    std::string id;
    Phrase name;
    std::string group;    // members of this group …
    std::string beside;   // … whose department is the one in this unit field of the record
    std::string field;    // or: whom this people field of the record names (the owner: who has
                          // their post now, casework/ownership.h)
    std::string through;  // … read in the record that this field refers to (a letter's problem)
    std::string unit;     // or: staff of this department
};

// A sentence said when the condition does not hold.
struct Requirement {
    Expression when;
    Phrase say;
};

// An act writes `value` into the record's field; a None takes the field away.
struct Fill {
    std::string field;
    Expression value;
};

// A step that somebody may take.
struct Act {
    std::string id;
    Phrase name;
    std::vector<std::string> from;    // states; empty: it opens the record
    std::string to;                   // state after it; empty: stays
    std::vector<std::string> by;      // roles, any of them
    std::vector<std::string> not_by;  // roles that must not, even so: the owner closing
    std::vector<std::string> sets;    // fields of the form that it may write …
    std::vector<std::string> adds;    // … or, people and lists, lengthen …
    std::vector<std::string> asks;    // … and of those and of `with`: cannot do without
    std::vector<Field> with;          // what belongs to the step alone: a reason
    std::vector<Fill> fills;          // written by the program: closed_on = the step's day
    std::vector<Requirement> conditions;
    bool new_round = false;  // the same matter anew: counts of acts begin again
    bool merges = false;     // its field `into` (in with) names the record that goes on
    bool splits = false;     // its list `parts` (in with) opens further records of the form
    bool freezes = false;    // the report is written and kept with the step
};

struct ProcedureState {
    std::string id;
    Phrase name;
    Expression when;    // of a record without steps (an imported one): the last that holds
    Expression due;     // a date by which it should be left; none: no hurry
    bool ends = false;  // nothing more is waited for
};

// Old packs only name `steps` in words; those have no acts, and nothing can be done by them.
struct ProcedureStep {
    std::string id;
    Phrase name;
    std::string by;     // in words
    std::string limit;  // "$id" days, or empty
};

struct Procedure {
    std::string id;
    Phrase name;
    std::string form;
    Expression where;    // which records of the form; the first procedure that fits
    std::string voters;  // meetings: group entitled to attend and vote, of the host's people
    std::vector<ProcedureState> states;
    std::vector<Act> acts;
    std::vector<ProcedureStep> steps;
    Rows rows;

    [[nodiscard]] const ProcedureState* state(std::string_view state_id) const;
    [[nodiscard]] const Act* act(std::string_view act_id) const;
};

// Names that expressions of a procedure may use beside the form's fields and the act's `with`
// (done_ACT for each of its acts as well); docs/PACKS.md says what each is.
[[nodiscard]] const std::vector<std::string>& case_names();
// … and those of a ladder's rungs.
[[nodiscard]] const std::vector<std::string>& rung_names();

struct Rung {
    std::string id;
    Phrase name;
    std::string decided_by;          // in words
    std::vector<std::string> roles;  // who may decide it
    Expression when;                 // over the record: its ground
    Phrase ground;                   // template: {late_days}, {deadline} and the record's fields
    std::string text;                // body of the document, template
    std::string ask;                 // what the document asks for, template
};
struct Ladder {
    std::string id;
    Phrase name;
    std::string form;     // whose records it watches; empty: in words only
    std::string letters;  // form of the documents
    std::string subject;  // people field: whom it is about
    std::vector<Rung> rungs;
    Rows rows;
};

// A clause of the benchmark document that the report answers.
struct Clause {
    std::string id;
    std::string text;  // in our own words
    std::vector<std::string> duties;
    std::vector<std::string> figures;
    Rows rows;
};

// Duties that one sitting can serve, since the same people come together for them.
struct Sharing {
    std::string id;
    Phrase name;
    std::vector<std::string> duties;  // quotas and windows of units
};

enum class Measure {
    records,      // how many records
    steps,        // how often an act was taken on records of the filters in the year
    people,       // how many persons the people field names, each record for itself (人次)
    sum,          // of a number field, or how many items a list field has
    distinct,     // different values of a field
    periods,      // periods (`period`) in which there is one
    persons,      // people of a group on the last day who satisfy `where` (at = "ever": any time)
    units,        // units of a kind
    bearers,      // per person of `group`: count or sum; `result` says what of it
    ratio,        // figure over figure
    mean_days,    // from one date field to another
    total,        // of other figures
    obligations,  // of a duty, in some states
};
enum class BearerResult { total, min, mean, attained };

struct Figure {
    std::string id;  // with {n} when each = branch or department
    Phrase label;
    std::string how;
    std::string unit;  // 次, 人, %, 天
    Measure measure = Measure::records;
    std::vector<Filter> from;  // records, people, sum, distinct, periods, bearers, mean_days
    std::string field;         // people, sum, distinct; bearers: sum of it instead of a count
    std::string act;           // steps
    std::string start;         // mean_days
    std::string end;
    Period period = Period::month;
    std::optional<int> number;  // records: only in the number-th period of the year
    std::optional<UnitKind> each;
    bool undated = false;  // counts whatever the date (registers of the whole book)
    std::string group;     // persons, bearers
    bool ever = false;     // persons: in scope or not
    Expression where;      // persons
    UnitKind units = UnitKind::branch;
    BearerResult result = BearerResult::total;
    std::string reach;      // attained: "$id" or a number
    std::string numerator;  // ratio; parts of `total` in `parts`
    std::string denominator;
    bool percent = false;
    int decimals = 0;
    std::vector<std::string> parts;
    std::string duty;  // obligations
    std::vector<std::string> states;
    bool names = false;  // also lists the windows' names (清明节)
    Rows rows;
};

enum class FaultClass { duty, data, notice };
enum class FaultSource {
    record,      // `form` + `where`
    obligation,  // `duty` in `states`
    duplicate,
    unknown_name,
    ambiguous_name,
    unreadable_date,
    unreadable_value,  // of import
    imported_late,
    no_ledger,
    no_calendar,
    held_row,  // notices of DECISIONS 2, 4, 6, 16
};

struct FaultRule {
    std::string kind;
    FaultClass cls = FaultClass::duty;
    FaultSource source = FaultSource::record;
    std::string form;
    Expression where;
    std::string duty;
    std::vector<std::string> states;
    Expression when;   // obligation: over the tenure/trigger record's fields, done, owed
    std::string note;  // template: {field}, {as_of}, {year}, {bearer}, {unit}, {window}, {done} …
    std::vector<std::string> hides;  // kinds not said of the same bearer beside this one
    Rows rows;
};

// One sentence of the report. {id} is a figure, {bureau} {year} {city} are the book's.
struct Sentence {
    std::string id;
    std::string text;
    Expression when;  // over figures; not held: the sentence gives way to `gap`
    std::string gap;  // said instead when a figure is not held; empty = nothing is said
    Rows rows;
};
struct Paragraph {
    std::string id;
    std::string heading;  // （一） level, or 1. level, numbered by the composer; may be empty
    int level = 2;
    std::vector<Sentence> sentences;
    bool enumerated = false;  // its sentences open with 一是, 二是 …
    bool prose = false;       // a marked place for the office's own paragraphs
};
struct Section {
    std::string id;
    std::string heading;
    std::vector<Paragraph> paragraphs;
    // "": as written; "shortfalls": derived from faults; "next_steps": likewise; "gaps".
    std::string derived;
};
// How faults of some kinds are admitted and what follows from them.
struct Shortfall {
    std::string id;
    std::string topic;  // short title: 志愿服务不均衡
    std::vector<std::string> faults;
    std::string figure;  // or: this figure fell below last year's
    std::string text;    // {count}, {names}, figures
    std::string next;    // the commitment that follows
    Rows rows;
};
struct ReportText {
    std::string id;
    std::string title;
    std::string recipient;
    std::string issuer;  // who signs it
    std::string opening;
    std::vector<Section> sections;
    std::vector<Shortfall> shortfalls;
    std::string no_shortfall;
    std::string closing;
};

struct Break {                          // one announced holiday break
    std::vector<std::string> holidays;  // ids, as it may serve two (中秋 with 国庆)
    Window days;
};
struct Calendar {
    struct Holiday {
        std::string id;
        Phrase name;
        std::vector<std::string> words;
    };
    std::vector<Holiday> holidays;
    std::map<int, std::string> notices;  // year → number of the notice that announced it
    std::vector<Break> breaks;           // by first day
    std::vector<Date> working_weekends;

    [[nodiscard]] bool announced(int year) const { return notices.contains(year); }
    [[nodiscard]] bool working_day(Date day) const;
    // The day so many working days later (or earlier, when negative); 0 is the day itself.
    [[nodiscard]] Date plus_working_days(Date day, int count) const;
};

// An example per row: recording it must move the figure, the standing and the sentence (tests).
struct Example {
    int row = 0;
    std::string form;
    std::map<std::string, std::string> cells;  // field id → text as typed
    std::string figure;
    std::string duty;  // may be empty where the row owes nothing by itself
    std::string sentence;
};

struct Pack {
    std::string id;
    std::string version;
    Phrase name;
    std::vector<SystemRow> system;
    std::vector<Form> forms;
    std::vector<Group> groups;
    std::vector<Norm> norms;
    std::vector<Parameter> parameters;
    std::vector<Duty> duties;
    std::vector<Role> roles;
    std::vector<Procedure> procedures;
    std::vector<Ladder> ladders;
    std::vector<Clause> clauses;
    std::vector<Sharing> sharings;
    std::vector<Figure> figures;
    std::vector<FaultRule> faults;
    ReportText report;
    std::vector<DocumentText> documents;
    std::vector<LedgerText> ledgers;
    Calendar calendar;
    std::vector<std::string> conventions;  // how figures are counted, in words
    std::vector<Example> examples;

    [[nodiscard]] const Form* form(std::string_view form_id) const;
    [[nodiscard]] const Group* group(std::string_view group_id) const;
    [[nodiscard]] const Parameter* parameter(std::string_view parameter_id) const;
    [[nodiscard]] const Duty* duty(std::string_view duty_id) const;
    [[nodiscard]] const Figure* figure(std::string_view figure_id) const;
    [[nodiscard]] const Role* role(std::string_view role_id) const;
    [[nodiscard]] const Procedure* procedure(std::string_view procedure_id) const;
    [[nodiscard]] const Ladder* ladder(std::string_view ladder_id) const;
};

// What is wrong with a pack's text, and where.
struct PackFault {
    std::string file;
    int line = 0;
    Phrase what;  // with the nearest right word where there is one
};

// Reads every .toml of a pack (path → text). Either a pack without a fault, or all the faults.
[[nodiscard]] std::expected<Pack, std::vector<PackFault>> read_pack(
    const std::map<std::string, std::string>& files);

}  // namespace luze::norms
