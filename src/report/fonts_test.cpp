#include "report/fonts.h"

namespace luze::report {
namespace {

constexpr Face all[] = {Face::song, Face::bold, Face::hei, Face::kai, Face::mono};

TEST(Fonts, TheChineseFacesAreNamed) {
    for (const Face face : all) {
        const auto families = font_families(face);
        EXPECT_TRUE(families.ends_with(" SC")) << families;
    }
    EXPECT_TRUE(font_families(Face::kai).starts_with("AR PL UKai CN,"));
}

TEST(Fonts, EveryFaceIsInstalled) {
    for (const Face face : all) {
        const auto font = font_file(face);
        EXPECT_TRUE(font.wanted) << font_families(face) << " is " << font.family;
        EXPECT_EQ(font.file.find('/'), std::string::npos);
        EXPECT_NE(font.version, "?");
    }
    EXPECT_NE(font_file(Face::song).file, font_file(Face::bold).file);
}

TEST(Fonts, VersionsNameWhatDecidesTheBytes) {
    EXPECT_FALSE(font_versions().empty());
    for (const auto& list : {font_versions(), library_versions()}) {
        for (const auto& [name, version] : list) {
            EXPECT_FALSE(name.empty());
            EXPECT_FALSE(version.empty());
        }
    }
    EXPECT_EQ(font_versions(), font_versions());
}

}  // namespace
}  // namespace luze::report
