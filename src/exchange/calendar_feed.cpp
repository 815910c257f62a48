#include "exchange/calendar_feed.h"

#include <libical/ical.h>

#include <memory>

namespace luze::exchange {
namespace {

icaltimetype date_of(Date day) {
    icaltimetype time = icaltime_from_string(
        (day.iso().substr(0, 4) + day.iso().substr(5, 2) + day.iso().substr(8, 2)).c_str());
    time.is_date = 1;
    return time;
}

icalcomponent* alarm_of(const FeedDay& item) {
    constexpr int eight_hours = 8;
    icaltriggertype trigger{};
    trigger.time = icaltime_null_time();
    trigger.duration = icaldurationtype_null_duration();
    trigger.duration.hours = eight_hours;
    return icalcomponent_vanew(ICAL_VALARM_COMPONENT, icalproperty_new_action(ICAL_ACTION_DISPLAY),
                               icalproperty_new_description(item.title.c_str()),
                               icalproperty_new_trigger(trigger), static_cast<void*>(nullptr));
}

icalcomponent* event_of(const FeedDay& item, icaltimetype stamp) {
    return icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(item.uid.c_str()),
        icalproperty_new_dtstamp(stamp), icalproperty_new_dtstart(date_of(item.day)),
        icalproperty_new_dtend(date_of(item.day + 1)), icalproperty_new_summary(item.title.c_str()),
        icalproperty_new_description(item.about.c_str()),
        icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), alarm_of(item),
        static_cast<void*>(nullptr));
}

}  // namespace

std::string calendar_feed(const std::string& name, const std::vector<FeedDay>& days, Instant now) {
    constexpr std::int64_t milliseconds = 1'000;
    icaltimetype stamp =
        icaltime_from_timet_with_zone(now.ms / milliseconds, 0, icaltimezone_get_utc_timezone());
    std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar(
        icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                            icalproperty_new_prodid("-//Luze//Luze//ZH"),
                            icalproperty_new_method(ICAL_METHOD_PUBLISH),
                            static_cast<void*>(nullptr)),
        icalcomponent_free);
    icalproperty* title = icalproperty_new_x(name.c_str());
    icalproperty_set_x_name(title, "X-WR-CALNAME");
    icalcomponent_add_property(calendar.get(), title);
    for (const FeedDay& item : days) {
        icalcomponent_add_component(calendar.get(), event_of(item, stamp));
    }
    std::unique_ptr<char, decltype(&free)> text(icalcomponent_as_ical_string_r(calendar.get()),
                                                free);
    return text.get();
}

}  // namespace luze::exchange
