#include "ops/jobs.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "base/limits.h"

namespace luze::ops {
namespace {

Json until_ended(Jobs& jobs, const std::string& id) {
    for (int i = 0; i < 1'000; ++i) {
        auto shown = jobs.look(id, "我");
        if (!shown || shown->text("state") != "running") {
            return shown ? *shown : Json{};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return {};
}

// Until it is told to stop.
Result<Json> endless(JobProgress& progress, const std::stop_token& stop) {
    progress.set(1, 2);
    while (!stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return Json("stopped");
}

TEST(Jobs, SayHowFarTheyHaveComeAndWhatCameOfThem) {
    Jobs jobs;
    auto id = jobs.start("count", "我", [](JobProgress& progress, const std::stop_token&) {
        progress.set(7, 7);
        return Result<Json>(Json("done"));
    });
    ASSERT_TRUE(id);
    Json shown = until_ended(jobs, *id);
    EXPECT_EQ(shown.text("state"), "done");
    EXPECT_EQ(shown.number("done"), 7);
    EXPECT_EQ(shown.text("result"), "done");
    EXPECT_FALSE(jobs.look(*id, "别人")) << "others do not see it";
    EXPECT_FALSE(jobs.look("99", "我"));
}

TEST(Jobs, WhatFailsSaysWhy) {
    Jobs jobs;
    auto thrown =
        jobs.start("throw", "我", [](JobProgress&, const std::stop_token&) -> Result<Json> {
            throw std::runtime_error("no more memory");
        });
    Json shown = until_ended(jobs, *thrown);
    EXPECT_EQ(shown.text("state"), "failed");
    EXPECT_NE(shown["error"].text("zh").find("no more memory"), std::string::npos);
}

TEST(Jobs, OnlySoManyAtOnceAndAllEndTogether) {
    Jobs jobs;
    for (std::size_t i = 0; i < limits::jobs_running; ++i) {
        ASSERT_TRUE(jobs.start("endless", "我", endless));
    }
    auto more = jobs.start("endless", "我", endless);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().kind, ErrorKind::limit);
    jobs.end();
    EXPECT_FALSE(jobs.look("1", "我"));
}

}  // namespace
}  // namespace luze::ops
