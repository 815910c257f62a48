#include "ops/send_reminders.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/sent_digests.h"

namespace luze::ops {
namespace {

using casework::Reminder;

int hour_of(const Desk& desk, Instant now) {
    constexpr std::int64_t minute = 60'000;
    constexpr std::int64_t minutes_a_day = 24 * 60;
    std::int64_t minutes = now.ms / minute + desk.book().zone;
    return static_cast<int>(minutes % minutes_a_day / 60);
}

std::optional<int> whole(const Desk& desk, const char* parameter, Date day) {
    auto number = desk.context(day).parameters.number(parameter, day);
    return number ? std::optional(static_cast<int>(number->units() / Decimal::whole(1).units()))
                  : std::nullopt;
}

Result<void> check_quiet(const Desk& desk, Instant now) {
    const Date day = desk.day(now);
    if (!desk.pack().calendar.working_day(day)) {
        return fail(ErrorKind::refused, "今天不是工作日，不发提醒邮件", "no mail on days off");
    }
    auto from = whole(desk, "remind_from_hour", day);
    auto to = whole(desk, "remind_to_hour", day);
    const int hour = hour_of(desk, now);
    if ((from && hour < *from) || (to && hour >= *to)) {
        return fail(ErrorKind::refused,
                    fmt::format("现在是免打扰时段，提醒邮件在{}时至{}时之间发", from.value_or(0),
                                to.value_or(24)),
                    fmt::format("these are quiet hours: mail goes out from {} to {} o'clock",
                                from.value_or(0), to.value_or(24)));
    }
    return {};
}

std::string address_of(const Desk& desk, PersonId person) {
    auto at = desk.book().records.find(RecordId{person.value});
    const auto* email =
        at == desk.book().records.end() ? nullptr : get<Text>(at->second.fields, "email");
    return email == nullptr ? "" : email->text;
}

Mail digest(const Desk& desk, const std::vector<Reminder>& mine, const std::string& address,
            Date day) {
    Mail mail{address, fmt::format("履责提醒：{}项（{}）", mine.size(), day.iso()), ""};
    mail.text = desk.book().name + " " + day.iso() + "\n\n";
    for (bool late : {true, false}) {
        std::string lines;
        for (const Reminder& reminder : mine) {
            if (reminder.late == late) {
                lines += "· " + line_of(desk, reminder, day, true).zh + "\n";
            }
        }
        if (!lines.empty()) {
            mail.text += (late ? "已经逾期：\n" : "近期要办：\n") + lines + "\n";
        }
    }
    mail.text += "请到履责里办理。本邮件由程序按账目发出，每个工作日至多一封。\n";
    return mail;
}

}  // namespace

Result<Sending> send_reminders(Desk& desk, const Mailer& mailer, const Asker& asker, Instant now) {
    if (!asker.whole_book) {
        return fail(ErrorKind::refused, "提醒邮件由管理数据目录的人发出",
                    "mail is sent by whoever keeps the data directory");
    }
    if (auto quiet = check_quiet(desk, now); !quiet) {
        return std::unexpected(quiet.error());
    }
    const Date day = desk.day(now);
    store::SentDigests digests(desk.site().session(), desk.site().book());
    auto before = digests.on(day);
    if (!before) {
        return std::unexpected(before.error());
    }
    Sending sending;
    auto all = reminders_for(desk, {}, asker, day);
    for (auto at = all.begin(); at != all.end();) {
        const PersonId person = at->person;
        auto end =
            std::find_if(at, all.end(), [&](const Reminder& r) { return r.person != person; });
        std::vector<Reminder> mine(at, end);
        at = end;
        std::string address = address_of(desk, person);
        if (before->contains(person.value)) {
            ++sending.before;
        } else if (address.empty()) {
            const Person* found = desk.roster().find(person);
            sending.no_address.push_back(found == nullptr ? "" : found->name);
        } else if (auto sent = mailer(digest(desk, mine, address, day)); !sent) {
            sending.failed.push_back(sent.error());
        } else if (auto kept = digests.add(person.value, day, now); !kept) {
            return std::unexpected(kept.error());
        } else {
            ++sending.sent;
        }
    }
    return sending;
}

}  // namespace luze::ops
