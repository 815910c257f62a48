// Signing in and out, set-up links, one's own password, second factor and preferences.
#include "ops/manage_settings.h"
#include "ops/second_factor.h"
#include "ops/sign_in.h"
#include "web/credentials.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

Answer error_answer(int status, const char* zh, const char* en, bool code_wanted = false) {
    Json::Object body{{"error", Json::Object{{"zh", zh}, {"en", en}}}};
    if (code_wanted) {
        body["wants"] = "code";
    }
    Answer answer{std::move(body)};
    answer.status = status;
    return answer;
}

// The session as its pages see it; null: there is none.
Result<Json> shown_session(ops::Desk& desk, const Services& services, const std::string& secret,
                           Instant now) {
    auto json = ops::session_json(desk, secret, now);
    if (json && !json->is_null()) {
        (*json->object())["sample"] = services.sample;
    }
    return json;
}

// With the cookie.
Result<Answer> begun(ops::Desk& desk, const Services& services, const Request& request,
                     const std::string& secret, Instant now) {
    auto json = shown_session(desk, services, secret, now);
    if (!json) {
        return std::unexpected(json.error());
    }
    Answer answer{std::move(*json)};
    answer.headers.push_back(session_cookie(request, secret));
    return answer;
}

Result<Answer> finish_sign_in(const Services& services, const Request& request,
                              const ops::SignInWish& wish, bool right) {
    return services.writer.at_desk([&](ops::Desk& desk, Instant now) -> Result<Answer> {
        auto outcome = ops::finish_sign_in(desk, wish, right, now);
        if (!outcome) {
            return std::unexpected(outcome.error());
        }
        switch (outcome->kind) {
            case ops::SignInOutcome::Kind::done:
                return begun(desk, services, request, outcome->session, now);
            case ops::SignInOutcome::Kind::code_wanted:
                return error_answer(401, "请输入第二重验证的验证码",
                                    "enter the code of the second factor", true);
            case ops::SignInOutcome::Kind::wrong:
                break;
        }
        return error_answer(401, "账号、口令或验证码不对", "wrong account, password or code");
    });
}

}  // namespace

Result<Answer> show_session(ops::Desk& desk, const Called& called, Instant now) {
    auto json = shown_session(desk, called.services, called.session(), now);
    if (!json) {
        return std::unexpected(json.error());
    }
    if (json->is_null()) {
        Answer answer = error_answer(401, "请登录", "please sign in");
        (*answer.json.object())["book"] = desk.book().name;
        return answer;
    }
    return Answer{std::move(*json)};
}

Result<Answer> sign_in(ops::Desk& desk, const Called& called, Instant now) {
    ops::SignInWish wish{called.text("account"), called.text("password"), called.text("code"),
                         called.request.address};
    auto hash = ops::begin_sign_in(desk, wish, now);
    if (!hash) {
        return std::unexpected(hash.error());
    }
    Answer answer;
    answer.later = [services = called.services, &request = called.request, wish,
                    hash = *hash]() -> Result<Answer> {
        auto right = services.hasher.verify(hash, wish.password);
        return right ? finish_sign_in(services, request, wish, *right)
                     : std::unexpected(right.error());
    };
    return answer;
}

Result<Answer> sign_out(ops::Desk& desk, const Called& called, Instant now) {
    auto ended = ops::sign_out(desk, called.asker, called.session(), called.request.address, now);
    if (!ended) {
        return std::unexpected(ended.error());
    }
    Answer answer{Json::Object{{"ended", true}}};
    answer.headers.push_back(session_cookie(called.request, ""));
    return answer;
}

Result<Answer> show_set_up(ops::Desk& desk, const Called& called, Instant now) {
    auto json = ops::set_up_json(desk, called.place(), now);
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<Answer> set_up(ops::Desk& desk, const Called& called, Instant now) {
    const std::string link = called.place();
    const std::string password = called.text("password");
    if (auto may = ops::begin_set_up(desk, link, password, now); !may) {
        return std::unexpected(may.error());
    }
    Answer answer;
    answer.later = [services = called.services, &request = called.request, link,
                    password]() -> Result<Answer> {
        auto hash = services.hasher.hash(password);
        if (!hash) {
            return std::unexpected(hash.error());
        }
        return services.writer.at_desk([&](ops::Desk& later, Instant at) -> Result<Answer> {
            auto secret = ops::finish_set_up(later, link, *hash, request.address, at);
            if (!secret) {
                return std::unexpected(secret.error());
            }
            return secret->empty() ? Result<Answer>(Answer{Json::Object{{"sign_in", true}}})
                                   : begun(later, services, request, *secret, at);
        });
    };
    return answer;
}

Result<Answer> change_password(ops::Desk& desk, const Called& called, Instant now) {
    const std::string before = called.text("old");
    const std::string password = called.text("password");
    if (before == password) {
        return fail(ErrorKind::invalid, "新口令要和旧的不同", "the new password must be another");
    }
    auto hash = ops::begin_password(desk, called.asker, password, called.request.address, now);
    if (!hash) {
        return std::unexpected(hash.error());
    }
    Answer answer;
    answer.later = [services = called.services, asker = called.asker, before, password,
                    hash = *hash,
                    wish = ops::PasswordWish{"", called.session(),
                                             called.request.address}]() mutable -> Result<Answer> {
        auto right = services.hasher.verify(hash, before);
        auto fresh = right && *right ? services.hasher.hash(password) : Result<std::string>("");
        if (!right || !fresh) {
            return std::unexpected(right ? fresh.error() : right.error());
        }
        if (!*right) {
            return fail(ErrorKind::invalid, "旧口令不对", "the old password is wrong");
        }
        wish.hash = *fresh;
        return services.writer.at_desk([&](ops::Desk& later, Instant at) -> Result<Answer> {
            auto done = ops::finish_password(later, asker, wish, at);
            return done ? Result<Answer>(Answer{Json::Object{{"id", asker.account}}})
                        : std::unexpected(done.error());
        });
    };
    return answer;
}

Result<Answer> begin_factor(ops::Desk& desk, const Called& called, Instant) {
    auto json = ops::begin_second_factor(desk, called.asker);
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<Answer> confirm_factor(ops::Desk& desk, const Called& called, Instant now) {
    auto json = ops::confirm_second_factor(desk, called.asker, called.text("code"),
                                           called.request.address, now);
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<Answer> set_language(ops::Desk& desk, const Called& called, Instant) {
    Language language = called.text("language") == "en" ? Language::en : Language::zh;
    auto done = ops::set_language(desk, called.asker, language);
    return done ? Result<Answer>(Answer{Json::Object{{"id", called.asker.account}}})
                : std::unexpected(done.error());
}

Result<Answer> show_preference(ops::Desk& desk, const Called& called, Instant) {
    auto json = ops::preference_json(desk, called.asker, called.place());
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<Answer> set_preference(ops::Desk& desk, const Called& called, Instant) {
    auto done = ops::set_preference(desk, called.asker, called.place(), called.text("value"));
    return done ? Result<Answer>(Answer{Json::Object{{"id", called.place()}}})
                : std::unexpected(done.error());
}

}  // namespace luze::web
