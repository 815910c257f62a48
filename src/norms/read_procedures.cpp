// Roles, procedures with their states and acts, ladders, and the clauses of a benchmark document.
#include <fmt/format.h>

#include <algorithm>

#include "norms/check_expression.h"
#include "norms/check_procedures.h"
#include "norms/read_parts.h"

namespace luze::norms {
namespace {

const Phrase a_state{"状态（[[procedure.state]]）", "[[procedure.state]]"};
const Phrase a_field{"字段", "field"};

Words field_ids(const std::vector<Field>& fields) {
    Words ids;
    for (const Field& field : fields) {
        ids.push_back(field.id);
    }
    return ids;
}

void read_word_step(TableReader& in, Procedure& procedure) {
    ProcedureStep step;
    in.text("id", step.id, Need::required);
    in.phrase("name", step.name, Need::required);
    in.text("by", step.by);
    read_parameter_name(in, "limit", step.limit);
    in.finish();
    if (std::ranges::find(procedure.steps, step.id, &ProcedureStep::id) != procedure.steps.end()) {
        in.fault("id",
                 {fmt::format("程序 {} 的步骤“{}”重复", procedure.id, step.id),
                  fmt::format("procedure {} has the step “{}” twice", procedure.id, step.id)});
    }
    procedure.steps.push_back(std::move(step));
}

// What every expression of a procedure may name: the form's fields, names of cases, done_ACT.
Terms case_terms(const TableReader& in, const Procedure& procedure, const Words& acts) {
    Terms terms = terms_of(in.pack().form(procedure.form));
    terms.also.insert(terms.also.end(), case_names().begin(), case_names().end());
    for (const std::string& act : acts) {
        terms.also.push_back("done_" + act);
    }
    // What a field said before the step.
    const Form* form = in.pack().form(procedure.form);
    for (const Field& field : form == nullptr ? std::vector<Field>{} : form->fields) {
        terms.also.push_back("was_" + field.id);
    }
    return terms;
}

void read_state(TableReader& in, Procedure& procedure, const Words& acts) {
    ProcedureState state;
    in.text("id", state.id, Need::required);
    in.phrase("name", state.name, Need::required);
    read_expression(in, "when", state.when, terms_of(in.pack().form(procedure.form)));
    read_expression(in, "due", state.due, case_terms(in, procedure, acts));
    in.flag("ends", state.ends);
    in.finish();
    if (procedure.state(state.id) != nullptr) {
        in.fault("id",
                 {fmt::format("程序 {} 的状态“{}”重复", procedure.id, state.id),
                  fmt::format("procedure {} has the state “{}” twice", procedure.id, state.id)});
    }
    procedure.states.push_back(std::move(state));
}

void read_fills(TableReader& in, const Form* form, Act& act, const Terms& terms) {
    auto table = in.table("fills");
    if (!table) {
        return;
    }
    for (auto& [field, text] : table->scalars()) {
        Fill fill{field, {}};
        if (form != nullptr) {
            table->refers(field, field, field_ids(form->fields), a_field);
        }
        // “none” takes the field away: an expression that is not there.
        if (text != "none") {
            read_expression(*table, field, fill.value, terms);
        }
        act.fills.push_back(std::move(fill));
    }
}

void read_conditions(TableReader& in, Act& act, const Terms& terms) {
    for (TableReader& table : in.tables("require")) {
        Requirement condition;
        if (!table.has("when")) {
            table.missing("when");
        }
        read_expression(table, "when", condition.when, terms);
        table.phrase("say", condition.say, Need::required);
        table.finish();
        act.conditions.push_back(std::move(condition));
    }
}

void read_act(TableReader& in, Procedure& procedure, const Words& acts) {
    Act act;
    const Form* form = in.pack().form(procedure.form);
    Words states;
    for (const ProcedureState& state : procedure.states) {
        states.push_back(state.id);
    }
    Words fields = form == nullptr ? Words{} : field_ids(form->fields);
    in.text("id", act.id, Need::required);
    in.phrase("name", act.name, Need::required);
    in.references("from", act.from, states, a_state);
    in.reference("to", act.to, states, a_state);
    in.references("by", act.by, in.known().roles, a_role);
    in.references("not_by", act.not_by, in.known().roles, a_role);
    in.references("sets", act.sets, fields, a_field);
    in.references("adds", act.adds, fields, a_field);
    for (TableReader& field : in.tables("with")) {
        act.with.emplace_back();
        read_field(field, act.with.back());
    }
    Words asked = fields;
    for (const Field& field : act.with) {
        asked.push_back(field.id);
    }
    in.references("asks", act.asks, asked, a_field);
    Terms terms = case_terms(in, procedure, acts);
    for (const Field& field : act.with) {
        terms.also.push_back(field.id);
    }
    read_fills(in, form, act, terms);
    read_conditions(in, act, terms);
    in.flag("new_round", act.new_round);
    in.flag("merges", act.merges);
    in.flag("splits", act.splits);
    in.flag("freezes", act.freezes);
    in.finish();
    check_act(in, procedure, act, form);
    procedure.acts.push_back(std::move(act));
}

void read_machine(TableReader& in, Procedure& procedure) {
    std::vector<TableReader> acts = in.tables("act");
    Words ids;
    for (const TableReader& act : acts) {
        ids.push_back(act.peek("id"));
    }
    for (TableReader& state : in.tables("state")) {
        read_state(state, procedure, ids);
    }
    for (TableReader& act : acts) {
        read_act(act, procedure, ids);
    }
    if (procedure.states.empty()) {
        in.missing("state");
    } else {
        check_machine(in, procedure);
    }
}

void read_rung(TableReader& in, Ladder& ladder) {
    Rung rung;
    in.text("id", rung.id, Need::required);
    in.phrase("name", rung.name, Need::required);
    in.text("decided_by", rung.decided_by);
    in.references("roles", rung.roles, in.known().roles, a_role);
    if (!ladder.form.empty()) {
        Terms terms = terms_of(in.pack().form(ladder.form));
        terms.also.insert(terms.also.end(), rung_names().begin(), rung_names().end());
        read_expression(in, "when", rung.when, terms);
    }
    in.phrase("ground", rung.ground);
    in.text("text", rung.text);
    in.text("ask", rung.ask);
    if (!ladder.form.empty()) {
        in.finish();
        for (const char* key : {"roles", "when", "ground", "text"}) {
            if (!in.has(key)) {
                in.missing(key);
            }
        }
    }
    ladder.rungs.push_back(std::move(rung));
}

}  // namespace

void read_role(TableReader& in) {
    Role role;
    in.text("id", role.id, Need::required);
    in.phrase("name", role.name, Need::required);
    in.reference("group", role.group, in.known().groups, a_group);
    in.text("beside", role.beside);
    in.text("field", role.field);
    in.text("through", role.through);
    in.text("unit", role.unit);
    in.finish();
    // Of a group, those whom a field names.
    const bool named = !role.field.empty() && role.beside.empty();
    int ways = (role.group.empty() || named ? 0 : 1) + (role.field.empty() ? 0 : 1) +
               (role.unit.empty() ? 0 : 1);
    if (ways > 1) {
        in.fault("id", {fmt::format("角色“{}”只能写 group、field、unit 中的一项（field 可以再用 "
                                    "group 限定），beside 只跟 group",
                                    role.id),
                        fmt::format("role “{}” has only one of group, field and unit (a field may "
                                    "be narrowed by a group); beside goes with group alone",
                                    role.id)});
    }
    in.reading().pack.roles.push_back(std::move(role));
}

void read_procedure(TableReader& in) {
    Procedure procedure;
    in.text("id", procedure.id, Need::required);
    in.phrase("name", procedure.name, Need::required);
    in.reference("form", procedure.form, in.known().forms, a_form, Need::required);
    read_expression(in, "where", procedure.where, terms_of(in.pack().form(procedure.form)));
    in.reference("voters", procedure.voters, in.known().groups, a_group);
    if (in.has("act") || in.has("state")) {
        read_machine(in, procedure);
    } else {
        for (TableReader& step : in.tables("steps")) {
            read_word_step(step, procedure);
        }
        if (procedure.steps.empty()) {
            in.missing("steps");
        }
    }
    in.rows(procedure.rows);
    in.finish();
    in.reading().pack.procedures.push_back(std::move(procedure));
}

void read_ladder(TableReader& in) {
    Ladder ladder;
    in.text("id", ladder.id, Need::required);
    in.phrase("name", ladder.name, Need::required);
    in.reference("form", ladder.form, in.known().forms, a_form);
    in.reference("letters", ladder.letters, in.known().forms, a_form,
                 ladder.form.empty() ? Need::optional : Need::required);
    in.text("subject", ladder.subject);
    for (TableReader& rung : in.tables("rungs")) {
        read_rung(rung, ladder);
    }
    if (ladder.rungs.empty()) {
        in.missing("rungs");
    }
    in.rows(ladder.rows);
    in.finish();
    in.reading().pack.ladders.push_back(std::move(ladder));
}

void read_clause(TableReader& in) {
    Clause clause;
    in.text("id", clause.id, Need::required);
    in.text("text", clause.text, Need::required);
    in.references("duties", clause.duties, in.known().duties, a_duty);
    in.references("figures", clause.figures, in.known().figures, a_figure);
    in.rows(clause.rows);
    in.finish();
    in.reading().pack.clauses.push_back(std::move(clause));
}

void read_sharing(TableReader& in) {
    Sharing sharing;
    in.text("id", sharing.id, Need::required);
    in.phrase("name", sharing.name, Need::required);
    in.references("duties", sharing.duties, in.known().duties, a_duty);
    in.finish();
    if (sharing.duties.empty()) {
        in.missing("duties");
    }
    in.reading().pack.sharings.push_back(std::move(sharing));
}

}  // namespace luze::norms
