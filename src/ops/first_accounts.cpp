#include "ops/first_accounts.h"

#include "ops/link_file.h"
#include "ops/manage_accounts.h"

namespace luze::ops {

Result<void> first_accounts(Desk& desk, const Asker& asker, Instant now) {
    auto there = access::Accounts(desk.site().session(), desk.site().book()).list();
    if (!there || !there->empty()) {
        return there ? Result<void>{} : std::unexpected(there.error());
    }
    std::vector<SetUpLink> links;
    for (const access::Role& role : access::roles()) {
        if (!role.administrator && role.id != "clerk") {
            continue;
        }
        const std::string name(role.id);
        auto secret = add_account(desk, {name, {}, std::string(role.zh), {{name, {}}}}, asker, now);
        if (!secret) {
            return std::unexpected(secret.error());
        }
        links.push_back({name, std::string(role.zh) + " / " + std::string(role.en), *secret});
    }
    return keep_links(desk.site().place(), links);
}

}  // namespace luze::ops
