#include "store/blobs.h"

#include <filesystem>
#include <fstream>

#include "store/databases_test.h"

namespace luze::store {
namespace {

struct BlobStore : DatabaseTest {
    void replace(const Database& database, const Digest& digest, const std::string& bytes) {
        if (on_sqlite()) {
            std::string name = digest.hex();
            std::string path =
                database.directory() + "/blobs/main/" + name.substr(0, 2) + "/" + name;
            ASSERT_TRUE(std::filesystem::exists(path));
            std::ofstream(path, std::ios::binary) << bytes;
        } else {
            auto writer = session(database);
            ASSERT_TRUE(writer->execute({"test.replace", "UPDATE blob SET content = :content"},
                                        to_hex(bytes)));
        }
    }
};
LUZE_ON_BOTH_ENGINES(BlobStore);

TEST_P(BlobStore, ReturnsTheSameBytes) {
    Database database = create();
    auto writer = session(database);
    Blobs blobs(*writer, "main");
    std::string all_bytes;
    for (int i = 0; i < 256 * 300; ++i) {
        all_bytes.push_back(static_cast<char>(i));
    }
    for (const std::string& bytes : {std::string("照片"), std::string(), all_bytes}) {
        Result<Digest> digest = blobs.put(bytes);
        ASSERT_TRUE(digest);
        EXPECT_EQ(*digest, sha256(bytes));
        EXPECT_EQ(*blobs.put(bytes), *digest);
        EXPECT_EQ(blobs.get(*digest), bytes);
    }
    auto list = blobs.list();
    ASSERT_EQ(list->size(), 3U);
    EXPECT_TRUE(Blobs(*writer, "other").list()->empty());
    EXPECT_EQ(Blobs(*writer, "other").get(sha256("照片")).error().kind, ErrorKind::missing);
}

TEST_P(BlobStore, NamesWhatWasChangedOrTakenAway) {
    Database database = create();
    auto writer = session(database);
    Blobs blobs(*writer, "main");
    Digest digest = *blobs.put("记录一");
    replace(database, digest, "记录二");
    Result<std::string> read = blobs.get(digest);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::corrupt);
    EXPECT_NE(read.error().message.zh.find(digest.hex()), std::string::npos);
    EXPECT_EQ(blobs.get(sha256("没有")).error().kind, ErrorKind::missing);
}

TEST_P(BlobStore, LeavesNoRowOfARolledBackTransaction) {
    Database database = create();
    auto writer = session(database);
    Blobs blobs(*writer, "main");
    {
        auto transaction = Transaction::begin(*writer);
        ASSERT_TRUE(blobs.put("x"));
    }
    EXPECT_TRUE(blobs.list()->empty());
}

TEST(BlobFiles, AreNotLeftHalfWritten) {
    TemporaryDirectory directory;
    Database database = *Database::create(directory.path());
    auto writer = *database.session();
    std::ofstream(directory.path() + "/blobs") << "in the way";
    auto put = Blobs(*writer, "main").put("x");
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, ErrorKind::io);
    EXPECT_TRUE(Blobs(*writer, "main").list()->empty());
}

}  // namespace
}  // namespace luze::store
