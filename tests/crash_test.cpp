// kill -9 in the middle of an import, again and again: what was acknowledged is there, the ledger
// verifies, and the same import again does the rest.
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "program_kit.h"

namespace luze::test {
namespace {

constexpr int people = 20;
constexpr int services = 1'500;
constexpr int rounds = 50;

std::string name(int i) {
    static const std::vector<std::string> last{"甲", "乙", "丙", "丁", "戊",
                                               "己", "庚", "辛", "壬", "癸"};
    return (i / 10 == 0 ? "张明" : "张文") + last[static_cast<std::size_t>(i % 10)];
}

std::string roster() {
    std::string text = "2021年人员名册\n姓名,科室,职务,政治面貌,所属党支部,到任时间\n";
    for (int i = 0; i < people; ++i) {
        text += name(i) + ",办公室,科员,中共党员,第一党支部,2015-01-01\n";
    }
    return text;
}

std::string volunteering() {
    std::string text = "2021年志愿服务台账\n序号,姓名,支部,日期,服务项目,时长（小时）,地点\n";
    for (int i = 0; i < services; ++i) {
        text += fmt::format("{},{},第一党支部,2021-{:02}-{:02},服务{},2,社区\n", i + 1,
                            name(i % people), i % 12 + 1, i % 28 + 1, i);
    }
    return text;
}

std::uint32_t seed() {
    const char* wanted = std::getenv("LUZE_SEED");
    return wanted != nullptr ? static_cast<std::uint32_t>(std::stoul(wanted))
                             : std::random_device{}();
}

// How many entries the book holds; it must verify.
std::int64_t entries(const TestBook& book) {
    Json report = book.ask({"verify"});
    EXPECT_TRUE(*report["sound"].boolean()) << canonical(report);
    return report.number("entries");
}

TEST(Crash, KilledImportsLoseNothingAndGoOn) {
    std::uint32_t random_seed = seed();
    RecordProperty("seed", std::to_string(random_seed));
    SCOPED_TRACE("LUZE_SEED=" + std::to_string(random_seed));
    std::mt19937 random(random_seed);
    Folder folder;
    write_bytes(folder.at("in/1名册.csv"), roster());
    write_bytes(folder.at("in/2志愿.csv"), volunteering());

    TestBook whole(folder.at("whole"));
    whole.init();
    auto begun = std::chrono::steady_clock::now();
    static_cast<void>(whole.import(folder.at("in")));
    auto took = std::chrono::duration_cast<std::chrono::microseconds>(
                    std::chrono::steady_clock::now() - begun)
                    .count();
    std::int64_t all = entries(whole);

    int cut_short = 0;
    TestBook book(folder.at("book0"));
    book.init();
    std::int64_t before = entries(book);
    for (int round = 0; round < rounds; ++round) {
        if (before == all) {  // complete: a fresh book for the next rounds
            book = TestBook(folder.at("book" + std::to_string(round + 1)));
            book.init();
            before = entries(book);
        }
        int child = start({"import", folder.at("in"), "--data", book.where()});
        std::uniform_int_distribution<std::int64_t> moment(took / 4, took + took / 4);
        std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        std::int64_t after = entries(book);
        EXPECT_GE(after, before) << "round " << round;
        EXPECT_LE(after, all) << "round " << round;
        cut_short += after > before && after < all ? 1 : 0;
        before = after;
    }
    static_cast<void>(book.import(folder.at("in")));
    EXPECT_EQ(entries(book), all);
    Json again = book.import(folder.at("in"));
    EXPECT_EQ(again.number("entries"), 0);
    EXPECT_EQ(book.figures(2021)["vol.services"].number("value"),
              whole.figures(2021)["vol.services"].number("value"));
    EXPECT_GT(cut_short, 0) << "no round was cut between two batches: the test shows nothing";
}

}  // namespace
}  // namespace luze::test
