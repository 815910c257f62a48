// The ladder, reminders, tokens, windows of duties, posts, talks, meetings.
#include <fmt/format.h>

#include <cstdlib>

#include "app/at_work.h"
#include "app/exit_code.h"
#include "app/mail.h"
#include "app/print.h"
#include "base/limits.h"
#include "ops/adopt_pack.h"
#include "ops/attach_evidence.h"
#include "ops/check_pack.h"
#include "ops/decide_rung.h"
#include "ops/manage_tokens.h"
#include "ops/settle_window.h"
#include "ops/show_posts.h"
#include "ops/show_talks.h"

namespace luze::app {
namespace {

// Opens the desk and says who asks, or prints why not.
template <class Work>
int with_desk(const Console& console, const Work& work) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    auto asker = asker_of(console, **desk);
    if (!asker) {
        return console.report(asker.error());
    }
    return work(**desk, *asker);
}

const Written& written(const Console& console) { return console.options.written; }

Date day_asked(const Console& console, const ops::Desk& desk) {
    return console.options.as_of.value_or(desk.day(console.now));
}

Result<RecordId> record_asked(const Console& console) {
    return record_id(written(console).text("id"));
}

Result<ops::WindowWish> window_asked(const Console& console) {
    auto from = day_of(written(console).text("--from"), "--from");
    auto to = day_of(written(console).text("--to"), "--to");
    if (!from || !to) {
        return std::unexpected(from ? to.error() : from.error());
    }
    return ops::WindowWish{
        written(console).text("duty"), written(console).text("bearer"), {**from, **to}};
}

Json id_json(RecordId id) { return Json::Object{{"id", id.value}}; }

std::string base_name(const std::string& path) {
    return path.substr(path.find_last_of('/') == std::string::npos ? 0
                                                                   : path.find_last_of('/') + 1);
}

}  // namespace

int run_record_attach(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto id = record_asked(console);
        std::string path = written(console).text("file");
        auto bytes = ops::read_file(path, limits::upload_bytes);
        if (!id || !bytes) {
            return console.report(id ? bytes.error() : id.error());
        }
        auto digest =
            ops::attach_evidence(desk, {*id, base_name(path), *bytes}, asker, console.now);
        if (!digest) {
            return console.report(digest.error());
        }
        return done(console, desk, Json::Object{{"digest", *digest}},
                    console.say("已附上佐证 ", "attached ") + digest->substr(0, 12));
    });
}

// Each file under its own name; a second of the same name begins with its digest.
int run_record_evidence(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto id = record_asked(console);
        auto record = id ? desk.record(*id, asker, desk.day(console.now))
                         : Result<const Record*>(std::unexpected(id.error()));
        if (!record) {
            return console.report(record.error());
        }
        const std::string out = written(console).text("--out");
        Json::Object kept;
        for (const std::string& digest : (*record)->evidence) {
            auto file = ops::evidence_of(desk, *id, digest, asker, console.now);
            if (!file) {
                return console.report(file.error());
            }
            std::string name = base_name(file->name);
            name = kept.contains(name) ? digest.substr(0, 8) + "-" + name : name;
            kept[name] = Json::Object{{"name", name},
                                      {"digest", digest},
                                      {"type", file->type},
                                      {"size", file->bytes.size()}};
            auto done =
                out.empty() ? Result<void>{} : ops::write_file(out + "/" + name, file->bytes);
            if (!done) {
                return console.report(done.error());
            }
        }
        Json::Array all;
        for (const auto& [name, file] : kept) {
            all.push_back(file);
        }
        print_answer(
            console, all,
            {{"name", "文件", "file"}, {"size", "字节", "bytes"}, {"digest", "摘要值", "digest"}});
        return exit_done;
    });
}

int run_ladder_list(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        Date day = day_asked(console, desk);
        print_answer(console, ops::proposals_json(desk, ops::open_proposals(desk, asker, day), day),
                     {{"record", "编号", "id"},
                      {"title", "事项", "matter"},
                      {"rung", "标识", "rung"},
                      {"rung_name", "建议", "proposed"},
                      {"subject", "对象", "about"},
                      {"ground", "依据", "ground"},
                      {"who", "由谁决定", "decided by"}});
        return exit_done;
    });
}

int run_ladder_decide(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto id = record_asked(console);
        if (!id) {
            return console.report(id.error());
        }
        auto letter =
            ops::decide_rung(desk,
                             {*id, written(console).text("rung"), written(console).text("--text"),
                              written(console).text("--ask"), written(console).text("--number")},
                             asker, console.now);
        if (!letter) {
            return console.report(letter.error());
        }
        return done(console, desk, id_json(*letter),
                    console.say("已决定，文书编号 ", "decided; the letter is ") +
                        std::to_string(letter->value));
    });
}

int run_ladder_decline(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto id = record_asked(console);
        if (!id) {
            return console.report(id.error());
        }
        auto entry = ops::decline_rung(desk, *id, written(console).text("rung"),
                                       written(console).text("--reason"), asker, console.now);
        if (!entry) {
            return console.report(entry.error());
        }
        return done(console, desk, Json::Object{{"entry", *entry}},
                    console.say("已记下，不采取这一级", "put aside"));
    });
}

int run_reminder_list(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        Date day = day_asked(console, desk);
        auto all = ops::reminders_for(desk, asker.person, asker, day);
        print_answer(console, ops::reminders_json(desk, all, day),
                     {{"person", "谁", "who"},
                      {"on", "时限", "due"},
                      {"late", "逾期", "late"},
                      {"text", "要办的事", "what"},
                      {"record", "编号", "id"}});
        return exit_done;
    });
}

int run_reminder_send(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        const char* password = std::getenv("LUZE_SMTP_PASSWORD");
        MailServer server{written(console).text("--smtp"), written(console).text("--from"),
                          written(console).text("--user"), password == nullptr ? "" : password};
        auto sent = ops::send_reminders(desk, mailer_of(server, console.now), asker, console.now);
        if (!sent) {
            return console.report(sent.error());
        }
        int code = exit_done;
        for (const Error& error : sent->failed) {
            code = console.report(error);
        }
        Json::Array nobody;
        for (const std::string& name : sent->no_address) {
            nobody.emplace_back(name);
        }
        Json answer = Json::Object{{"sent", sent->sent},
                                   {"before", sent->before},
                                   {"failed", static_cast<std::int64_t>(sent->failed.size())},
                                   {"no_address", nobody}};
        console.print(
            console.options.json
                ? canonical(answer) + "\n"
                : fmt::format(fmt::runtime(console.say(
                                  "已发{}封，今天已发过{}封，没发成{}封，名册里没有邮箱的{}人\n",
                                  "{} sent, {} had been sent today, {} failed, {} have no "
                                  "address\n")),
                              sent->sent, sent->before, sent->failed.size(),
                              sent->no_address.size()));
        return code;
    });
}

int run_reminder_calendar(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto secret = ops::issue_calendar(desk, asker, console.now);
        if (!secret) {
            return console.report(secret.error());
        }
        std::string path = "/api/v1/calendar/" + *secret + ".ics";
        return done(
            console, desk, Json::Object{{"path", path}},
            console.say("日历地址（旧的已作废，请勿转给别人）：", "calendar address (secret): ") +
                path);
    });
}

int run_token_add(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker&) {
        auto person = desk.person(written(console).text("person"));
        if (!person) {
            return console.report(person.error());
        }
        std::string account = written(console).text("--account");
        if (account.empty()) {
            account = desk.roster().find(*person)->name;
        }
        auto purpose =
            written(console).flag("--read-only") ? access::Purpose::read : access::Purpose::write;
        auto token = ops::issue_token(desk, *person, account, purpose, console.now);
        if (!token) {
            return console.report(token.error());
        }
        return done(console, desk, Json::Object{{"token", *token}},
                    console.say("令牌（只显示这一次）：", "token (shown this once): ") + *token);
    });
}

int run_token_list(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker&) {
        auto tokens = ops::tokens_json(desk);
        if (!tokens) {
            return console.report(tokens.error());
        }
        print_answer(console, *tokens,
                     {{"id", "标识", "id"},
                      {"person", "代表", "stands for"},
                      {"account", "账号", "account"},
                      {"purpose", "用途", "purpose"},
                      {"created_at", "发出", "issued"},
                      {"revoked_at", "作废", "revoked"}});
        return exit_done;
    });
}

int run_token_revoke(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        std::string id = written(console).text("token");
        auto revoked = ops::revoke_token(desk, id, asker, "", console.now);
        return revoked ? done(console, desk, Json::Object{{"revoked", id}},
                              console.say("已作废", "revoked"))
                       : console.report(revoked.error());
    });
}

int run_window_waive(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto window = window_asked(console);
        if (!window) {
            return console.report(window.error());
        }
        auto entry =
            ops::waive_window(desk, *window, written(console).text("--reason"), asker, console.now);
        return entry ? done(console, desk, Json::Object{{"entry", *entry}},
                            console.say("已豁免", "waived"))
                     : console.report(entry.error());
    });
}

int run_window_link(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto window = window_asked(console);
        auto id = record_asked(console);
        if (!window || !id) {
            return console.report(window ? id.error() : window.error());
        }
        auto entry = ops::link_record(desk, *id, *window, asker, console.now);
        return entry ? done(console, desk, Json::Object{{"entry", *entry}},
                            console.say("已连上", "linked"))
                     : console.report(entry.error());
    });
}

int run_window_raise(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto window = window_asked(console);
        auto typed = typed_of(written(console).all("fields"));
        if (!window || !typed) {
            return console.report(window ? typed.error() : window.error());
        }
        auto id = ops::raise_from_duty(desk, *window, *typed, asker, console.now);
        return id ? done(console, desk, id_json(*id),
                         console.say("已转为问题，编号 ", "raised as ") + std::to_string(id->value))
                  : console.report(id.error());
    });
}

int run_post_list(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        print_answer(console, ops::posts_json(desk, asker, day_asked(console, desk)),
                     {{"record", "编号", "id"},
                      {"department", "科室", "department"},
                      {"post", "岗位", "post"},
                      {"person", "任职人", "holder"},
                      {"from", "任职", "since"},
                      {"until", "到期", "until"},
                      {"days_left", "还有天数", "days left"},
                      {"state_name", "任期", "tenure"},
                      {"step", "办理", "state"},
                      {"exemption", "豁免", "exemption"}});
        return exit_done;
    });
}

int run_talk_list(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        Date day = day_asked(console, desk);
        int year = console.options.year.value_or(day.year());
        print_answer(console, ops::talks_json(desk, year, asker, day),
                     {{"person", "谁", "who"},
                      {"department", "科室", "department"},
                      {"planned", "已安排", "planned"},
                      {"held", "已谈", "held"},
                      {"proposed", "建议由谁谈", "proposed"}});
        return exit_done;
    });
}

int run_rules_adopt(const Console& console) {
    return with_desk(console, [&](ops::Desk& desk, const ops::Asker& asker) {
        auto files = ops::pack_folder(written(console).text("folder"));
        auto from = day_of(written(console).text("--from"), "--from");
        if (!files || !from) {
            return console.report(files ? from.error() : files.error());
        }
        auto adopted = ops::adopt_pack(desk, *files, from->value_or(desk.day(console.now)), asker,
                                       console.now);
        if (!adopted) {
            return console.report(adopted.error());
        }
        Json::Array dropped;
        for (const std::string& item : adopted->dropped) {
            dropped.emplace_back(item);
        }
        std::string said =
            console.say("已启用 ", "adopted ") + adopted->id + " " + adopted->version;
        if (!adopted->dropped.empty()) {
            said += console.say("；新规则里不再有：", "; no longer in the rules: ") +
                    member_text(console, Json(dropped));
        }
        return done(
            console, desk,
            Json::Object{{"id", adopted->id}, {"version", adopted->version}, {"dropped", dropped}},
            said);
    });
}

}  // namespace luze::app
