#include "ledger/merkle.h"

#include <random>

namespace luze::ledger {
namespace {

// The definition of RFC 9162 §2.1.1, as slow as it reads.
Digest definition(const std::vector<Digest>& leaves, std::size_t begin, std::size_t end) {
    if (begin == end) {
        return sha256("");
    }
    if (end - begin == 1) {
        return leaves[begin];
    }
    std::size_t k = 1;
    while (k * 2 < end - begin) {
        k *= 2;
    }
    return sha256(std::string("\x01") + std::string(definition(leaves, begin, begin + k).view()) +
                  std::string(definition(leaves, begin + k, end).view()));
}

struct Tree {
    std::vector<Digest> leaves;

    explicit Tree(int size) {
        for (int i = 0; i < size; ++i) {
            leaves.push_back(leaf_hash("entry " + std::to_string(i)));
        }
    }
    Digest root(std::int64_t size) const {
        return definition(leaves, 0, static_cast<std::size_t>(size));
    }
    SubtreeRoot subtree() const {
        return [this](int level, std::int64_t place) -> Result<Digest> {
            auto begin = static_cast<std::size_t>(place << level);
            return definition(leaves, begin, begin + (std::size_t{1} << level));
        };
    }
};

TEST(Merkle, MatchesThePublishedTree) {  // the vectors of the certificate transparency logs
    const std::vector<std::string> data = {"",
                                           "00",
                                           "10",
                                           "2021",
                                           "3031",
                                           "40414243",
                                           "5051525354555657",
                                           "606162636465666768696a6b6c6d6e6f"};
    const std::vector<std::string> roots = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Frontier frontier;
    EXPECT_EQ(frontier.root().hex(),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (std::size_t i = 0; i < data.size(); ++i) {
        frontier.append(leaf_hash(*from_hex(data[i])));
        EXPECT_EQ(frontier.root().hex(), roots[i]) << i;
    }
}

TEST(Merkle, FrontierFollowsTheDefinition) {
    Tree tree(300);
    Frontier frontier;
    for (std::size_t i = 0; i < tree.leaves.size(); ++i) {
        EXPECT_EQ(frontier.root(), tree.root(static_cast<std::int64_t>(i))) << i;
        frontier.append(tree.leaves[i], [&](int level, std::int64_t place, const Digest& hash) {
            EXPECT_EQ(hash, *tree.subtree()(level, place));
        });
        auto again = Frontier::parse(frontier.size(), frontier.text());
        ASSERT_TRUE(again);
        EXPECT_EQ(again->root(), frontier.root());
    }
    EXPECT_FALSE(Frontier::parse(3, frontier.text()));
    EXPECT_FALSE(Frontier::parse(-1, ""));
    EXPECT_FALSE(Frontier::parse(1, std::string(64, 'g')));
}

TEST(Merkle, ProvesEveryLeafOfEverySmallTree) {
    Tree tree(40);
    for (std::int64_t size = 1; size <= 40; ++size) {
        Digest root = tree.root(size);
        for (std::int64_t index = 0; index < size; ++index) {
            Digest leaf = tree.leaves[static_cast<std::size_t>(index)];
            Proof proof = *inclusion_proof(index, size, tree.subtree());
            ASSERT_TRUE(verify_inclusion(leaf, index, size, proof, root)) << index << "/" << size;
            ASSERT_FALSE(verify_inclusion(node_hash(leaf, leaf), index, size, proof, root));
            ASSERT_EQ(verify_inclusion(leaf, index + 1, size, proof, root), false);
            for (std::size_t i = 0; i < proof.size(); ++i) {
                Proof wrong = proof;
                wrong[i].bytes[7] ^= 1;
                ASSERT_FALSE(verify_inclusion(leaf, index, size, wrong, root));
            }
            proof.push_back(leaf);
            ASSERT_FALSE(verify_inclusion(leaf, index, size, proof, root));
        }
    }
    EXPECT_FALSE(inclusion_proof(3, 3, tree.subtree()));
    EXPECT_FALSE(inclusion_proof(-1, 3, tree.subtree()));
}

TEST(Merkle, ProvesThatATreeGrewOutOfAnother) {
    Tree tree(40);
    for (std::int64_t size = 0; size <= 40; ++size) {
        for (std::int64_t earlier = 0; earlier <= size; ++earlier) {
            Proof proof = *consistency_proof(earlier, size, tree.subtree());
            Digest old_root = tree.root(earlier);
            ASSERT_TRUE(verify_consistency(earlier, old_root, size, tree.root(size), proof))
                << earlier << "/" << size;
            Digest other = leaf_hash("another history");
            ASSERT_FALSE(verify_consistency(earlier, other, size, tree.root(size), proof));
            if (earlier > 0) {
                ASSERT_FALSE(verify_consistency(earlier, old_root, size, other, proof));
            }
            for (std::size_t i = 0; i < proof.size(); ++i) {
                Proof wrong = proof;
                wrong[i].bytes[0] ^= 0x80;
                ASSERT_FALSE(verify_consistency(earlier, old_root, size, tree.root(size), wrong));
            }
        }
    }
    EXPECT_FALSE(consistency_proof(4, 3, tree.subtree()));
}

}  // namespace
}  // namespace luze::ledger
