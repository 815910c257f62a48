#include "app/mail.h"

#include <curl/curl.h>
#include <fmt/chrono.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/digest.h"

namespace luze::app {
namespace {

constexpr long seconds_to_connect = 10;
constexpr long seconds_for_all = 60;

// RFC 2047: words beyond ASCII, in pieces that fit a line.
std::string header_words(const std::string& text) {
    constexpr std::size_t bytes_in_piece = 42;
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t size = std::min(bytes_in_piece, text.size() - at);
        while (at + size < text.size() &&
               (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U) {
            --size;
        }
        out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + to_base64(text.substr(at, size)) +
               "?=";
        at += size;
    }
    return out;
}

// RFC 5322: Fri, 27 Nov 2026 02:05:00 +0000.
std::string dated(Instant now) {
    constexpr std::int64_t second = 1'000;
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(now.ms / second));
}

// No two mails have the same: a digest of all that it says, and of when.
std::string id_of(const MailServer& server, const ops::Mail& mail, Instant now) {
    std::string all = std::to_string(now.ms) + "\n" + mail.to + "\n" + mail.subject + "\n";
    return sha256(all + mail.text).hex() + server.from.substr(server.from.find('@'));
}

// RFC 5322 with the body as base64 (RFC 2045).
std::string message_of(const MailServer& server, const ops::Mail& mail, Instant now) {
    constexpr std::size_t line = 76;
    std::string body = to_base64(mail.text);
    std::string folded;
    for (std::size_t at = 0; at < body.size(); at += line) {
        folded += body.substr(at, line) + "\r\n";
    }
    return "Date: " + dated(now) + "\r\nMessage-ID: <" + id_of(server, mail, now) + ">\r\nFrom: <" +
           server.from + ">\r\nTo: <" + mail.to + ">\r\nSubject: " + header_words(mail.subject) +
           "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n" +
           folded;
}

struct Reading {
    std::string text;
    std::size_t at = 0;
};

std::size_t read_more(char* buffer, std::size_t size, std::size_t count, void* from) {
    auto* reading = static_cast<Reading*>(from);
    std::size_t take = std::min(size * count, reading->text.size() - reading->at);
    std::copy_n(reading->text.data() + reading->at, take, buffer);
    reading->at += take;
    return take;
}

// An address goes between angle brackets: nothing in it may end them or the line.
bool sound(const std::string& address) {
    return address.find('@') != std::string::npos &&
           address.find_first_of("<>\r\n\t \"") == std::string::npos;
}

Result<void> send(const MailServer& server, const ops::Mail& mail, Instant now) {
    if (!sound(mail.to) || !sound(server.from)) {
        return fail(ErrorKind::invalid, "邮件地址“" + mail.to + "”不对，请在名册里改正",
                    "'" + mail.to + "' is no address");
    }
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    Reading reading{message_of(server, mail, now), 0};
    curl_slist* to = curl_slist_append(nullptr, ("<" + mail.to + ">").c_str());
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owned(to, curl_slist_free_all);
    std::array<char, CURL_ERROR_SIZE> why{};
    auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    set(CURLOPT_URL, server.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
    if (!server.user.empty()) {
        // A password goes over a closed line or not at all.
        set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
        set(CURLOPT_USERNAME, server.user.c_str());
        set(CURLOPT_PASSWORD, server.password.c_str());
    }
    set(CURLOPT_MAIL_FROM, ("<" + server.from + ">").c_str());
    set(CURLOPT_MAIL_RCPT, to);
    set(CURLOPT_READFUNCTION, &read_more);
    set(CURLOPT_READDATA, static_cast<void*>(&reading));
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, seconds_to_connect);
    set(CURLOPT_TIMEOUT, seconds_for_all);
    set(CURLOPT_ERRORBUFFER, why.data());
    CURLcode code = curl_easy_perform(curl.get());
    if (code == CURLE_OK) {
        return {};
    }
    std::string said = why.data();
    said = said.empty() ? curl_easy_strerror(code) : said;
    return fail(ErrorKind::io, "邮件没有发给 " + mail.to + "：" + said,
                "no mail to " + mail.to + ": " + said);
}

}  // namespace

ops::Mailer mailer_of(const MailServer& server, Instant now) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    return [server, now](const ops::Mail& mail) -> Result<void> {
        return ready == CURLE_OK
                   ? send(server, mail, now)
                   : fail(ErrorKind::io, "邮件组件没有就绪", "the mail library is not ready");
    };
}

}  // namespace luze::app
