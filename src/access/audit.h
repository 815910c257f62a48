// What happened with accounts and who read what: only added to, never changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/value.h"
#include "store/session.h"

namespace luze::access {

// Events, as they are kept.
namespace events {
inline constexpr const char* sign_in = "sign_in";
inline constexpr const char* sign_in_refused = "sign_in_refused";
inline constexpr const char* sign_out = "sign_out";
inline constexpr const char* password_set = "password_set";
inline constexpr const char* factor_set = "factor_set";
inline constexpr const char* factor_reset = "factor_reset";
inline constexpr const char* account_added = "account_added";
inline constexpr const char* account_disabled = "account_disabled";
inline constexpr const char* account_enabled = "account_enabled";
inline constexpr const char* roles_changed = "roles_changed";
inline constexpr const char* person_changed = "person_changed";
inline constexpr const char* link_issued = "link_issued";
inline constexpr const char* token_issued = "token_issued";
inline constexpr const char* token_revoked = "token_revoked";
inline constexpr const char* setting_changed = "setting_changed";
inline constexpr const char* refused = "refused";
inline constexpr const char* exported = "exported";
}  // namespace events

struct AuditLine {
    std::int64_t number = 0;
    Instant at;
    std::string account;  // who did it
    std::string event;
    std::string subject;  // to what: an account, a route, a setting
    std::string detail;
    std::string address;
};

// Somebody read a restricted record.
struct ReadLine {
    std::int64_t number = 0;
    Instant at;
    std::string account;
    PersonId person;
    RecordId record;
    std::string through;  // showRecord: the operation
};

// In the caller's transaction: where it cannot be written, nothing else is.
class Audit {
public:
    Audit(store::Session& session, std::string book) : session_(&session), book_(std::move(book)) {}

    [[nodiscard]] Result<void> add(const AuditLine& line);  // its number is given here
    // The newest first; before that number (0 = all), of these events (sign_in,sign_out) and that
    // account where not empty.
    [[nodiscard]] Result<std::vector<AuditLine>> list(const std::string& event,
                                                      const std::string& account,
                                                      std::int64_t before, std::size_t count,
                                                      std::size_t offset = 0) const;
    [[nodiscard]] Result<std::int64_t> count(const std::string& event,
                                             const std::string& account) const;

    // One line a record.
    [[nodiscard]] Result<void> add_reads(const std::vector<RecordId>& records,
                                         const ReadLine& line);
    // The newest first, of that account where it is not empty.
    [[nodiscard]] Result<std::vector<ReadLine>> reads(std::int64_t before, std::size_t count,
                                                      const std::string& account = "",
                                                      std::size_t offset = 0) const;
    [[nodiscard]] Result<std::int64_t> count_reads(const std::string& account) const;
    [[nodiscard]] Result<std::vector<ReadLine>> reads_of(RecordId record) const;

private:
    store::Session* session_;
    std::string book_;
};

}  // namespace luze::access
