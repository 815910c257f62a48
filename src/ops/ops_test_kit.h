// A site of its own with a small book, on either engine, for the tests of the use cases.
#pragma once

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "ops/desk.h"
#include "ops/init_book.h"
#include "ops/site.h"
#include "store/databases_test.h"

namespace luze::ops {

inline const char* const small_rules = R"toml(id = "small"
version = "1"
name = "小包"

[[row]]
number = 1
what = "活动"

[[norm]]
id = "rules"
name = "学习制度"

[[parameter]]
id = "study_min"
name = "每季度学习"
value = 1

[[parameter]]
id = "quorum"
name = "到会比例"
type = "share"
value = "实到 > 应到/2"

[[form]]
id = "person"
name = "名册"
sheet_words = ["名册"]
key = ["name"]
field = [
  { id = "name", name = "姓名", columns = ["姓名"], required = true },
  { id = "department", type = "unit", name = "科室", columns = ["科室"] },
  { id = "joined", type = "date", name = "到任", columns = ["到任时间"] },
  { id = "left", type = "date", name = "离任", columns = ["离任时间"] },
]

[[form]]
id = "meeting"
name = "会议"
sheet_words = ["会议"]
date = "date"
key = ["date", "topic"]
present = "people"
field = [
  { id = "date", type = "date", name = "日期", columns = ["日期"], required = true },
  { id = "topic", name = "议题", columns = ["议题"], required = true },
  { id = "people", type = "people", name = "参会人员", columns = ["参会人员"] },
]

[[form]]
id = "talk"
name = "谈话"
sheet_words = ["谈话"]
date = "date"
key = ["date", "about"]
restricted = true
field = [
  { id = "date", type = "date", name = "日期", columns = ["谈话日期"] },
  { id = "person", type = "people", name = "对象", columns = ["谈话对象"] },
  { id = "about", name = "内容", columns = ["谈话内容"] },
]

[[group]]
id = "staff"
name = "全体人员"

[[duty]]
id = "quarterly"
name = "每季度会议"
norm = "rules"
bearer = { kind = "unit", unit = "bureau" }
period = "quarter"
at_least = "$study_min"
record = { form = "meeting" }

[[figure]]
id = "meetings"
label = "会议次数"
unit = "次"
form = "meeting"

[[figure]]
id = "talks"
label = "谈话次数"
unit = "次"
form = "talk"

[[fault]]
kind = "meeting_missing"
duty = "quarterly"
states = ["missed"]
note = "{window}没有开会"

[report]
id = "annual"
title = "{bureau}{year}年度报告"
opening = "现将情况报告如下。"
no_shortfall = "没有。"
closing = "特此报告。"

[[report.section]]
id = "done"
heading = "落实情况"

[[report.section.paragraph]]
id = "all"
heading = "会议"
prose = true
sentences = [
  { id = "meetings", text = "开会{meetings}次。", rows = [1] },
  { id = "talks", text = "谈话{talks}次。", rows = [1] },
]
)toml";

inline constexpr const char* roster_csv =
    "某局人员名册,,\n姓名,科室,到任时间\n姜　鸣,办公室,2015年8月\n王丽,业务科,2021.3.15\n";
inline constexpr const char* meetings_csv =
    "某局2021年会议台账,,\n日期,议题,参会人员\n2021-02-03,学习,姜鸣、王丽\n"
    "2021-05-06,部署,姜鸣\n2021-08-09,学习,生人\n";
inline constexpr const char* talks_csv =
    "某局2021年谈话台账,,\n谈话日期,谈话对象,谈话内容\n2021-03-04,王丽,机密内容\n";

// Entries 1 and 2 open the book; the clock stands at 2022-01-24 unless told otherwise.
class SiteTest : public store::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        // A PostgreSQL site keeps its keys beside the working directory: one for each test.
        before_ = std::filesystem::current_path();
        std::filesystem::current_path(files_.path());
        place_ = {where(), "main"};
        auto made = init_book(place_, {"某局", {{"pack.toml", small_rules}}, "tester"}, now);
        ASSERT_TRUE(made) << made.error().message.en;
    }
    void TearDown() override { std::filesystem::current_path(before_); }

    Site open() const {
        auto site = Site::open_to_write(place_);
        EXPECT_TRUE(site) << site.error().message.en;
        return std::move(*site);
    }
    std::unique_ptr<Desk> desk() const {
        auto desk = Desk::open(open());
        EXPECT_TRUE(desk) << desk.error().message.en;
        return std::move(*desk);
    }
    static Book fold(Site& site, const std::string& known_at = "") {
        auto book = site.fold(known_at);
        EXPECT_TRUE(book) << book.error().message.en;
        return book.value_or(Book{});
    }
    Book fold() const {
        Site site = open();
        return fold(site);
    }
    static Draft meeting(const char* date, const char* topic) {
        return {kinds::record, "tester",
                Json::Object{{"form", "meeting"},
                             {"fields", Json::Object{{"date", Json::Object{{"d", date}}},
                                                     {"topic", topic}}}}};
    }
    void add(std::vector<Draft> drafts, Instant at = now) const {
        Site site = open();
        Book book = fold(site);
        auto added = site.append(std::move(drafts), at, book);
        ASSERT_TRUE(added) << added.error().message.en;
    }
    std::shared_ptr<const Snapshot> look(const Question& question) const {
        Site site = open();
        auto snapshot = ops::look(site, question);
        EXPECT_TRUE(snapshot) << snapshot.error().message.en;
        return *snapshot;
    }
    std::shared_ptr<const Snapshot> look() const { return look({{now.day_at(480), {}, 2021}, ""}); }
    std::string file(const std::string& name, std::string_view bytes) const {
        std::string path = files_.path() + "/" + name;
        EXPECT_TRUE(write_file(path, bytes));
        return path;
    }
    // Changes the database behind the program's back.
    void tamper(const std::string& sql) const {
        auto database = store::Database::open(where());
        auto changed = session(*database)->run_script("test.tamper", sql);
        ASSERT_TRUE(changed) << changed.error().message.en;
    }

    static constexpr Instant now{1'643'000'000'000};  // 2022-01-24T04:53:20Z
    store::TemporaryDirectory files_;
    Place place_;

private:
    std::filesystem::path before_;
};

}  // namespace luze::ops
