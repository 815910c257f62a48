#include "ops/manage_settings.h"

#include <algorithm>

#include "access/accounts.h"
#include "access/audit.h"
#include "access/passwords.h"
#include "access/settings.h"
#include "base/text.h"

namespace luze::ops {
namespace {

access::Settings settings_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }
access::Accounts accounts_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }

// The one choice there is: by which rules passwords are judged.
Json policies_json() {
    Json::Array out;
    for (const access::Policy& policy : access::policies()) {
        const Phrase rules = access::rules_of(policy);
        out.push_back(Json::Object{{"id", policy.id},
                                   {"name", Json::Object{{"zh", policy.zh}, {"en", policy.en}}},
                                   {"text", Json::Object{{"zh", rules.zh}, {"en", rules.en}}}});
    }
    return Json(std::move(out));
}

}  // namespace

Result<Json> settings_json(Desk& desk) {
    auto values = settings_of(desk).all();
    if (!values) {
        return std::unexpected(values.error());
    }
    Json::Array out;
    for (const access::SettingKind& kind : access::setting_kinds()) {
        Json::Object item{{"id", kind.id},
                          {"name", Json::Object{{"zh", kind.zh}, {"en", kind.en}}},
                          {"why", Json::Object{{"zh", kind.why_zh}, {"en", kind.why_en}}},
                          {"value", values->at(std::string(kind.id))},
                          {"otherwise", kind.otherwise},
                          {"kind", access::id_of(kind.shape)}};
        if (kind.shape == access::SettingShape::number) {
            item["least"] = kind.least;
            item["most"] = kind.most;
        }
        if (kind.shape == access::SettingShape::choice) {
            item["choices"] = policies_json();
        }
        out.push_back(std::move(item));
    }
    return Json(std::move(out));
}

Result<void> set_setting(Desk& desk, const std::string& id, const std::string& value,
                         const Asker& asker, Instant now) {
    return store::transact(desk.site().session(), [&]() -> Result<void> {
        auto before = settings_of(desk).text(id);
        if (!before) {
            return std::unexpected(before.error());
        }
        if (auto set = settings_of(desk).set(id, value); !set) {
            return set;
        }
        return access::Audit(desk.site().session(), desk.site().book())
            .add({0, now, asker.account, access::events::setting_changed, id,
                  *before + " → " + value, ""});
    });
}

Result<Json> preference_json(Desk& desk, const Asker& asker, const std::string& name) {
    auto value = accounts_of(desk).preference(asker.account, name);
    return value ? Result<Json>(Json::Object{{"name", name}, {"value", *value}})
                 : std::unexpected(value.error());
}

Result<void> set_preference(Desk& desk, const Asker& asker, const std::string& name,
                            const std::string& value) {
    constexpr std::size_t longest_name = 100;
    constexpr std::size_t longest_value = 64U << 10U;
    const bool sound =
        !name.empty() && name.size() <= longest_name && std::ranges::none_of(name, [](char c) {
            return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
        });
    if (!sound || !is_utf8(name) || !is_utf8(value)) {
        return fail(ErrorKind::invalid, "偏好的名字不能用",
                    "this name of a preference will not do");
    }
    if (value.size() > longest_value) {
        return fail(ErrorKind::limit, "偏好太长，最多 64 KiB",
                    "this preference is longer than 64 KiB");
    }
    return store::transact(desk.site().session(), [&] {
        return accounts_of(desk).set_preference(asker.account, name, value);
    });
}

}  // namespace luze::ops
