// A pack from its files: first every table of every file, then the ids, then the items in the
// order in which they lean on each other.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "norms/check.h"
#include "norms/read_parts.h"

namespace luze::norms {
namespace {

// One kind of table, in the order in which they are read.
struct Kind {
    const char* table;
    const char* id;      // the key that names an item
    Words Known::* ids;  // where its names are collected; null: nothing refers to it
    bool once;           // a name serves one item only
    void (*read)(TableReader&);
};

constexpr Kind kinds[] = {
    {"row", "number", &Known::rows, true, read_row},
    {"norm", "id", &Known::norms, true, read_norm},
    {"parameter", "id", &Known::parameters, true, read_parameter},
    {"form", "id", &Known::forms, true, read_form},
    {"group", "id", &Known::groups, true, read_group},
    {"role", "id", &Known::roles, true, read_role},
    {"holiday", "id", &Known::holidays, true, read_holiday},
    {"calendar_year", "year", nullptr, true, read_calendar_year},
    {"break", "first", nullptr, false, read_break},
    {"duty", "id", &Known::duties, true, read_duty},
    {"procedure", "id", nullptr, true, read_procedure},
    {"ladder", "id", nullptr, true, read_ladder},
    {"figure", "id", &Known::figures, true, read_figure},
    {"fault", "kind", &Known::faults, false, read_fault},
    {"clause", "id", nullptr, true, read_clause},
    {"sharing", "id", nullptr, true, read_sharing},
    {"report", "id", nullptr, false, read_report},
    {"document", "id", nullptr, true, read_document},
    {"ledger", "id", nullptr, true, read_ledger},
    {"example", "row", nullptr, false, read_example},
};

struct File {
    std::string path;
    Table root;
};

class PackReader {
public:
    explicit PackReader(const std::map<std::string, std::string>& files) : sources_(files) {}

    std::expected<Pack, std::vector<PackFault>> run() {
        parse();
        for (File& file : files_) {
            open(file);
        }
        for (std::size_t kind = 0; kind < std::size(kinds); ++kind) {
            collect_ids(kind);
        }
        for (std::size_t kind = 0; kind < std::size(kinds); ++kind) {
            read_kind(kind);
        }
        check_whole();
        if (reading_.faults.empty()) {
            return std::move(reading_.pack);
        }
        std::ranges::stable_sort(reading_.faults, {}, [](const PackFault& fault) {
            return std::pair(fault.file, fault.line);
        });
        return std::unexpected(std::move(reading_.faults));
    }

private:
    void fault(const std::string& file, int line, Phrase what) {
        reading_.faults.push_back({.file = file, .line = line, .what = std::move(what)});
    }

    void parse() {
        std::size_t bytes = 0;
        for (const auto& [path, text] : sources_) {
            if (!path.ends_with(".toml")) {
                continue;
            }
            bytes += text.size();
            if (bytes > limits::pack_bytes) {
                return fault(path, 1,
                             {fmt::format("规则包总共超过 {} 字节", limits::pack_bytes),
                              fmt::format("the pack is larger than {} bytes", limits::pack_bytes)});
            }
            auto tree = read_tree(text);
            if (tree) {
                files_.push_back({path, std::move(*tree)});
            } else {
                fault(path, tree.error().line, tree.error().what);
            }
        }
    }

    // The pack's own keys, and the tables of each kind for later.
    void open(const File& file) {
        TableReader root(reading_, file.path, "", file.root, 1);
        Pack& pack = reading_.pack;
        read_once(root, "id", pack.id);
        read_once(root, "version", pack.version);
        read_once(root, "name", pack.name.zh);
        root.text("name_en", pack.name.en);
        Words conventions;
        root.texts("conventions", conventions);
        pack.conventions.insert(pack.conventions.end(), conventions.begin(), conventions.end());
        for (std::size_t kind = 0; kind < std::size(kinds); ++kind) {
            for (TableReader& table : root.tables(kinds[kind].table)) {
                tables_[kind].push_back(std::move(table));
            }
        }
        root.finish();
    }

    static void read_once(TableReader& root, std::string_view key, std::string& into) {
        if (root.has(key) && !into.empty()) {
            root.fault(key, {fmt::format("规则包的“{}”已在别的文件里写过", key),
                             fmt::format("“{}” of the pack stands in another file already", key)});
        }
        root.text(key, into);
    }

    void collect_ids(std::size_t kind) {
        const Kind& of = kinds[kind];
        Words own;
        Words& ids = of.ids != nullptr ? reading_.known.*of.ids : own;
        for (TableReader& table : tables_[kind]) {
            std::string id = table.peek(of.id);
            bool twice = !id.empty() && std::ranges::find(ids, id) != ids.end();
            if (twice && of.once) {
                table.fault(of.id, {fmt::format("{} “{}”重复", of.table, id),
                                    fmt::format("{} “{}” stands here twice", of.table, id)});
            }
            if (!twice && !id.empty()) {
                ids.push_back(id);
            }
        }
    }

    void read_kind(std::size_t kind) {
        for (TableReader& table : tables_[kind]) {
            kinds[kind].read(table);
        }
    }

    std::vector<TableReader>& tables(std::string_view name) {
        auto at = std::ranges::find_if(kinds, [&](const Kind& kind) { return name == kind.table; });
        return tables_[static_cast<std::size_t>(at - std::begin(kinds))];
    }

    void check_whole() {
        Pack& pack = reading_.pack;
        check_group_cycles(tables("group"), pack);
        check_figure_cycles(tables("figure"), pack);
        check_calendar(tables("break"), pack.calendar);
        std::string first = sources_.empty() ? "pack.toml" : sources_.begin()->first;
        if (sources_.contains("pack.toml")) {
            first = "pack.toml";
        }
        bool complete = !pack.id.empty() && !pack.version.empty() && !pack.name.zh.empty();
        bool unread = files_.empty() && !reading_.faults.empty();
        if (!complete && !unread) {
            fault(first, 1,
                  {"规则包须在 pack.toml 写明 id、version、name",
                   "a pack states its id, version and name in pack.toml"});
        }
        if (pack.name.en.empty()) {
            pack.name.en = pack.name.zh;
        }
    }

    const std::map<std::string, std::string>& sources_;
    std::vector<File> files_;
    Reading reading_;
    std::vector<TableReader> tables_[std::size(kinds)];
};

}  // namespace

std::expected<Pack, std::vector<PackFault>> read_pack(
    const std::map<std::string, std::string>& files) {
    return PackReader(files).run();
}

}  // namespace luze::norms
