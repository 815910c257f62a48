#include "access/passwords.h"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <memory>

#include "access/secrets.h"
#include "base/text.h"

namespace luze::access {
namespace {

constexpr int at_once = 2;
constexpr int most_waiting = 2;
constexpr std::uint32_t passes = 2;
constexpr std::uint32_t memory = 19'456;  // KiB
constexpr std::uint32_t lanes = 1;
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t longest = 128;  // characters

constexpr std::array<Policy, 2> profiles{{
    {"dengbao", "等保", "MLPS", 8, 3, 90, true},
    {"asvs", "长口令", "ASVS", 12, 1, 0, true},
}};

// What is tried first everywhere, lower case and without the digits and signs around it.
constexpr std::array<std::string_view, 44> tried{
    "password", "passw0rd", "p@ssword",   "p@ssw0rd", "admin",     "administrator", "root",
    "qwerty",   "qwertyui", "qwertyuiop", "asdfgh",   "asdfghjkl", "zxcvbn",        "zxcvbnm",
    "letmein",  "welcome",  "abc",        "abcd",     "abcdef",    "abcabc",        "aabbcc",
    "iloveyou", "dragon",   "monkey",     "master",   "test",      "user",          "guest",
    "login",    "secret",   "changeme",   "default",  "woaini",    "woaizhongguo",  "nihao",
    "mima",     "luze",     "lvze",       "lvzhi",    "qazwsx",    "qazwsxedc",     "aaaa",
    "asd",      "qwe"};

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 0x7F;
}

// Letters at the heart: !!Password123 → password.
std::string heart_of(std::string_view password) {
    std::string low = lower(password);
    auto first = std::ranges::find_if(low, is_letter);
    auto last = std::find_if(low.rbegin(), std::make_reverse_iterator(first), is_letter).base();
    return {first, last};
}

bool much_tried(std::string_view password) {
    std::string heart = heart_of(password);
    if (heart.empty() || std::ranges::find(tried, std::string_view(heart)) != tried.end()) {
        return true;  // digits and signs only are guessed as quickly
    }
    return std::ranges::all_of(password, [&](char c) { return c == password.front(); });
}

int classes_of(std::string_view password) {
    bool upper = false;
    bool small = false;
    bool digit = false;
    bool other = false;
    for (char c : password) {
        const bool is_upper = c >= 'A' && c <= 'Z';
        const bool is_small = c >= 'a' && c <= 'z';
        const bool is_digit = c >= '0' && c <= '9';
        upper = upper || is_upper;
        small = small || is_small;
        digit = digit || is_digit;
        other = other || (!is_upper && !is_small && !is_digit);
    }
    return int{upper} + int{small} + int{digit} + int{other};
}

}  // namespace

std::span<const Policy> policies() { return profiles; }

const Policy& policy_of(std::string_view id) {
    auto at = std::ranges::find(profiles, id, &Policy::id);
    return at == profiles.end() ? profiles.front() : *at;
}

Phrase rules_of(const Policy& policy) {
    std::string least = std::to_string(policy.shortest);
    Phrase out{"至少" + least + "个字符", "at least " + least + " characters"};
    if (policy.classes > 1) {
        std::string classes = std::to_string(policy.classes);
        out.zh += "，大写字母、小写字母、数字、符号四类中至少有" + classes + "类";
        out.en += ", at least " + classes + " of: capitals, small letters, digits, signs";
    }
    out.zh += "，不含账号和姓名，不用常见口令";
    out.en += ", without the account's and person's name, none that is in common use";
    if (policy.days > 0) {
        out.zh += "；每" + std::to_string(policy.days) + "天换一次";
        out.en += "; changed every " + std::to_string(policy.days) + " days";
    }
    return out;
}

std::optional<Phrase> weakness(const Policy& policy, std::string_view password,
                               const std::vector<std::string>& names) {
    if (!is_utf8(password) || code_points(password) > longest) {
        return Phrase{"口令太长或含有无法识别的字符，最多128个字符",
                      "the password is too long (128 characters at most) or not text"};
    }
    Phrase rules = rules_of(policy);
    if (code_points(password) < policy.shortest || classes_of(password) < policy.classes) {
        return Phrase{"口令不够强：" + rules.zh, "the password is too weak: " + rules.en};
    }
    const std::string low = lower(password);
    for (const std::string& name : names) {
        if (code_points(name) > 1 && low.find(lower(name)) != std::string::npos) {
            return Phrase{"口令里不要有账号、姓名或单位名称",
                          "the password must not contain the account, the person or the office"};
        }
    }
    if (policy.against_the_list && much_tried(password)) {
        return Phrase{"这个口令太常见，容易被猜到，请换一个",
                      "this password is among the first that are tried: choose another"};
    }
    return std::nullopt;
}

// One of the few places; given back when it goes.
class Hasher::Turn {
public:
    explicit Turn(Hasher& hasher) : hasher_(&hasher) {
        std::unique_lock lock(hasher_->mutex_);
        if (hasher_->running_ >= at_once) {
            if (hasher_->waiting_ >= most_waiting) {
                return;
            }
            ++hasher_->waiting_;
            hasher_->free_.wait(lock, [&] { return hasher_->running_ < at_once; });
            --hasher_->waiting_;
        }
        ++hasher_->running_;
        taken_ = true;
    }
    ~Turn() {
        if (taken_) {
            std::lock_guard lock(hasher_->mutex_);
            --hasher_->running_;
            hasher_->free_.notify_one();
        }
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    [[nodiscard]] bool taken() const { return taken_; }

private:
    Hasher* hasher_;
    bool taken_ = false;
};

namespace {

std::unexpected<Error> busy() {
    return fail(ErrorKind::io, "同时登录的人太多，请过几秒再试",
                "too many are signing in at once: try again in a few seconds");
}

}  // namespace

Result<std::string> Hasher::hash(std::string_view password) {
    Turn turn(*this);
    if (!turn.taken()) {
        return busy();
    }
    auto salt = random_bytes(salt_bytes);
    if (!salt) {
        return salt;
    }
    std::string out(argon2_encodedlen(passes, memory, lanes, salt_bytes, hash_bytes, Argon2_id),
                    '\0');
    int done =
        argon2id_hash_encoded(passes, memory, lanes, password.data(), password.size(), salt->data(),
                              salt->size(), hash_bytes, out.data(), out.size());
    if (done != ARGON2_OK) {
        return fail(ErrorKind::io, "口令算不出来：内存不足", "the password cannot be hashed");
    }
    out.resize(out.find('\0'));
    return out;
}

Result<bool> Hasher::verify(const std::string& hash, std::string_view password) {
    if (hash.empty()) {
        auto spent = this->hash(password);
        return spent ? Result<bool>(false) : std::unexpected(spent.error());
    }
    Turn turn(*this);
    if (!turn.taken()) {
        return busy();
    }
    int done = argon2id_verify(hash.c_str(), password.data(), password.size());
    if (done != ARGON2_OK && done != ARGON2_VERIFY_MISMATCH) {
        return fail(ErrorKind::corrupt, "存着的口令读不出来，请安全管理员重发设置链接",
                    "the stored password cannot be read: have a new set-up link issued");
    }
    return done == ARGON2_OK;
}

}  // namespace luze::access
