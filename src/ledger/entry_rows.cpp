#include "ledger/entry_rows.h"

#include <algorithm>
#include <utility>

namespace luze::ledger {

Result<Entry> entry_from_row(EntryRow row) {
    auto& [sequence, recorded_at, actor, kind, body, salt, sealed] = row;
    auto damaged = [number = sequence](std::string_view zh, std::string_view en) {
        std::string place = std::to_string(number);
        return fail(ErrorKind::corrupt,
                    "第 " + place + " 条已损坏：" + std::string(zh) + "。请执行 luze verify",
                    "entry " + place + " is damaged: " + std::string(en) + "; run luze verify");
    };
    Entry entry;
    entry.sequence = sequence;
    entry.recorded_at = Instant{recorded_at};
    entry.actor = std::move(actor);
    entry.kind = std::move(kind);
    std::optional<Digest> commitment = Digest::parse_hex(sealed);
    if (!commitment) {
        return damaged("封存值无法识别", "its commitment cannot be read");
    }
    entry.commitment = *commitment;
    if (!body && !salt) {
        return entry;  // erased
    }
    std::optional<Digest> salt_bytes = salt ? Digest::parse_hex(*salt) : std::nullopt;
    Result<Json> read = parse_json(body.value_or(""));
    if (!salt_bytes || !read) {
        return damaged("内容或盐值无法识别", "body or salt cannot be read");
    }
    entry.salt = salt_bytes->bytes;
    entry.body = std::move(*read);
    return entry;
}

}  // namespace luze::ledger
