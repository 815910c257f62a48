#include "ledger/checkpoint.h"

#include "ledger/merkle.h"

namespace luze::ledger {
namespace {

Checkpoint example() { return {"main", 1006, leaf_hash("x")}; }

TEST(Checkpoint, SignedNoteReadsBack) {
    SigningKey key = *SigningKey::generate("main");
    std::string note = *key.sign(example());
    EXPECT_TRUE(
        note.starts_with("luze/main\n1006\n" + leaf_hash("x").base64() + "\n\n— luze/main "));
    EXPECT_EQ(*open_checkpoint(note, key.verifier()), example());
    EXPECT_EQ(*read_checkpoint(note), example());
}

TEST(Checkpoint, KeysSurviveTheirText) {
    SigningKey key = *SigningKey::generate("main");
    SigningKey again = *SigningKey::parse(key.text() + "\n");
    EXPECT_EQ(again.text(), key.text());
    VerifierKey verifier = *VerifierKey::parse(key.verifier().text());
    EXPECT_EQ(*open_checkpoint(*again.sign(example()), verifier), example());
    EXPECT_NE(SigningKey::generate("main")->text(), key.text());
    std::string wrong = key.text();
    wrong[20] ^= 1;
    for (const std::string& text : {wrong, std::string(), std::string("PRIVATE+KEY+"),
                                    key.verifier().text(), key.text().substr(0, 40)}) {
        EXPECT_FALSE(SigningKey::parse(text)) << text;
    }
    EXPECT_FALSE(VerifierKey::parse(key.text()));
    EXPECT_FALSE(SigningKey::generate("Main Book"));
}

TEST(Checkpoint, EveryChangedByteIsNoticed) {
    SigningKey key = *SigningKey::generate("main");
    std::string note = *key.sign(example());
    for (std::size_t i = 0; i < note.size(); ++i) {
        std::string changed = note;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(open_checkpoint(changed, key.verifier())) << i;
    }
    for (std::size_t length = 0; length < note.size(); ++length) {
        EXPECT_FALSE(open_checkpoint(note.substr(0, length), key.verifier())) << length;
    }
}

TEST(Checkpoint, WantsItsOwnKeyAndPassesOverOthers) {
    SigningKey key = *SigningKey::generate("main");
    SigningKey other = *SigningKey::generate("main");
    std::string note = *key.sign(example());
    EXPECT_EQ(open_checkpoint(note, other.verifier()).error().kind, ErrorKind::refused);
    EXPECT_EQ(key.sign({"other", 1, example().root}).error().kind, ErrorKind::refused);
    std::string second = other.sign(example())->substr(example().text().size() + 1);
    EXPECT_TRUE(open_checkpoint(note + second, key.verifier()));
    EXPECT_TRUE(open_checkpoint(note + second, other.verifier()));
    EXPECT_TRUE(open_checkpoint(note + "— somebody/else AAAA\n", key.verifier()));
}

TEST(Checkpoint, RefusesTextThatIsNone) {
    for (const char* text :
         {"", "\n\n", "luze/main\n1\n\n", "luze/main\n-1\nAAAA\n\n— x y\n",
          "other/main\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— x y\n",
          "luze/main\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— x y\n"}) {
        Result<Checkpoint> read = read_checkpoint(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().kind, ErrorKind::invalid);
    }
    EXPECT_TRUE(read_checkpoint(
        "luze/main\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nextension\n\n— x y\n"));
}

}  // namespace
}  // namespace luze::ledger
