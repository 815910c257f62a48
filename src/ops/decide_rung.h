// The ladder: what the program proposes for what is late or refused, and the person who decides it.
// Nothing is ever sent by itself.
#pragma once

#include "casework/ladder.h"
#include "ops/desk.h"

namespace luze::ops {

// Proposals that wait for the asker (whoever holds the data directory sees all), by record.
[[nodiscard]] std::vector<casework::Proposal> open_proposals(const Desk& desk, const Asker& asker,
                                                             Date day);
// [{"record","title","ladder","rung","rung_name","level","subject","ground","text","ask","who"}]
[[nodiscard]] Json proposals_json(const Desk& desk,
                                  const std::vector<casework::Proposal>& proposals, Date day);

struct RungWish {
    RecordId record;
    std::string rung;
    std::string text;    // instead of the proposed body; may be empty
    std::string ask;     // likewise
    std::string number;  // of the document, 文号
};

// The letter's record. ErrorKind: missing, refused (not proposed now, with what is; who could).
[[nodiscard]] Result<RecordId> decide_rung(Desk& desk, const RungWish& wish, const Asker& asker,
                                           Instant now);
// Puts it aside for this round of the matter; the reason is asked for. The step's entry.
[[nodiscard]] Result<std::int64_t> decline_rung(Desk& desk, RecordId record,
                                                const std::string& rung, const std::string& reason,
                                                const Asker& asker, Instant now);

// Letters come about by a decision on the ladder only.
[[nodiscard]] bool is_letter(const norms::Pack& pack, const std::string& form);

}  // namespace luze::ops
