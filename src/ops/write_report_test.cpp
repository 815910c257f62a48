#include "ops/write_report.h"

#include "ops/book_reader.h"
#include "ops/import_workbooks.h"
#include "ops/ops_test_kit.h"
#include "ops/show_figure.h"
#include "ops/write_prose.h"

namespace luze::ops {
namespace {

using testing::HasSubstr;
using testing::Not;

class Report : public SiteTest {
protected:
    void SetUp() override {
        SiteTest::SetUp();
        Site site = open();
        auto done =
            import_workbooks(site, {{file("名册.csv", roster_csv), file("会议.csv", meetings_csv),
                                     file("谈话.csv", talks_csv)},
                                    false,
                                    "tester",
                                    now,
                                    {},
                                    {}});
        ASSERT_TRUE(done) << done.error().message.en;
    }
    ReportBytes render(Scope scope = Scope::open_records()) {
        auto bytes = render_report(*look(), "", scope);
        EXPECT_TRUE(bytes) << bytes.error().message.en;
        return bytes ? std::move(*bytes) : ReportBytes{};
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Report, testing::Values(store::Engine::sqlite));

TEST_P(Report, TheSameBookGivesTheSameBytes) {
    ReportBytes one = render();
    ReportBytes two = render();
    EXPECT_TRUE(one.docx == two.docx);
    EXPECT_TRUE(one.pdf == two.pdf);
    EXPECT_EQ(one.html, two.html);
    EXPECT_TRUE(one.xlsx == two.xlsx);
    EXPECT_TRUE(one.docx.starts_with("PK"));
    EXPECT_TRUE(one.pdf.starts_with("%PDF"));
}

TEST_P(Report, RestrictedRecordsShowTheirDigestOnly) {
    EXPECT_THAT(render(Scope::whole_book()).html, HasSubstr("机密内容"));
    std::string open = render().html;
    EXPECT_THAT(open, Not(HasSubstr("机密内容")));
    EXPECT_THAT(open, HasSubstr("data-figure=\"talks\">1</a>次"));
    const Record& talk = look()->book().records.rbegin()->second;
    EXPECT_THAT(open, HasSubstr(talk.commitment.hex()));
}

TEST_P(Report, TheOfficesParagraphsSurvive) {
    Site site = open();
    EXPECT_FALSE(write_prose(site, "nowhere", "字", "tester", now));
    EXPECT_FALSE(write_prose(site, "all", "\xff\xfe", "tester", now));
    ASSERT_TRUE(write_prose(site, "all", "  我局的做法。\n", "tester", now));
    EXPECT_THAT(render().html, HasSubstr("我局的做法。"));
    add({meeting("2021-11-03", "又一次")});
    std::string html = render().html;
    EXPECT_THAT(html, HasSubstr("我局的做法。"));
    EXPECT_EQ(look()->figures().find("meetings")->value, Decimal::whole(4));
    EXPECT_EQ(prose_places(*look()).at(0).text, "我局的做法。");
    ASSERT_TRUE(write_prose(site, "all", "", "tester", now));
    EXPECT_THAT(render().html, Not(HasSubstr("我局的做法。")));
}

TEST_P(Report, IsWrittenAsFourFiles) {
    Site site = open();
    auto paths = write_report(site, *look(), files_.path() + "/out", Scope::open_records());
    ASSERT_TRUE(paths) << paths.error().message.en;
    ASSERT_EQ(paths->size(), 4U);
    for (const std::filesystem::path& path : *paths) {
        EXPECT_GT(std::filesystem::file_size(path), 1000U) << path;
    }
}

// Snapshots hold references into themselves; one outlives the site it came from.
TEST_P(Report, ASnapshotStandsOnItsOwn) {
    std::shared_ptr<const Snapshot> kept;
    {
        auto first = look();
        kept = first;
    }
    add({meeting("2021-11-03", "又一次")});
    EXPECT_EQ(kept->figures().find("meetings")->value, Decimal::whole(3));
    EXPECT_EQ(kept->figures().find("meetings")->figure->id, "meetings");
    EXPECT_EQ(kept->figures().find("meetings")->figure, kept->pack().figure("meetings"));
    EXPECT_EQ(&kept->context().book, &kept->book());
    EXPECT_EQ(look()->figures().find("meetings")->value, Decimal::whole(4));
}

TEST_P(Report, LastYearIsLookedAtOnTheSameDay) {
    add({meeting("2020-02-03", "一"), meeting("2020-03-03", "二"), meeting("2020-09-03", "三")});
    auto whole = look();
    ASSERT_NE(whole->last_year(), nullptr);
    EXPECT_EQ(whole->last_year()->find("meetings")->value, Decimal::whole(3));
    auto half = look({{now.day_at(480), Date::parse("2021-06-30"), 2021}, ""});
    EXPECT_EQ(half->figures().find("meetings")->value, Decimal::whole(2));
    ASSERT_NE(half->last_year(), nullptr);
    EXPECT_EQ(half->last_year()->find("meetings")->value, Decimal::whole(2));
    EXPECT_EQ(look({{now.day_at(480), {}, 2020}, ""})->last_year(), nullptr);
}

TEST_P(Report, AFigureOpensItsEntries) {
    Site site = open();
    auto snapshot = look();
    auto meetings = show_figure(site, *snapshot, "meetings", 1, 5, Scope::open_records());
    ASSERT_TRUE(meetings);
    ASSERT_EQ(meetings->entries.size(), 2U);
    EXPECT_THAT(meetings->entries[0].said.text, HasSubstr("部署"));
    auto talks = show_figure(site, *snapshot, "talks", 0, 5, Scope::open_records());
    ASSERT_TRUE(talks);
    EXPECT_EQ(talks->entries.at(0).said.text + talks->entries[0].said.source.file, "");
    EXPECT_EQ(talks->entries[0].digest.size(), 64U);
    auto none = show_figure(site, *snapshot, "nothing", 0, 5, Scope::open_records());
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, ErrorKind::missing);
}

class Reader : public SiteTest {};
LUZE_ON_BOTH_ENGINES(Reader);

TEST_P(Reader, FollowsTheLedgerAndTheDay) {
    Instant clock = now;
    BookReader reader(place_, {std::nullopt, 2021, ""}, [&] { return clock; });
    auto first = reader.view();
    ASSERT_TRUE(first) << first.error().message.en;
    EXPECT_EQ(*reader.view(), *first);
    add({meeting("2021-02-03", "学习")});
    auto second = reader.view();
    ASSERT_TRUE(second);
    EXPECT_EQ((*second)->snapshot().figures().find("meetings")->value, Decimal::whole(1));
    clock.ms += 86'400'000;
    auto third = reader.view();
    ASSERT_TRUE(third);
    EXPECT_NE(*third, *second);
    EXPECT_EQ((*third)->snapshot().today(), (*second)->snapshot().today() + 1);
}

// The server may be restarted under a running instance: the next question opens a new connection.
TEST_P(Reader, ALostConnectionIsNotLentAgain) {
    BookReader reader(place_, {std::nullopt, 2021, ""}, [] { return now; });
    ASSERT_TRUE(reader.view());
    if (GetParam() == store::Engine::postgresql) {
        store::PostgresServer::instance().psql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'");
        EXPECT_FALSE(reader.view());
    }
    auto again = reader.view();
    EXPECT_TRUE(again) << again.error().message.en;
}

}  // namespace
}  // namespace luze::ops
