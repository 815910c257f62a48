// Books that earlier versions kept: every later build opens them, verifies them and gives the same
// figures. One data directory for each issue that was resolved, with its figures beside it.
#include "program_kit.h"

namespace luze::test {
namespace {

TEST(Books, OfEarlierVersionsStayReadable) {
    std::filesystem::path books = std::string(LUZE_SOURCE_DIR) + "/tests/books";
    int opened = 0;
    for (const auto& kept : std::filesystem::directory_iterator(books)) {
        SCOPED_TRACE(kept.path().filename().string());
        Folder folder;
        std::filesystem::copy(kept.path(), folder.at("book"),
                              std::filesystem::copy_options::recursive);
        Json expected = read_json(read_bytes(kept.path() / "figures.json"));
        TestBook book(folder.at("book"));
        Json verified = book.ask({"verify"});
        EXPECT_EQ(verified["sound"], Json(true)) << canonical(verified);
        EXPECT_EQ(book.figures(static_cast<int>(expected.number("year"))), expected["figures"]);
        ++opened;
    }
    EXPECT_GT(opened, 0);
}

}  // namespace
}  // namespace luze::test
