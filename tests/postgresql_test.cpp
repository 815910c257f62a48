// The sample year on PostgreSQL: the same figures and faults as on SQLite.
#include "program_kit.h"
#include "store/databases_test.h"

namespace luze::test {
namespace {

const std::string samples = std::string(LUZE_SOURCE_DIR) + "/samples/yunxi-2021";

TEST(PostgreSql, TheSampleYearComesOutTheSame) {
    Folder folder;
    TestBook small(folder.at("sqlite"));
    small.init();
    static_cast<void>(small.import(samples));

    std::string place = store::PostgresServer::instance().fresh_schema();
    std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());  // the keys lie beside it
    TestBook large(place);
    large.init();
    static_cast<void>(large.import(samples));
    EXPECT_EQ(small.figures(2021), large.figures(2021));
    EXPECT_EQ(small.faults(2021), large.faults(2021));
    EXPECT_FALSE(large.verified_root().empty());
    EXPECT_EQ(large.import(samples).number("entries"), 0);
    std::filesystem::current_path(before);
}

}  // namespace
}  // namespace luze::test
