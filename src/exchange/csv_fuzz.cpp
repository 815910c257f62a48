// libFuzzer entry for the reader of separated text.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "exchange/csv.h"
#include "exchange/sniff.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(luze::exchange::sniff(bytes, "x.csv"));
    static_cast<void>(luze::exchange::read_csv(bytes, "x.csv"));
    return 0;
}
