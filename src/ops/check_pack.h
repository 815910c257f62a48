// Packs as folders of .toml files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "norms/pack.h"

namespace luze::ops {

using PackFiles = std::map<std::string, std::string>;  // path inside the pack → text

// Every .toml below a folder. ErrorKind: missing (no such folder, or none in it), limit.
[[nodiscard]] Result<PackFiles> pack_folder(const std::filesystem::path& folder);

struct PackReport {
    std::vector<norms::PackFault> faults;  // empty when the pack is sound
    std::string id;
    std::string version;
    std::string name;
    std::size_t forms = 0;
    std::size_t duties = 0;
    std::size_t figures = 0;
};
[[nodiscard]] PackReport check_pack(const PackFiles& files);

// The page docs/COVERAGE.md (norms/coverage.h); `folder` is what its command names.
[[nodiscard]] std::expected<std::string, std::vector<norms::PackFault>> pack_coverage(
    const PackFiles& files, const std::string& folder);

// The page docs/PROCEDURES.md (casework/table.h).
[[nodiscard]] std::expected<std::string, std::vector<norms::PackFault>> pack_procedures(
    const PackFiles& files, const std::string& folder);

}  // namespace luze::ops
