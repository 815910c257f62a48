#include "ops/second_factor.h"

#include "access/accounts.h"
#include "access/audit.h"
#include "access/one_time_codes.h"
#include "access/secrets.h"
#include "report/qr.h"

namespace luze::ops {
namespace {

access::Accounts accounts_of(Desk& desk) { return {desk.site().session(), desk.site().book()}; }

Result<access::Account> own(Desk& desk, const Asker& asker) {
    auto account = accounts_of(desk).find(asker.account);
    if (!account) {
        return std::unexpected(account.error());
    }
    if (!*account) {
        return fail(ErrorKind::missing, "没有这个账号", "there is no such account");
    }
    if ((*account)->has_factor()) {
        return fail(ErrorKind::refused, "第二重验证已经设置；要换新的，请安全管理员先重置",
                    "the second factor is set up already; the security administrator resets it");
    }
    return std::move(**account);
}

Json::Array rows_of(const report::QrCode& code) {
    Json::Array rows;
    for (int y = 0; y < code.side; ++y) {
        std::string row;
        for (int x = 0; x < code.side; ++x) {
            row += code.at(x, y) ? '1' : '0';
        }
        rows.emplace_back(std::move(row));
    }
    return rows;
}

}  // namespace

Result<Json> begin_second_factor(Desk& desk, const Asker& asker) {
    auto account = own(desk, asker);
    auto secret = access::new_factor();
    if (!account || !secret) {
        return std::unexpected(account ? secret.error() : account.error());
    }
    auto begun = store::transact(desk.site().session(), [&] {
        return accounts_of(desk).set_factor(account->name, *secret, Instant{0}, 0);
    });
    std::string uri = access::factor_uri(*secret, account->name, desk.book().name + " 履责");
    auto code = report::qr_code(uri);
    if (!begun || !code) {
        return std::unexpected(begun ? code.error() : begun.error());
    }
    return Json(Json::Object{{"secret", *secret}, {"uri", uri}, {"qr", rows_of(*code)}});
}

Result<Json> confirm_second_factor(Desk& desk, const Asker& asker, const std::string& code,
                                   const std::string& address, Instant now) {
    return store::transact(desk.site().session(), [&]() -> Result<Json> {
        auto account = own(desk, asker);
        auto recovery = access::new_recovery_codes();
        if (!account || !recovery) {
            return std::unexpected(account ? recovery.error() : account.error());
        }
        auto step = access::step_of(access::from_base32(account->factor), code, now, 0);
        if (account->factor.empty() || !step) {
            return fail(ErrorKind::invalid, "验证码不对，请看手机上当前的6位数字，并核对手机时间",
                        "the code is wrong: take the six digits shown now, and check the clock");
        }
        auto set = accounts_of(desk).set_factor(account->name, account->factor, now, *step);
        if (set) {
            set = accounts_of(desk).set_recovery_codes(account->name, *recovery);
        }
        if (set) {
            set = access::Audit(desk.site().session(), desk.site().book())
                      .add({0, now, account->name, access::events::factor_set, account->name, "",
                            address});
        }
        if (!set) {
            return std::unexpected(set.error());
        }
        Json::Array codes;
        for (const std::string& one : *recovery) {
            codes.emplace_back(one);
        }
        return Json(Json::Object{{"recovery", std::move(codes)}});
    });
}

}  // namespace luze::ops
