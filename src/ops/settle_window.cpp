#include "ops/settle_window.h"

#include <algorithm>

#include "casework/answerable.h"
#include "casework/procedure.h"
#include "casework/roles.h"
#include "standing/obligation.h"

namespace luze::ops {
namespace {

const Record* subject_of(const Desk& desk, const standing::Obligation& owed) {
    auto at = desk.book().records.find(owed.subject);
    return at == desk.book().records.end() ? nullptr : &at->second;
}

// What is owed of a restricted record is called by what the record says.
bool may_see_its_subject(const Desk& desk, const standing::Obligation& owed, const Asker& asker,
                         Date day) {
    const Record* subject = subject_of(desk, owed);
    return subject == nullptr || desk.may_see(*subject, asker, day);
}

// Years after the window in which its obligations are still looked for: those of a record's window
// are listed in the year in which it ends.
Result<standing::Obligation> find_obligation(const Desk& desk, const WindowWish& wish,
                                             const Asker& asker, Date day) {
    if (desk.pack().duty(wish.duty) == nullptr) {
        return fail(ErrorKind::missing, "规则包里没有职责“" + wish.duty + "”",
                    "the pack has no duty '" + wish.duty + "'");
    }
    standing::Context context = desk.context(day);
    for (standing::Obligation& owed : standing::obligations(context, wish.window.last.year())) {
        if (owed.duty->id == wish.duty && owed.bearer_key == wish.bearer &&
            owed.window == wish.window && may_see_its_subject(desk, owed, asker, day)) {
            return std::move(owed);
        }
    }
    return fail(ErrorKind::missing,
                "没有这一项应办：请核对责任主体（" + wish.bearer + "）和期间（" +
                    wish.window.first.iso() + " 至 " + wish.window.last.iso() + "）",
                "nothing is owed by " + wish.bearer + " from " + wish.window.first.iso() + " to " +
                    wish.window.last.iso());
}

Json window_json(const Window& window) {
    return Json::Object{{"first", window.first.iso()}, {"last", window.last.iso()}};
}

Result<void> somebody_in_office(const Desk& desk, const Asker& asker, Date day) {
    const Person* person = desk.roster().find(asker.person);
    if (asker.whole_book || (person != nullptr && person->in_office(day))) {
        return {};
    }
    return fail(ErrorKind::refused, "要由在职的本单位人员办理", "this is for somebody in office");
}

// A waiver frees somebody of a duty: only those may whom the pack's role `waives` names.
Result<void> may_waive(const Desk& desk, const Asker& asker, Date day) {
    standing::Context context = desk.context(day);
    if (desk.pack().role("waives") == nullptr) {
        return somebody_in_office(desk, asker, day);
    }
    if (casework::has_role(context, asker.person, "waives", nullptr, day)) {
        return {};
    }
    Phrase who = casework::who_could(context, {"waives"}, nullptr, day);
    return fail(ErrorKind::refused, "豁免要由" + who.zh + "批准",
                "a waiver is approved by " + who.en);
}

// Where the duty says of its record when it is exempt, and the record goes by steps, exempting it
// is one of them: with a meeting before it and an audit after it, if the pack asks for these.
Result<void> by_its_own_steps(const Desk& desk, const standing::Obligation& owed, Date day) {
    const Record* subject = subject_of(desk, owed);
    if (owed.duty->waived.always() || subject == nullptr ||
        casework::procedure_of(desk.context(day), *subject) == nullptr) {
        return {};
    }
    const std::string number = std::to_string(owed.subject.value);
    return fail(ErrorKind::refused,
                "“" + owed.duty->name.zh + "”的豁免要按程序办：请在第" + number +
                    "号记录上按步骤办理（case show " + number + " 会列出）",
                "'" + owed.duty->name.en + "' is exempted by the steps of record " + number +
                    " (case show " + number + " lists them)");
}

// Nobody makes up what they owe themselves by their own word.
Result<void> may_link(const Desk& desk, const standing::Obligation& owed, const Asker& asker,
                      Date day) {
    standing::Context context = desk.context(day);
    const std::vector<std::string> roles{"office", "discipline", "head"};
    auto answer = casework::answerable(context, owed);
    bool answers =
        owed.person != asker.person && std::ranges::find(answer, asker.person) != answer.end();
    if (asker.whole_book || answers ||
        casework::has_any_role(context, asker.person, roles, nullptr, day)) {
        return {};
    }
    Phrase who = casework::who_could(context, roles, nullptr, day);
    return fail(ErrorKind::refused, "指定补做的可以是" + who.zh + "和这项要求的负责人",
                "what makes up a window is said by " + who.en + " and those who answer for it");
}

std::string name_of(const Desk& desk, const Asker& asker) {
    const Person* person = desk.roster().find(asker.person);
    return person == nullptr ? asker.account : person->name;
}

}  // namespace

Result<std::int64_t> waive_window(Desk& desk, const WindowWish& wish, const std::string& reason,
                                  const Asker& asker, Instant now) {
    const Date day = desk.day(now);
    if (reason.empty()) {
        return fail(ErrorKind::invalid, "豁免要写明理由", "a waiver states its reason");
    }
    if (auto may = may_waive(desk, asker, day); !may) {
        return std::unexpected(may.error());
    }
    auto owed = find_obligation(desk, wish, asker, day);
    if (!owed) {
        return std::unexpected(owed.error());
    }
    if (auto its_own = by_its_own_steps(desk, *owed, day); !its_own) {
        return std::unexpected(its_own.error());
    }
    return desk.append({{kinds::waiver, asker.account,
                         Json::Object{{"duty", wish.duty},
                                      {"bearer", wish.bearer},
                                      {"window", window_json(wish.window)},
                                      {"reason", reason},
                                      {"approved_by", name_of(desk, asker)}}}},
                       now);
}

Result<std::int64_t> link_record(Desk& desk, RecordId id, const WindowWish& wish,
                                 const Asker& asker, Instant now) {
    const Date day = desk.day(now);
    auto record = desk.record(id, asker, day);
    if (!record) {
        return std::unexpected(record.error());
    }
    auto owed = find_obligation(desk, wish, asker, day);
    if (!owed) {
        return std::unexpected(owed.error());
    }
    if (auto may = may_link(desk, *owed, asker, day); !may) {
        return std::unexpected(may.error());
    }
    bool serves = std::ranges::any_of(owed->duty->records, [&](const norms::Filter& filter) {
        return filter.form == (*record)->form;
    });
    if (!serves) {
        return fail(ErrorKind::invalid,
                    "这类记录不能抵“" + owed->duty->name.zh + "”：请选这项职责认的记录",
                    "such a record does not serve '" + owed->duty->name.en + "'");
    }
    return desk.append(
        {{kinds::link, asker.account,
          Json::Object{
              {"record", id.value}, {"duty", wish.duty}, {"window", window_json(wish.window)}}}},
        now);
}

Result<RecordId> raise_from_duty(Desk& desk, const WindowWish& wish, const Typed& more,
                                 const Asker& asker, Instant now) {
    const Date day = desk.day(now);
    auto owed = find_obligation(desk, wish, asker, day);
    if (!owed) {
        return std::unexpected(owed.error());
    }
    if (owed->state != standing::State::missed) {
        return fail(ErrorKind::refused,
                    "“" + owed->duty->name.zh + "”（" + owed->window_name + "）现在是“" +
                        standing::state_name(owed->state).zh + "”，没有什么要整改",
                    "'" + owed->duty->name.en + "' is not missed");
    }
    const norms::Form* form = desk.pack().form("problem");
    if (form == nullptr) {
        return fail(ErrorKind::missing, "规则包没有问题整改的表单（problem）",
                    "the pack has no form 'problem'");
    }
    Typed values = more;
    auto fill = [&](const char* field, const std::string& text) {
        const norms::Field* found = form->field(field);
        bool chosen = found != nullptr && !found->choices.empty();
        bool fits = found != nullptr &&
                    (!chosen || std::ranges::find(found->choices, text, &norms::Choice::id) !=
                                    found->choices.end());
        if (fits && !text.empty()) {
            values.emplace(field, text);
        }
    };
    fill("source", "missed_duty");
    // Problems are read by everybody: of a restricted record they say its number and no more.
    const Record* subject = subject_of(desk, *owed);
    const norms::Form* of = subject == nullptr ? nullptr : desk.pack().form(subject->form);
    const bool restricted = of != nullptr && of->restricted;
    fill("description", owed->duty->name.zh + "未完成：" +
                            (restricted ? "第" + std::to_string(subject->id.value) + "号"
                                        : owed->bearer_name + "，" + owed->window_name));
    fill("missed_duty", wish.duty + " " + wish.bearer + " " + wish.window.first.iso() + "/" +
                            wish.window.last.iso());
    fill("raised_on", day.iso());
    if (std::ranges::find(desk.roster().departments(), owed->unit) !=
        desk.roster().departments().end()) {
        fill("department", owed->unit);
    }
    return enter_record(desk, {"problem", "", std::nullopt, values}, asker, now);
}

}  // namespace luze::ops
