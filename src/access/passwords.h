// Passwords: Argon2id, a few at a time, and what a password must be.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace luze::access {

// A profile of rules for passwords.
struct Policy {
    std::string_view id;
    std::string_view zh;
    std::string_view en;
    std::size_t shortest;   // characters
    int classes;            // of upper case, lower case, digits and others, so many at least
    int days;               // then a new one is wanted; 0 = never
    bool against_the_list;  // none of those that everybody tries
};
[[nodiscard]] std::span<const Policy> policies();
// The first one, where there is none of that name.
[[nodiscard]] const Policy& policy_of(std::string_view id);

// Why it will not do, or nothing. `names` are those that it must not contain: the account, the
// person, the organisation.
[[nodiscard]] std::optional<Phrase> weakness(const Policy& policy, std::string_view password,
                                             const std::vector<std::string>& names);
// The rules as people read them.
[[nodiscard]] Phrase rules_of(const Policy& policy);

// Hashes passwords (Argon2id, 19,456 KiB, two passes, one lane: about 50 ms each). Only two at a
// time, and only a few wait: whoever comes then is told to try again (ErrorKind::io). For several
// threads.
class Hasher {
public:
    // $argon2id$v=19$m=19456,t=2,p=1$salt$hash
    [[nodiscard]] Result<std::string> hash(std::string_view password);
    // Takes as long for an empty hash (no such account) as for any.
    [[nodiscard]] Result<bool> verify(const std::string& hash, std::string_view password);

private:
    class Turn;
    std::mutex mutex_;
    std::condition_variable free_;
    int running_ = 0;
    int waiting_ = 0;
};

}  // namespace luze::access
