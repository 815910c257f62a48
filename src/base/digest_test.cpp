#include "base/digest.h"

namespace luze {
namespace {

TEST(Digest, MatchesPublishedVectors) {  // FIPS 180-4 examples
    EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc").hex(),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, KeyedDigestMatchesRfc4231) {
    EXPECT_EQ(hmac_sha256(std::string(20, '\x0b'), "Hi There").hex(),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?").hex(),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hmac_sha256(std::string(131, '\xaa'),
                          "Test Using Larger Than Block-Size Key - Hash Key First")
                  .hex(),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Digest, TextFormsReadBack) {
    Digest digest = sha256("账簿");
    EXPECT_EQ(Digest::parse_hex(digest.hex()), digest);
    EXPECT_EQ(Digest::parse_base64(digest.base64()), digest);
    EXPECT_FALSE(Digest::parse_hex(digest.hex().substr(2)));
    EXPECT_FALSE(Digest::parse_hex("E3" + digest.hex().substr(2)));  // one spelling only
    EXPECT_FALSE(Digest::parse_base64(digest.base64() + "\n"));
    EXPECT_FALSE(Digest::parse_base64(""));
}

TEST(Digest, Base64IsStrict) {  // RFC 4648 §10
    EXPECT_EQ(to_base64("foobar") + to_base64("fooba") + to_base64("foob") + to_base64(""),
              "Zm9vYmFyZm9vYmE=Zm9vYg==");
    EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
    EXPECT_EQ(from_base64(""), "");
    for (const char* text :
         {"Zm9vYg", "Zm9vYh==", "Zm9v Yg=", " m9v", "Zm==", "====", "Z===", "=m9v"}) {
        auto read = from_base64(text);
        EXPECT_TRUE(!read || to_base64(*read) == text) << text;
    }
    EXPECT_FALSE(from_base64("Zm9vYh=="));
    EXPECT_FALSE(from_base64("===="));
}

}  // namespace
}  // namespace luze
