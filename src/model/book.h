// A book: one organisation's entries folded into what they say now (or said then).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "model/entry.h"
#include "model/record.h"

namespace luze {

// The kinds of entries, by the name that their body carries. Bodies, as JSON:
//   book_opened    {"name","zone"}                 zone: minutes east of UTC
//   pack_adopted   {"id","version","from","files":{path: text}}
//   parameter_set  {"id","value","from"}
//   record {"form","fields","source":{"file","sheet","row","year"}?,"cells":[[heading,text]]?,
//                   "duplicate_of"?,"import"?,"batch"?,"mends"?,"act"?,"on"?,"by"?,"with"?}
//                  act, on, by, with: of the opening step of its procedure, as below
//                  mends: entry of a held row; import: sequence of the import's first entry, which
//                  also carries batch {"files":[{"name","digest"}]}
//   correction     {"of","fields","source"?,"cells"?,"duplicate_of"?}   replaces every field
//   step           {"of","act","on","by","fields"?,"clears":[field]?,"with"?,"merged_into"?,
//                  "divided":true?}
//                  on: the day; by: the person who took it; fields: changed ones only
//   withdrawal     {"of","reason"}
//   held_row       {"form","source","cells","problem":{"zh","en"}}
//   waiver         {"duty","bearer","window":{"first","last"},"reason","approved_by"}
//   link           {"record","duty","window":{"first","last"}}
//   prose          {"report","place","text"}       empty text takes it away
//   evidence       {"of","digest","name","type","size"}
namespace kinds {
inline constexpr const char* book_opened = "book_opened";
inline constexpr const char* pack_adopted = "pack_adopted";
inline constexpr const char* parameter_set = "parameter_set";
inline constexpr const char* record = "record";
inline constexpr const char* correction = "correction";
inline constexpr const char* step = "step";
inline constexpr const char* withdrawal = "withdrawal";
inline constexpr const char* held_row = "held_row";
inline constexpr const char* waiver = "waiver";
inline constexpr const char* link = "link";
inline constexpr const char* prose = "prose";
inline constexpr const char* evidence = "evidence";
}  // namespace kinds

struct PackAdoption {
    std::int64_t entry = 0;
    std::string id;
    std::string version;
    Date from;
    std::map<std::string, std::string> files;  // path inside the pack → text
};

struct ParameterSetting {
    std::int64_t entry = 0;
    std::string id;
    std::string value;
    Date from;
};

struct Waiver {
    std::int64_t entry = 0;
    std::string duty;
    std::string bearer;  // Obligation::bearer_key
    Window window;
    std::string reason;
    std::string approved_by;
};

// A person says: this record makes up that window.
struct Link {
    std::int64_t entry = 0;
    RecordId record;
    std::string duty;
    Window window;
};

struct ImportBatch {
    std::int64_t entry = 0;
    Instant at;
    std::vector<std::string> files;
    std::int64_t rows = 0;  // records it added
};

struct Book {
    std::string name;
    int zone = 480;                   // minutes east of UTC
    std::vector<PackAdoption> packs;  // as adopted
    std::vector<ParameterSetting> settings;
    std::map<RecordId, Record> records;  // live ones, duplicates among them
    std::map<std::string, std::set<RecordId>, std::less<>> by_form;  // of those; kept by apply
    std::map<std::int64_t, HeldRow> held;
    std::vector<ImportBatch> imports;
    std::vector<Waiver> waivers;
    std::vector<Link> links;
    std::map<std::string, std::map<std::string, std::string>> prose;  // report → place → text
    std::int64_t size = 0;                                            // entries folded
    Instant last_recorded;

    // The pack in force on a day: of those adopted from then or earlier the newest; the first one
    // holds for the days before it as well. Null when none is adopted.
    [[nodiscard]] const PackAdoption* pack_on(Date day) const;
    // Records of the form that count, by number.
    [[nodiscard]] std::vector<const Record*> of_form(std::string_view form) const;
};

// Folds the next entry in. Errors (corrupt): out of sequence, unknown kind, malformed body, a
// correction of something that is not there. The book is unharmed by a refused entry.
[[nodiscard]] Result<void> apply(Book& book, const Entry& entry);

}  // namespace luze
