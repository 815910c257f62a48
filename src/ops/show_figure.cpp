#include "ops/show_figure.h"

#include <algorithm>

#include "ledger/ledger.h"
#include "ops/show_standing.h"

namespace luze::ops {
namespace {

Result<std::vector<EvidenceLine>> lines_of(Site& site, const Snapshot& snapshot,
                                           const report::Evidence& entries, std::size_t offset,
                                           std::size_t count, Scope scope) {
    ledger::Ledger ledger(site.session(), site.book());
    std::vector<EvidenceLine> out;
    std::size_t end = std::min(entries.size(), offset + count);
    for (std::size_t i = offset; i < end; ++i) {
        EvidenceLine line{report::summarise(snapshot.context(), entries[i], scope), ""};
        if (line.said.restricted && !scope.restricted) {
            auto entry = ledger.read(entries[i]);
            if (!entry) {
                return std::unexpected(entry.error());
            }
            line.said = {};
            line.said.entry = entries[i];
            line.said.restricted = true;
            line.digest = entry->commitment.hex();
        } else {
            line.said.restricted = false;
        }
        out.push_back(std::move(line));
    }
    return out;
}

bool names_may_show(const Snapshot& snapshot, const norms::Figure& figure, Scope scope) {
    standing::Obligation owed;
    owed.duty = snapshot.pack().duty(figure.duty);
    return owed.duty == nullptr || may_name(snapshot, owed, scope);
}

}  // namespace

Result<FigureAnswer> show_figure(Site& site, const Snapshot& snapshot, std::string_view id,
                                 std::size_t offset, std::size_t count, Scope scope) {
    FigureAnswer answer;
    answer.value = snapshot.figures().find(id);
    if (answer.value == nullptr) {
        return fail(ErrorKind::missing, "没有编号为“" + std::string(id) + "”的数字",
                    "there is no figure '" + std::string(id) + "'");
    }
    if (const report::Figures* before = snapshot.last_year()) {
        answer.last_year = before->find(id);
    }
    if (names_may_show(snapshot, *answer.value->figure, scope)) {
        answer.names = answer.value->names;
    }
    for (auto [entries, lines] :
         {std::pair(&answer.value->entries, &answer.entries),
          std::pair(&answer.value->denominator_entries, &answer.denominator)}) {
        auto read = lines_of(site, snapshot, *entries, offset, count, scope);
        if (!read) {
            return std::unexpected(read.error());
        }
        *lines = std::move(*read);
    }
    return answer;
}

}  // namespace luze::ops
