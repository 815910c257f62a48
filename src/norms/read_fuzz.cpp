// libFuzzer entry: no pack text may do worse than be refused. Bytes 0x1E divide the files.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "norms/pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    std::map<std::string, std::string> files;
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find('\x1E'), rest.size());
        files[std::to_string(files.size()) + ".toml"] = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    auto pack = luze::norms::read_pack(files);
    if (pack) {
        return 0;
    }
    // A refusal always says where and what, in both languages.
    for (const luze::norms::PackFault& fault : pack.error()) {
        bool told = !fault.file.empty() && fault.line > 0 && !fault.what.zh.empty() &&
                    !fault.what.en.empty();
        if (!told) {
            std::abort();
        }
    }
    return pack.error().empty() ? (std::abort(), 1) : 0;
}
