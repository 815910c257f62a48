#include "norms/check_procedures.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace luze::norms {
namespace {

bool among(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

const Field* own_field(const Act& act, std::string_view id) {
    auto at = std::ranges::find(act.with, id, &Field::id);
    return at == act.with.end() ? nullptr : &*at;
}

void check_lengthened(TableReader& in, const Act& act, const Form& form) {
    for (const std::string& id : act.adds) {
        const Field* field = form.field(id);
        bool grows = field != nullptr &&
                     (field->type == FieldType::people || field->type == FieldType::list);
        if (!grows) {
            in.fault("adds", {fmt::format("字段“{}”不是人员或列表，不能逐次添加", id),
                              fmt::format("field “{}” holds neither people nor a list: nothing "
                                          "can be added to it",
                                          id)});
        }
    }
}

void check_own(TableReader& in, const Act& act, const Form& form) {
    for (const Field& field : act.with) {
        if (form.field(field.id) != nullptr) {
            in.fault("with", {fmt::format("“{}”已是表单的字段，不要在 with 里再写", field.id),
                              fmt::format("“{}” is a field of the form already", field.id)});
        }
    }
    const Field* into = own_field(act, "into");
    if (act.merges && (into == nullptr || into->type != FieldType::record)) {
        in.fault("merges", {"合并的步骤要在 with 里有字段 into，类型 record",
                            "an act that merges has a field into of type record in with"});
    }
    const Field* parts = own_field(act, "parts");
    if (act.splits && (parts == nullptr || parts->type != FieldType::list)) {
        in.fault("splits", {"拆分的步骤要在 with 里有字段 parts，类型 list",
                            "an act that splits has a field parts of type list in with"});
    }
}

}  // namespace

void check_act(TableReader& in, const Procedure& procedure, const Act& act, const Form* form) {
    if (procedure.act(act.id) != nullptr) {
        in.fault("id", {fmt::format("程序 {} 的步骤“{}”重复", procedure.id, act.id),
                        fmt::format("procedure {} has the act “{}” twice", procedure.id, act.id)});
    }
    if (act.from.empty() && act.to.empty()) {
        in.fault("to", {fmt::format("起始步骤“{}”要写明到哪个状态（to）", act.id),
                        fmt::format("the opening act “{}” says to which state it leads", act.id)});
    }
    if (form != nullptr) {
        check_lengthened(in, act, *form);
        check_own(in, act, *form);
    }
}

void check_machine(TableReader& in, const Procedure& procedure) {
    std::set<std::string> reached;
    for (const ProcedureState& state : procedure.states) {
        if (!state.when.always()) {
            reached.insert(state.id);
        }
    }
    for (const Act& act : procedure.acts) {
        reached.insert(act.to);
    }
    // Records that are only imported begin in the first state.
    bool opens = std::ranges::any_of(procedure.acts, &Words::empty, &Act::from);
    if (!opens && !procedure.states.empty()) {
        reached.insert(procedure.states.front().id);
    }
    for (const ProcedureState& state : procedure.states) {
        if (!reached.contains(state.id)) {
            in.fault("state", {fmt::format("程序 {} 没有步骤通往状态“{}”", procedure.id, state.id),
                               fmt::format("no act of procedure {} leads to the state “{}”",
                                           procedure.id, state.id)});
        }
        bool left = std::ranges::any_of(procedure.acts, [&](const Act& act) {
            return among(act.from, state.id) && !act.to.empty() && act.to != state.id;
        });
        if (!state.ends && !left) {
            in.fault(
                "state",
                {fmt::format("程序 {} 的状态“{}”没有出路：要么写 ends = true，要么有步骤离开它",
                             procedure.id, state.id),
                 fmt::format("nothing leads on from the state “{}” of procedure {}: say "
                             "ends = true or add an act",
                             state.id, procedure.id)});
        }
    }
}

}  // namespace luze::norms
