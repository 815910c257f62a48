#include "ops/check_pack.h"

#include <system_error>

#include "base/limits.h"
#include "casework/table.h"
#include "norms/coverage.h"
#include "ops/site.h"

namespace luze::ops {

Result<PackFiles> pack_folder(const std::filesystem::path& folder) {
    PackFiles files;
    std::size_t total = 0;
    std::error_code error;
    std::filesystem::recursive_directory_iterator walk(folder, error);
    if (error) {
        return fail(ErrorKind::missing,
                    "打不开规则包目录“" + folder.string() + "”：" + error.message(),
                    "cannot open the pack folder '" + folder.string() + "': " + error.message());
    }
    for (const auto& item : walk) {
        if (!item.is_regular_file(error) || item.path().extension() != ".toml") {
            continue;
        }
        auto text = read_file(item.path(), limits::pack_bytes - total);
        if (!text) {
            return std::unexpected(text.error());
        }
        total += text->size();
        files[item.path().lexically_relative(folder).generic_string()] = std::move(*text);
    }
    if (files.empty()) {
        return fail(ErrorKind::missing, "目录“" + folder.string() + "”里没有规则文件（.toml）",
                    "there is no .toml in '" + folder.string() + "'");
    }
    return files;
}

PackReport check_pack(const PackFiles& files) {
    PackReport report;
    auto pack = norms::read_pack(files);
    if (!pack) {
        report.faults = std::move(pack.error());
        return report;
    }
    report.id = pack->id;
    report.version = pack->version;
    report.name = pack->name.zh;
    report.forms = pack->forms.size();
    report.duties = pack->duties.size();
    report.figures = pack->figures.size();
    return report;
}

std::expected<std::string, std::vector<norms::PackFault>> pack_coverage(const PackFiles& files,
                                                                        const std::string& folder) {
    auto pack = norms::read_pack(files);
    if (!pack) {
        return std::unexpected(std::move(pack.error()));
    }
    return norms::coverage_page(
        *pack, "build/release/luze pack coverage " + folder + " > docs/COVERAGE.md");
}

std::expected<std::string, std::vector<norms::PackFault>> pack_procedures(
    const PackFiles& files, const std::string& folder) {
    auto pack = norms::read_pack(files);
    if (!pack) {
        return std::unexpected(std::move(pack.error()));
    }
    return casework::transition_tables(*pack, folder);
}

}  // namespace luze::ops
