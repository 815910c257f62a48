#include "web/page.h"

#include <array>

#include "base/text.h"
#include "web/assets.h"
#include "web/parts.h"

namespace luze::web {
namespace {

struct Place {
    const char* id;
    const char* zh;
    const char* en;
};
constexpr std::array<Place, 6> places{{{"", "总览", "Overview"},
                                       {"standing", "履责情况", "Standing"},
                                       {"report", "年度报告", "Report"},
                                       {"figures", "数字", "Figures"},
                                       {"faults", "问题", "Faults"},
                                       {"entries", "账目", "Entries"}}};

constexpr std::string_view language_cookie = "luze_lang=";

std::optional<Language> language_named(std::string_view name) {
    if (name.starts_with("zh")) {
        return Language::zh;
    }
    return name.starts_with("en") ? std::optional(Language::en) : std::nullopt;
}

std::optional<Language> language_of_cookie(const Request& request) {
    const std::string* cookies = find_header(request.headers, "cookie");
    std::size_t at = cookies == nullptr ? std::string::npos : cookies->find(language_cookie);
    return at == std::string::npos
               ? std::nullopt
               : language_named(std::string_view(*cookies).substr(at + language_cookie.size()));
}

// The first language of the list that we speak: browsers put them in order of preference.
std::optional<Language> language_of_browser(const Request& request) {
    if (const std::string* accepted = find_header(request.headers, "accept-language")) {
        for (const std::string& item : split(*accepted, ",")) {
            if (auto language = language_named(trim(item))) {
                return language;
            }
        }
    }
    return std::nullopt;
}

Markup navigation(const Asked& asked, const std::string& here) {
    Markup links;
    for (const Place& place : places) {
        bool current = here == place.id;
        links += element(
            "a", {{"href", "/" + std::string(place.id)}, {"aria-current", current ? "page" : ""}},
            asked.say(place.zh, place.en));
    }
    return element("nav", {{"class", "places"}, {"aria-label", asked.say("主导航", "Main")}},
                   links);
}

Markup other_language(const Asked& asked) {
    bool chinese = asked.language == Language::zh;
    auto query = asked.request.query;
    query["lang"] = chinese ? "en" : "zh";
    return element("a",
                   {{"href", link(asked.request.path(), query)},
                    {"lang", chinese ? "en" : "zh-CN"},
                    {"hreflang", chinese ? "en" : "zh-CN"},
                    {"class", "language"}},
                   chinese ? "English" : "中文");
}

Markup top(const Asked& asked) {
    Markup book;
    if (asked.view != nullptr) {
        const ops::Snapshot& snapshot = asked.snapshot();
        book = anchor("/", snapshot.book().name, "book") +
               span("day", asked.say(std::to_string(snapshot.year()) + "年度 · 截至",
                                     std::to_string(snapshot.year()) + ", as of ") +
                               shown_day(snapshot.as_of(), asked.language));
    } else {
        book = anchor("/", asked.say("履责", "Luze"), "book");
    }
    return element("header", {{"class", "top"}}, {book, other_language(asked)});
}

// Said wherever the day is not today.
Markup day_banner(const Asked& asked) {
    if (asked.view == nullptr || asked.snapshot().as_of() == asked.snapshot().today()) {
        return {};
    }
    std::string day = shown_day(asked.snapshot().as_of(), asked.language);
    std::string today = shown_day(asked.snapshot().today(), asked.language);
    Markup said =
        asked.say("看到的是截至", "What you see is as of ") + element("strong", {}, day) +
        asked.say("的情况，不是今天（" + today + "）。", ", not of today (" + today + ").");
    if (asked.demo) {
        said = asked.say("这是样例数据。", "These are sample data. ") + said;
    }
    return element("p", {{"class", "banner"}, {"role", "note"}}, said);
}

}  // namespace

Language language_of(const Request& request, Language otherwise) {
    if (auto language = language_named(request.asked("lang"))) {
        return *language;
    }
    if (auto language = language_of_cookie(request)) {
        return *language;
    }
    return language_of_browser(request).value_or(otherwise);
}

Response page(const Asked& asked, const Frame& frame, const Markup& content, int status) {
    std::string product = asked.say("履责", "Luze");
    Markup head = element("meta", {{"charset", "utf-8"}}) +
                  element("meta", {{"name", "viewport"},
                                   {"content", "width=device-width, initial-scale=1"}}) +
                  element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}) +
                  element("title", {}, frame.title + " · " + product) +
                  element("link", {{"rel", "icon"}, {"href", asset_url("icon.svg")}}) +
                  element("link", {{"rel", "stylesheet"}, {"href", asset_url("luze.css")}});
    Markup main = element("h1", {}, frame.title);
    if (!frame.question.empty()) {
        main += paragraph(frame.question, "question");
    }
    Markup body = anchor("#main", asked.say("跳到正文", "Skip to content"), "skip") + top(asked) +
                  element("div", {{"class", "desk"}},
                          {navigation(asked, frame.place),
                           element("main", {{"id", "main"}, {"tabindex", "-1"}},
                                   day_banner(asked) + main + content)});
    Response response;
    response.status = status;
    response.body = document(element("html", {{"lang", asked.say("zh-CN", "en")}},
                                     {element("head", {}, head), element("body", {}, body)}));
    if (auto chosen = language_named(asked.request.asked("lang"))) {
        std::string word = *chosen == Language::zh ? "zh" : "en";
        response.headers.push_back({"Set-Cookie", std::string(language_cookie) + word +
                                                      "; Path=/; Max-Age=31536000; HttpOnly; "
                                                      "SameSite=Strict"});
    }
    return response;
}

Response problem_page(const Asked& asked, int status, const std::string& title,
                      const std::string& what) {
    Markup way_out = paragraph(anchor("/", asked.say("回到总览", "Back to the overview")));
    return page(asked, {title, what, "-"}, way_out, status);
}

Response problem_page(const Asked& asked, const Error& error) {
    int status = status_of(error.kind);
    return problem_page(asked, status,
                        status == 404 ? asked.say("没有找到", "Not found")
                                      : asked.say("暂时看不了", "Not available"),
                        asked.say(error.message));
}

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
        case ErrorKind::invalid:
            return 400;
        case ErrorKind::missing:
            return 404;
        case ErrorKind::conflict:
            return 409;
        case ErrorKind::refused:
            return 403;
        case ErrorKind::limit:
            return 413;
        default:
            return 503;
    }
}

}  // namespace luze::web
