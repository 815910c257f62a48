#include "report/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <cstdint>
#include <memory>

namespace luze::report {
namespace {

void put_u32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    }
}

// CRC-32 of PNG (ISO 3309), bit by bit: the images are small.
std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : bytes) {
        a = (a + static_cast<std::uint8_t>(c)) % 65521U;
        b = (b + a) % 65521U;
    }
    return (b << 16U) | a;
}

// zlib stream of stored blocks (RFC 1950, RFC 1951 §3.2.4): no dependency, same bytes for ever.
std::string stored_zlib(std::string_view bytes) {
    constexpr std::size_t most = 0xFFFF;
    std::string out("\x78\x01", 2);
    std::string_view rest = bytes;
    do {
        const auto part = rest.substr(0, most);
        rest.remove_prefix(part.size());
        const auto size = static_cast<std::uint16_t>(part.size());
        const auto inverse = static_cast<std::uint16_t>(~size);
        out += rest.empty() ? '\x01' : '\x00';
        for (const std::uint16_t number : {size, inverse}) {
            out += static_cast<char>(number & 0xFFU);
            out += static_cast<char>(number >> 8U);
        }
        out += part;
    } while (!rest.empty());
    put_u32(out, adler32(bytes));
    return out;
}

// Eight pixels a byte, white is 1.
std::string png_row(const QrCode& code, int module_y, int side, int pixels_per_module) {
    std::string row(static_cast<std::size_t>(side + 7) / 8, '\xFF');
    for (int x = 0; x < side; ++x) {
        const int module_x = x / pixels_per_module - qr_quiet_zone;
        const bool inside =
            module_x >= 0 && module_y >= 0 && module_x < code.side && module_y < code.side;
        if (inside && code.at(module_x, module_y)) {
            char& byte = row[static_cast<std::size_t>(x) / 8];
            byte = static_cast<char>(static_cast<std::uint8_t>(byte) &
                                     ~(0x80U >> (static_cast<unsigned>(x) % 8U)));
        }
    }
    return row;
}

void put_chunk(std::string& out, std::string_view type, std::string_view data) {
    put_u32(out, static_cast<std::uint32_t>(data.size()));
    const std::string body = std::string(type) + std::string(data);
    out += body;
    put_u32(out, crc32(body));
}

}  // namespace

Result<QrCode> qr_code(std::string_view text) {
    using Owned = std::unique_ptr<QRcode, decltype(&QRcode_free)>;
    const Owned code(
        QRcode_encodeData(static_cast<int>(text.size()),
                          reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) {
        return fail(
            ErrorKind::limit,
            fmt::format("二维码放不下这段文字（{} 字节）：请缩短，最多 2331 字节。", text.size()),
            fmt::format("A QR code cannot hold this text ({} bytes): shorten it to at most "
                        "2331 bytes.",
                        text.size()));
    }
    QrCode out{code->width, {}};
    const auto modules =
        static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    for (std::size_t i = 0; i < modules; ++i) {
        out.dark.push_back((code->data[i] & 1U) != 0);
    }
    return out;
}

std::string qr_png(const QrCode& code, int pixels_per_module) {
    const int modules = code.side + 2 * qr_quiet_zone;
    const int side = modules * pixels_per_module;
    std::string rows;
    for (int y = 0; y < side; ++y) {
        rows += '\0';  // no filter
        rows += png_row(code, y / pixels_per_module - qr_quiet_zone, side, pixels_per_module);
    }
    std::string header;
    put_u32(header, static_cast<std::uint32_t>(side));
    put_u32(header, static_cast<std::uint32_t>(side));
    header += std::string("\x01\x00\x00\x00\x00", 5);  // 1 bit, grey, no interlace
    std::string out("\x89PNG\r\n\x1A\n", 8);
    put_chunk(out, "IHDR", header);
    put_chunk(out, "IDAT", stored_zlib(rows));
    put_chunk(out, "IEND", "");
    return out;
}

std::string qr_svg_path(const QrCode& code) {
    std::string path;
    for (int y = 0; y < code.side; ++y) {
        for (int x = 0; x < code.side;) {
            int run = 0;
            while (x + run < code.side && code.at(x + run, y)) {
                ++run;
            }
            if (run > 0) {
                path += fmt::format("M{} {}h{}v1h-{}z", x, y, run, run);
            }
            x += run + 1;
        }
    }
    return path;
}

}  // namespace luze::report
