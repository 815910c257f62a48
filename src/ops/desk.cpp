#include "ops/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "casework/roles.h"
#include "casework/sight.h"
#include "ledger/ledger.h"

namespace luze::ops {
namespace {

// Which of the things derived from a book an entry makes anew.
struct Stale {
    bool roster = false;
    bool parameters = false;
};

bool of_people(const std::string& form) { return form == "person" || form == "movement"; }

// Asked before the entry is folded in: a withdrawal takes its record away.
void note(const Book& book, const Entry& entry, Stale& stale) {
    if (entry.kind == kinds::parameter_set) {
        stale.parameters = true;
    } else if (entry.kind == kinds::record) {
        stale.roster = stale.roster || of_people(entry.body.text("form"));
    } else if (auto at = book.records.find(RecordId{entry.body.number("of")});
               at != book.records.end()) {
        stale.roster = stale.roster || of_people(at->second.form);
    }
}

void note(const Book& book, const Draft& draft, Stale& stale) {
    Entry entry;
    entry.kind = draft.kind;
    entry.body = draft.body;
    note(book, entry, stale);
}

}  // namespace

Result<std::unique_ptr<Desk>> Desk::open(Site site) {
    std::unique_ptr<Desk> desk(new Desk(std::move(site)));
    auto book = desk->site_.fold();
    if (!book) {
        return std::unexpected(book.error());
    }
    desk->book_ = std::move(*book);
    if (auto derived = desk->derive(true, true); !derived) {
        return std::unexpected(derived.error());
    }
    return desk;
}

Result<void> Desk::derive(bool roster, bool parameters) {
    if (book_.packs.empty()) {
        return fail(ErrorKind::missing, "这本账还没有采用规则包，请先运行 luze init",
                    "this book has adopted no pack yet: run luze init first");
    }
    if (book_.packs.back().entry != adopted_) {
        auto pack = norms::read_pack(book_.packs.back().files);
        if (!pack) {
            const norms::PackFault& fault = pack.error().front();
            return fail(ErrorKind::corrupt, "账内的规则包读不出来：" + fault.what.zh,
                        "the adopted pack cannot be read: " + fault.what.en);
        }
        pack_ = std::make_unique<const norms::Pack>(std::move(*pack));
        tables_.clear();
        adopted_ = book_.packs.back().entry;
        roster = parameters = true;
    }
    if (roster) {
        roster_ = std::make_unique<const Roster>(Roster::build(book_.records));
        groups_ = std::make_unique<const norms::Groups>(*pack_, *roster_);
    }
    if (parameters) {
        parameters_ = std::make_unique<const norms::Parameters>(*pack_, book_.settings);
    }
    return {};
}

Result<void> Desk::catch_up() {
    Stale stale;
    auto read = ledger::Ledger(site_.session(), site_.book())
                    .for_each(book_.size + 1, [&](const Entry& entry) -> Result<void> {
                        note(book_, entry, stale);
                        return apply(book_, entry);
                    });
    if (!read) {
        return read;
    }
    return derive(stale.roster, stale.parameters);
}

standing::Context Desk::context(Date day) const {
    return {book_, *pack_, *roster_, *parameters_, *groups_, {day, false}};
}

void Desk::suppose(Record record, Date day,
                   const std::function<void(const standing::Context&)>& look) {
    // The next number is nobody's yet.
    const RecordId id{book_.size + 1};
    const std::string form = record.form;
    record.id = id;
    record.entries = {id.value};
    book_.by_form[form].insert(id);
    book_.records.emplace(id, std::move(record));
    look(context(day));
    book_.records.erase(id);
    book_.by_form[form].erase(id);
}

Result<std::int64_t> Desk::append(std::vector<Draft> drafts, Instant now,
                                  const std::vector<std::string>& blobs) {
    const std::int64_t first = book_.size + 1;
    Stale stale;
    for (const Draft& draft : drafts) {
        note(book_, draft, stale);
    }
    auto appended = site_.append(std::move(drafts), now, book_, blobs);
    if (!appended) {
        // The book may hold what was not kept: fold it anew.
        auto book = site_.fold();
        if (!book) {
            return std::unexpected(book.error());
        }
        book_ = std::move(*book);
        tables_.clear();
        if (auto derived = derive(true, true); !derived) {
            return std::unexpected(derived.error());
        }
        return std::unexpected(appended.error());
    }
    if (auto derived = derive(stale.roster, stale.parameters); !derived) {
        return std::unexpected(derived.error());
    }
    return first;
}

Result<PersonId> Desk::person(const std::string& written) const {
    std::int64_t number = 0;
    auto [end, wrong] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (wrong == std::errc{} && end == written.data() + written.size() &&
        roster_->find(PersonId{number}) != nullptr) {
        return PersonId{number};
    }
    auto people = roster_->named(without_spaces(written));
    if (people.size() == 1) {
        return people.front();
    }
    if (people.empty()) {
        return fail(ErrorKind::missing, "名册上没有“" + written + "”，请核对姓名",
                    "nobody on the roster is called '" + written + "'");
    }
    std::string ids;
    for (PersonId id : people) {
        ids += (ids.empty() ? "" : "、") + std::to_string(id.value);
    }
    return fail(
        ErrorKind::invalid,
        fmt::format("名册上有{}位“{}”，请改用编号（{}）指明是谁", people.size(), written, ids),
        fmt::format("{} people are called '{}': say which by number ({})", people.size(), written,
                    ids));
}

Result<const Record*> Desk::record(RecordId id, const Asker& asker, Date day) const {
    auto at = book_.records.find(id);
    // Whoever may not see a record is told what those are told for whom there is none.
    if (at == book_.records.end() || !may_see(at->second, asker, day)) {
        return fail(ErrorKind::missing, fmt::format("没有第{}号记录，或者您无权查看", id.value),
                    fmt::format("there is no record {}, or none that you may see", id.value));
    }
    note_read(at->second);
    return &at->second;
}

Result<void> Desk::may_change_rules(const Asker& asker, Date day) const {
    standing::Context looked = context(day);
    if (asker.whole_book || casework::has_role(looked, asker.person, "keeps_rules", nullptr, day)) {
        return {};
    }
    Phrase who = casework::who_could(looked, {"keeps_rules"}, nullptr, day);
    return fail(ErrorKind::refused,
                "改规则和参数的可以是" + (who.zh.empty() ? "管理数据目录的人" : who.zh),
                "rules and parameters are changed by " +
                    (who.en.empty() ? "whoever keeps the data directory" : who.en));
}

void Desk::note_read(const Record& record) const {
    const norms::Form* form = pack_->form(record.form);
    if (form != nullptr && form->restricted &&
        std::ranges::find(reads_, record.id) == reads_.end()) {
        reads_.push_back(record.id);
    }
}

bool Desk::may_see(const Record& record, const Asker& asker, Date day) const {
    const Date asked = asker.today.value_or(day);
    return asker.whole_book || casework::may_see(context(asked), record, asker.access.scope, asked);
}

}  // namespace luze::ops
