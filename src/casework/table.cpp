#include "casework/table.h"

#include <algorithm>

#include "base/text.h"

namespace luze::casework {
namespace {

using norms::Act;
using norms::Procedure;

// A bar would end the cell.
std::string cell(const std::string& text) {
    std::string out;
    for (char c : text) {
        out += c == '|' ? std::string("\\|") : c == '\n' ? std::string(" ") : std::string(1, c);
    }
    return out.empty() ? "–" : out;
}

std::string roles_text(const norms::Pack& pack, const std::vector<std::string>& ids) {
    std::vector<std::string> names;
    for (const std::string& id : ids) {
        const norms::Role* role = pack.role(id);
        names.push_back(role == nullptr ? id : role->name.zh);
    }
    return join(names, "、");
}

std::string states_text(const Procedure& procedure, const std::vector<std::string>& ids) {
    std::vector<std::string> names;
    for (const std::string& id : ids) {
        names.push_back(procedure.state(id)->name.zh);
    }
    return names.empty() ? "（新建）" : join(names, "、");
}

std::string asked_text(const norms::Pack& pack, const Procedure& procedure, const Act& act) {
    const norms::Form* form = pack.form(procedure.form);
    std::vector<std::string> names;
    for (const std::string& id : act.asks) {
        auto own = std::ranges::find(act.with, id, &norms::Field::id);
        const norms::Field* field = own != act.with.end() ? &*own : form->field(id);
        names.push_back(field == nullptr ? id : field->name.zh);
    }
    return join(names, "、");
}

std::string conditions_text(const Act& act) {
    std::vector<std::string> says;
    for (const norms::Requirement& condition : act.conditions) {
        says.push_back("`" + condition.when.text() + "`：" + condition.say.zh);
    }
    return join(says, "<br>");
}

std::string marks_text(const Act& act) {
    std::string out;
    auto mark = [&](bool on, const char* word) {
        out += on ? (out.empty() ? "" : "、") + std::string(word) : "";
    };
    mark(act.new_round, "新一轮");
    mark(act.merges, "并入另一项");
    mark(act.splits, "拆成几项");
    mark(act.freezes, "定稿");
    return out.empty() ? "" : "（" + out + "）";
}

std::string states_table(const Procedure& procedure) {
    std::string out = "| 状态 | state | 应离开的日子 | 到此为止 |\n|-|-|-|-|\n";
    for (const norms::ProcedureState& state : procedure.states) {
        std::string due = state.due.text().empty() ? "–" : "`" + state.due.text() + "`";
        out += "| " + cell(state.name.zh) + " | `" + state.id + "` " + cell(state.name.en) + " | " +
               cell(due) + " | " + (state.ends ? "是" : "–") + " |\n";
    }
    return out;
}

std::string acts_table(const norms::Pack& pack, const Procedure& procedure) {
    std::string out =
        "| 步骤 | act | 从 | 到 | 谁能办 | 谁不能办 | 要填 | 条件与不合时的话 |\n"
        "|-|-|-|-|-|-|-|-|\n";
    for (const Act& act : procedure.acts) {
        std::string by = roles_text(pack, act.by);
        const auto* to = procedure.state(act.to);
        out += "| " + cell(act.name.zh + marks_text(act)) + " | `" + act.id + "` " +
               cell(act.name.en) + " | " + cell(states_text(procedure, act.from)) + " | " +
               (to == nullptr ? "（不变）" : cell(to->name.zh)) + " | " +
               cell(by.empty() ? "在职人员" : by) + " | " + cell(roles_text(pack, act.not_by)) +
               " | " + cell(asked_text(pack, procedure, act)) + " | " + cell(conditions_text(act)) +
               " |\n";
    }
    return out;
}

std::string ladder_table(const norms::Pack& pack, const norms::Ladder& ladder) {
    std::string out = "| 级 | rung | 何时提出 | 谁决定 |\n|-|-|-|-|\n";
    for (const norms::Rung& rung : ladder.rungs) {
        std::string when = rung.when.text().empty() ? "–" : "`" + rung.when.text() + "`";
        std::string who = rung.roles.empty() ? rung.decided_by : roles_text(pack, rung.roles);
        out += "| " + cell(rung.name.zh) + " | `" + rung.id + "` " + cell(rung.name.en) + " | " +
               cell(when) + " | " + cell(who) + " |\n";
    }
    return out;
}

}  // namespace

std::string transition_tables(const norms::Pack& pack, const std::string& folder) {
    std::string out =
        "# 程序 · Procedures\n\n由 `luze pack procedures " + folder +
        "` 写成，不要手改。 Generated: do not edit.\n\n" +
        "每个程序先列状态，再列步骤：从哪个状态可以办、办完到哪个状态、谁能办、要填什么、"
        "不合条件时说什么。表里没有的，一律不许办。\n";
    for (const Procedure& procedure : pack.procedures) {
        if (procedure.acts.empty()) {
            continue;
        }
        out += "\n## " + procedure.name.zh + " · " + procedure.name.en + " (`" + procedure.id +
               "`)\n\n表单 `" + procedure.form + "`" +
               (procedure.where.always() ? "" : "，`" + procedure.where.text() + "`") + "\n\n" +
               states_table(procedure) + "\n" + acts_table(pack, procedure);
    }
    for (const norms::Ladder& ladder : pack.ladders) {
        out += "\n## 阶梯：" + ladder.name.zh + " · " + ladder.name.en + " (`" + ladder.id +
               "`)\n\n程序只提出，由写明的人决定。\n\n" + ladder_table(pack, ladder);
    }
    return out;
}

}  // namespace luze::casework
