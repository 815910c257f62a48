#include "web/page.h"

#include <optional>

#include "base/text.h"
#include "web/assets.h"

namespace luze::web {
namespace {

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

Response page(const Asked& asked, const std::string& title, const Markup& content, int status) {
    std::string bureau =
        asked.view == nullptr ? asked.say("履责", "Luze") : asked.snapshot().book().name;
    Markup head = element("meta", {{"charset", "utf-8"}}) +
                  element("meta", {{"name", "viewport"},
                                   {"content", "width=device-width, initial-scale=1"}}) +
                  element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}) +
                  element("title", {}, title + " · " + bureau) +
                  element("link", {{"rel", "icon"}, {"href", asset_url("icon.svg")}}) +
                  element("link", {{"rel", "stylesheet"}, {"href", asset_url("luze.css")}});
    Markup top = element("header", {{"class", "top"}},
                         {anchor("/public", bureau, "book"), other_language(asked)});
    Markup main =
        element("main", {{"id", "main"}, {"tabindex", "-1"}}, element("h1", {}, title) + content);
    Response response;
    response.status = status;
    response.body = document(element(
        "html", {{"lang", asked.say("zh-CN", "en")}},
        {element("head", {}, head),
         element("body", {},
                 anchor("#main", asked.say("跳到正文", "Skip to content"), "skip") + top + main)}));
    if (auto chosen = language_named(asked.request.asked("lang"))) {
        std::string word = *chosen == Language::zh ? "zh" : "en";
        response.headers.push_back({"Set-Cookie", std::string(language_cookie) + word +
                                                      "; Path=/; Max-Age=31536000; HttpOnly; "
                                                      "SameSite=Strict"});
    }
    return response;
}

}  // namespace luze::web
