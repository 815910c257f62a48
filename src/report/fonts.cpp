#include "report/fonts.h"

#include <cairo.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pango.h>
#include <qrencode.h>
#include <zip.h>

#include <memory>

namespace luze::report {
namespace {

using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;

std::string text_of(const FcPattern* pattern, const char* key) {
    FcChar8* value = nullptr;
    if (FcPatternGetString(pattern, key, 0, &value) != FcResultMatch) {
        return {};
    }
    return reinterpret_cast<const char*>(value);
}

// OpenType's fontRevision is a 16.16 number.
std::string revision_of(const FcPattern* pattern) {
    int value = 0;
    if (FcPatternGetInteger(pattern, FC_FONTVERSION, 0, &value) != FcResultMatch) {
        return "?";
    }
    return fmt::format("{:.3f}", value / 65536.0);
}

}  // namespace

std::string font_families(Face face) {
    switch (face) {
        case Face::hei:
            return "Noto Sans CJK SC";
        case Face::kai:
            return "AR PL UKai CN,Noto Serif CJK SC";
        case Face::mono:
            return "Noto Sans Mono CJK SC";
        case Face::song:
        case Face::bold:
            break;
    }
    return "Noto Serif CJK SC";
}

bool is_bold(Face face) { return face == Face::bold; }

FontFile font_file(Face face) {
    const auto families = font_families(face);
    const auto family = families.substr(0, families.find(','));
    const Pattern wanted(FcPatternCreate(), &FcPatternDestroy);
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, is_bold(face) ? FC_WEIGHT_BOLD : FC_WEIGHT_NORMAL);
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultNoMatch;
    const Pattern found(FcFontMatch(nullptr, wanted.get(), &result), &FcPatternDestroy);
    if (!found) {
        return {};
    }
    const auto path = text_of(found.get(), FC_FILE);
    const auto got = text_of(found.get(), FC_FAMILY);
    return {got, path.substr(path.rfind('/') + 1), revision_of(found.get()), got == family};
}

std::vector<std::pair<std::string, std::string>> font_versions() {
    std::vector<std::pair<std::string, std::string>> out;
    for (const Face face : {Face::song, Face::bold, Face::hei, Face::kai, Face::mono}) {
        const auto font = font_file(face);
        out.emplace_back(font.file.empty() ? font_families(face) : font.file,
                         font.file.empty() ? "?" : font.version);
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> library_versions() {
    return {
        {"cairo", cairo_version_string()},
        {"pango", pango_version_string()},
        {"harfbuzz", hb_version_string()},
        {"fontconfig", fmt::format("{}.{}.{}", FcGetVersion() / 10000, FcGetVersion() / 100 % 100,
                                   FcGetVersion() % 100)},
        {"libzip", zip_libzip_version()},
        {"qrencode", QRcode_APIVersionString()},
    };
}

}  // namespace luze::report
