// QR codes (ISO/IEC 18004, error correction M) as dots, PNG or SVG path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace luze::report {

struct QrCode {
    int side = 0;            // modules
    std::vector<bool> dark;  // row by row

    [[nodiscard]] bool at(int x, int y) const {
        return dark[static_cast<std::size_t>(y * side + x)];
    }
};

// ErrorKind::limit when the text is longer than a code holds (2,331 bytes).
[[nodiscard]] Result<QrCode> qr_code(std::string_view text);

// White border of a code, in modules.
inline constexpr int qr_quiet_zone = 4;

// Black and white PNG, with the quiet zone, so many pixels a module.
[[nodiscard]] std::string qr_png(const QrCode& code, int pixels_per_module);

// The `d` of an SVG path in units of modules, without the quiet zone.
[[nodiscard]] std::string qr_svg_path(const QrCode& code);

}  // namespace luze::report
