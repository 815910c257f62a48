#include "ops/attach_evidence.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/digest.h"
#include "base/limits.h"
#include "base/text.h"
#include "ledger/ledger.h"
#include "ops/stop_upload.h"
#include "store/blobs.h"

namespace luze::ops {
namespace {

// What a file of each ending begins with; an empty beginning is text.
struct Kind {
    std::string_view ending;
    std::string_view begins;
    const char* type;
};
constexpr std::array<Kind, 14> known_kinds{{
    {".png", "\x89PNG\r\n", "image/png"},
    {".jpg", "\xFF\xD8\xFF", "image/jpeg"},
    {".jpeg", "\xFF\xD8\xFF", "image/jpeg"},
    {".pdf", "%PDF-", "application/pdf"},
    {".ofd", "PK\x03\x04", "application/ofd"},
    {".docx", "PK\x03\x04",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".zip", "PK\x03\x04", "application/zip"},
    {".doc", "\xD0\xCF\x11\xE0", "application/msword"},
    {".xls", "\xD0\xCF\x11\xE0", "application/vnd.ms-excel"},
    {".wps", "\xD0\xCF\x11\xE0", "application/vnd.ms-works"},
    {".et", "\xD0\xCF\x11\xE0", "application/vnd.ms-excel"},
    {".txt", "", "text/plain"},
    {".csv", "", "text/csv"},
}};

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

bool plain_name(const std::string& name) {
    constexpr std::size_t longest = 200;
    return !name.empty() && name.size() <= longest && is_utf8(name) && name.front() != '.' &&
           std::ranges::none_of(name, [](char c) {
               auto byte = static_cast<unsigned char>(c);
               return byte < 0x20 || byte == 0x7F || c == '/' || c == '\\' || c == ':' ||
                      c == '"' || c == '<' || c == '>' || c == '|' || c == '*' || c == '?';
           });
}

const Kind* kind_of(const std::string& name, std::string_view bytes) {
    std::string low = lower(name);
    for (const Kind& kind : known_kinds) {
        if (!low.ends_with(kind.ending)) {
            continue;
        }
        bool text = kind.begins.empty() && bytes.find('\0') == std::string_view::npos;
        return text || (!kind.begins.empty() && bytes.starts_with(kind.begins)) ? &kind : nullptr;
    }
    return nullptr;
}

Result<const Kind*> check(const EvidenceWish& wish) {
    if (wish.bytes.empty()) {
        return fail(ErrorKind::invalid, "文件是空的", "the file is empty");
    }
    if (wish.bytes.size() > limits::upload_bytes) {
        return fail(ErrorKind::limit, "文件太大，一个佐证最多 20 MB",
                    "the file is too large: 20 MB at most");
    }
    if (!plain_name(wish.name)) {
        return fail(ErrorKind::invalid, "文件名“" + wish.name + "”不能用，请改名再传",
                    "the file's name cannot be used: rename it");
    }
    const Kind* kind = kind_of(wish.name, wish.bytes);
    if (kind == nullptr) {
        return fail(ErrorKind::invalid,
                    "“" + wish.name +
                        "”不是可收的文件，或者内容与扩展名不符；可收图片、PDF、OFD、WPS 和 Office "
                        "文档、文本、zip",
                    "'" + wish.name +
                        "' is of no kind taken here, or is not what its ending says; pictures, "
                        "PDF, OFD, office documents, text and zip are taken");
    }
    return kind;
}

}  // namespace

Result<std::string> attach_evidence(Desk& desk, const EvidenceWish& wish, const Asker& asker,
                                    Instant now) {
    auto kind = check(wish);
    if (!kind) {
        return std::unexpected(kind.error());
    }
    auto record = desk.record(wish.record, asker, desk.day(now));
    if (!record) {
        return std::unexpected(record.error());
    }
    const Person* person = desk.roster().find(asker.person);
    if (!asker.whole_book && (person == nullptr || !person->in_office(desk.day(now)))) {
        return fail(ErrorKind::refused, "佐证要由在职的本单位人员上传",
                    "evidence is attached by somebody in office");
    }
    std::string digest = sha256(wish.bytes).hex();
    if (std::ranges::find((*record)->evidence, digest) != (*record)->evidence.end()) {
        return digest;  // the same file again
    }
    auto words = forbidden_words(desk.site());
    auto clean = words ? check_upload(*words, wish.name, wish.bytes)
                       : Result<void>(std::unexpected(words.error()));
    if (!clean) {
        return std::unexpected(clean.error());
    }
    Json::Object body{{"of", wish.record.value},
                      {"digest", digest},
                      {"name", wish.name},
                      {"type", (*kind)->type},
                      {"size", wish.bytes.size()}};
    if (asker.person) {
        body["by"] = asker.person.value;
    }
    auto appended =
        desk.append({{kinds::evidence, asker.account, std::move(body)}}, now, {wish.bytes});
    if (!appended) {
        return std::unexpected(appended.error());
    }
    return digest;
}

Result<EvidenceFile> evidence_of(Desk& desk, RecordId id, const std::string& digest,
                                 const Asker& asker, Instant now) {
    auto record = desk.record(id, asker, desk.day(now));
    if (!record) {
        return std::unexpected(record.error());
    }
    auto named = Digest::parse_hex(digest);
    if (!named || std::ranges::find((*record)->evidence, digest) == (*record)->evidence.end()) {
        return fail(ErrorKind::missing, "这项记录没有这份佐证", "the record has no such evidence");
    }
    auto bytes = store::Blobs(desk.site().session(), desk.site().book()).get(*named);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    EvidenceFile file{"evidence", "application/octet-stream", std::move(*bytes)};
    ledger::Ledger ledger(desk.site().session(), desk.site().book());
    auto seek = [&](const Entry& entry) -> Result<void> {
        if (entry.kind == kinds::evidence && entry.body.text("digest") == digest &&
            entry.body.number("of") == id.value) {
            file.name = entry.body.text("name");
            file.type = entry.body.text("type");
        }
        return {};
    };
    if (auto sought = ledger.for_each(id.value, seek); !sought) {
        return std::unexpected(sought.error());
    }
    return file;
}

}  // namespace luze::ops
