#include "web/public_pages.h"

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "ops/public_notices.h"
#include "web/parts.h"
#include "web/problem.h"

namespace luze::web {
namespace {

using ops::Notice;

Response list_page(const Asked& asked, const std::vector<Notice>& notices) {
    std::vector<Cells> rows;
    Excerpt excerpt = excerpt_of(asked.request, notices.size());
    for (std::size_t i = excerpt.first; i < excerpt.end(); ++i) {
        const Notice& notice = notices[i];
        rows.push_back({shown_day(notice.published_on, asked.language),
                        anchor("/public/" + std::to_string(notice.id.value), notice.title),
                        notice.department});
    }
    return page(
        asked, asked.say("公开事项", "Disclosures"),
        table(asked.say("已经公开的事项，最近的在前", "What has been published, newest first"),
              {asked.say("公开日期", "Published"), asked.say("事项", "Matter"),
               asked.say("科室", "Department")},
              rows, nothing(asked.say("还没有公开的事项。", "Nothing has been published yet."))) +
            pager(asked, excerpt));
}

Markup opinion_form(const Asked& asked, const Notice& notice) {
    std::string action = "/public/" + std::to_string(notice.id.value) + "/opinions";
    // The second field is seen by programs only: people leave it empty.
    return element(
        "form", {{"method", "post"}, {"action", action}, {"class", "opinion"}},
        {element("h2", {}, asked.say("提意见", "Say what you think")),
         element("label", {{"for", "text"}},
                 asked.say("您的意见（不用登记姓名，请不要写个人信息）",
                           "Your opinion (no name is asked; leave out personal data)")),
         element("textarea", {{"id", "text"},
                              {"name", "text"},
                              {"rows", "6"},
                              {"required", "required"},
                              {"maxlength", std::to_string(limits::opinion_characters)}}),
         element("div", {{"hidden", "hidden"}},
                 {element("label", {{"for", "website"}}, asked.say("请留空", "Leave empty")),
                  element("input", {{"id", "website"},
                                    {"name", "website"},
                                    {"tabindex", "-1"},
                                    {"autocomplete", "off"}})}),
         element("button", {{"type", "submit"}}, asked.say("提交", "Send"))});
}

Response notice_page(const Asked& asked, const Notice& notice, const Markup& said,
                     int status = 200) {
    Markup content = said;
    content +=
        paragraph(shown_day(notice.published_on, asked.language) +
                      (notice.department.empty() ? "" : " · " + notice.department) +
                      (notice.version > 1 ? asked.say(" · 第", " · version ") +
                                                std::to_string(notice.version) + asked.say("版", "")
                                          : ""),
                  "question");
    if (!notice.summary.empty()) {
        content += paragraph(notice.summary);
    }
    if (notice.url.starts_with("https://") || notice.url.starts_with("http://")) {
        content += paragraph(anchor(notice.url, notice.url));
    }
    if (!notice.replies.empty()) {
        Markup replies;
        for (const std::string& reply : notice.replies) {
            replies += element("li", {}, Markup(reply));
        }
        content += element("h2", {}, asked.say("对意见的答复", "Replies to opinions")) +
                   element("ul", {}, replies);
    }
    content += opinion_form(asked, notice);
    content += paragraph(anchor("/public", asked.say("全部公开事项", "All disclosures")));
    return page(asked, notice.title, content, status);
}

Response take(const Asked& asked, const Notice& notice, ops::BookWriter& writer,
              OpinionGate& gate) {
    Markup thanks =
        element("p", {{"class", "banner"}, {"role", "status"}},
                asked.say("意见已经收到，答复会写在本页。谢谢。",
                          "Your opinion has been received; the reply will be shown here. "
                          "Thank you."));
    auto form = read_form(asked.request.body).value_or(std::map<std::string, std::string>{});
    if (!form["website"].empty()) {
        return notice_page(asked, notice, thanks);  // a program: nothing is kept
    }
    auto kept = writer.at_desk([&](ops::Desk& desk, Instant now) -> Result<void> {
        if (!gate.admit(asked.request.address, now)) {
            return fail(ErrorKind::limit, "提交得太多了，请过一小时再来",
                        "too many opinions: come back in an hour");
        }
        return ops::take_opinion(desk, notice.id, form["text"], now);
    });
    if (kept) {
        return notice_page(asked, notice, thanks);
    }
    int status = kept.error().kind == ErrorKind::limit ? 429 : status_of(kept.error().kind);
    return notice_page(
        asked, notice,
        element("p", {{"class", "banner"}, {"role", "alert"}}, asked.say(kept.error().message)),
        status);
}

}  // namespace

bool OpinionGate::admit(const std::string& address, Instant now) {
    constexpr std::int64_t hour = 3'600'000;
    std::lock_guard lock(mutex_);
    if (hour_.number != now.ms / hour) {
        hour_ = {now.ms / hour, {}, 0};
    }
    // Beyond the hour's number no further address is kept.
    if (hour_.all >= limits::opinions_per_hour) {
        return false;
    }
    int& mine = hour_.by_address[address];
    if (mine >= limits::opinions_per_address) {
        return false;
    }
    ++mine;
    ++hour_.all;
    return true;
}

bool is_public(const Request& request) {
    return !request.segments.empty() && request.segments.front() == "public";
}

Response public_answer(const Asked& asked, ops::BookWriter& writer, OpinionGate& gate) {
    const auto& segments = asked.request.segments;
    const ops::Snapshot& snapshot = asked.snapshot();
    auto notices = ops::public_notices(snapshot.book(), snapshot.pack(), snapshot.today());
    const bool posts = asked.request.method == "POST";
    if (segments.size() == 1 && !posts) {
        return list_page(asked, notices);
    }
    std::int64_t number = 0;
    if (segments.size() > 1) {
        std::from_chars(segments[1].data(), segments[1].data() + segments[1].size(), number);
    }
    auto at = std::ranges::find(notices, RecordId{number}, &Notice::id);
    if (at != notices.end() && segments.size() == 2 && !posts) {
        return notice_page(asked, *at, {});
    }
    if (at != notices.end() && segments.size() == 3 && segments[2] == "opinions" && posts) {
        return take(asked, *at, writer, gate);
    }
    return page(asked, asked.say("没有这一项", "Not found"),
                paragraph(anchor("/public", asked.say("全部公开事项", "All disclosures"))), 404);
}

}  // namespace luze::web
