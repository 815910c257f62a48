// A meeting as a whole: who is awaited and here, whose papers are in, its items, and what was not
// as the rules say.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// In the room nobody waits until the whole year is judged: what was not by the rules is left out.
enum class MeetingView { whole, room };

// {"meeting":{…},"items":[{…}],"entitled","here","quorum"?,"papers":{"in":[…],"missing":[…]}?,
// "attendance","floor","followed","last_year_open","problems":[{…,"level","aspect"}],
// "violations":[{"kind","note"}]}; meeting and items as case_json has them, each item with its own
// "floor" (meeting_room.h), what was found there as cases_json has it.
// ErrorKind::missing: no such meeting.
[[nodiscard]] Result<Json> meeting_json(const Desk& desk, RecordId id, const Asker& asker, Date day,
                                        MeetingView view = MeetingView::whole);

// A batch: {"batch":{…},"problems":[…],"by_state":{…},"closed","of","late"}; its problems as
// cases_json has them.
[[nodiscard]] Result<Json> batch_json(const Desk& desk, RecordId id, const Asker& asker, Date day);

}  // namespace luze::ops
