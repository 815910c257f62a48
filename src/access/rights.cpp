#include "access/rights.h"

#include <algorithm>
#include <array>

namespace luze::access {
namespace {

struct Named {
    Right right;
    std::string_view id;
};
constexpr std::array<Named, 15> names{{{Right::open, "open"},
                                       {Right::signed_in, "signed.in"},
                                       {Right::see_own, "see.own"},
                                       {Right::see_book, "see.book"},
                                       {Right::see_whole, "see.whole"},
                                       {Right::restricted, "see.restricted"},
                                       {Right::record, "record"},
                                       {Right::import, "import"},
                                       {Right::rules, "rules"},
                                       {Right::report, "report"},
                                       {Right::plan, "plan"},
                                       {Right::verify, "verify"},
                                       {Right::admin_system, "admin.system"},
                                       {Right::admin_security, "admin.security"},
                                       {Right::admin_audit, "admin.audit"}}};

const std::vector<Role>& shipped() {
    using enum Right;
    static const std::vector<Role> table{
        {"clerk",
         "办公室",
         "clerk",
         {see_own, see_book, see_whole, restricted, record, import, rules, report, plan, verify},
         false,
         Reach::book,
         false},
        {"head",
         "主要负责人",
         "head",
         {see_own, see_book, see_whole, restricted, record, rules, report, plan, verify},
         true,
         Reach::book,
         false},
        {"deputy",
         "分管领导",
         "deputy",
         {see_own, see_book, restricted, record},
         false,
         Reach::units,
         false},
        {"discipline",
         "纪检",
         "discipline commissioner",
         {see_own, see_book, see_whole, restricted, record, verify},
         true,
         Reach::book,
         false},
        {"staff",
         "干部职工",
         "member of staff",
         {see_own, restricted, record},
         false,
         Reach::self,
         false},
        {"inspector",
         "检查组",
         "inspection team",
         {see_own, see_book, see_whole, verify},
         false,
         Reach::book,
         false},
        {"system", "系统管理员", "system administrator", {admin_system}, false, Reach::self, true},
        {"security",
         "安全管理员",
         "security administrator",
         {admin_security},
         false,
         Reach::self,
         true},
        {"audit", "审计管理员", "audit administrator", {admin_audit}, false, Reach::self, true},
    };
    return table;
}

bool contains(const std::vector<std::string>& units, const std::string& unit) {
    return std::ranges::find(units, unit) != units.end();
}

void widen(Scope& scope, const Role& role, const Grant& grant) {
    scope.all_units = scope.all_units || role.reach == Reach::book;
    for (const std::string& unit : grant.units) {
        if (role.reach == Reach::units && !contains(scope.units, unit)) {
            scope.units.push_back(unit);
        }
    }
}

bool covers(const Scope& wide, const Scope& narrow) {
    return wide.all_units ||
           (!narrow.all_units && std::ranges::all_of(narrow.units, [&](const std::string& unit) {
               return contains(wide.units, unit);
           }));
}

}  // namespace

std::string_view id_of(Right right) { return std::ranges::find(names, right, &Named::right)->id; }

std::optional<Right> right_of(std::string_view id) {
    auto at = std::ranges::find(names, id, &Named::id);
    return at == names.end() ? std::nullopt : std::optional(at->right);
}

std::string_view id_of(Reach reach) {
    return reach == Reach::book ? "book" : reach == Reach::units ? "units" : "self";
}

std::span<const Role> roles() { return shipped(); }

const Role* find_role(std::string_view id) {
    auto at = std::ranges::find(shipped(), id, &Role::id);
    return at == shipped().end() ? nullptr : &*at;
}

bool Access::may(Right right) const { return right == Right::open || rights.contains(right); }

Access Access::only(const std::set<Right>& scopes) const {
    Access out = *this;
    std::erase_if(out.rights, [&](Right right) {
        return right != Right::signed_in && !scopes.contains(right);
    });
    out.scope.restricted = out.scope.restricted && scopes.contains(Right::restricted);
    out.scope.by_rule = out.scope.by_rule && scopes.contains(Right::restricted);
    return out;
}

Access access_of(std::span<const Grant> grants, PersonId person) {
    Access out;
    out.rights.insert(Right::signed_in);
    Scope labelled;  // how far the label restricted reaches
    bool label = false;
    for (const Grant& grant : grants) {
        const Role* role = find_role(grant.role);
        if (role == nullptr) {
            continue;
        }
        out.rights.insert(role->rights.begin(), role->rights.end());
        widen(out.scope, *role, grant);
        if (role->restricted) {
            label = true;
            widen(labelled, *role, grant);
        }
    }
    out.scope.self = person;
    out.scope.by_rule = out.may(Right::restricted);
    out.scope.restricted = label && covers(labelled, out.scope);
    return out;
}

Result<void> check_grants(std::span<const Grant> grants, PersonId person) {
    for (const Grant& grant : grants) {
        const Role* role = find_role(grant.role);
        if (role == nullptr) {
            std::string known;
            for (const Role& other : shipped()) {
                known += (known.empty() ? "" : ", ") + std::string(other.id);
            }
            return fail(ErrorKind::invalid, "没有角色“" + grant.role + "”，可用的有 " + known,
                        "there is no role '" + grant.role + "'; known are " + known);
        }
        const std::string zh(role->zh);
        const std::string en(role->en);
        if (role->administrator && grants.size() > 1) {
            return fail(ErrorKind::invalid, "“" + zh + "”不能兼任别的角色",
                        "a " + en + " holds no other role");
        }
        if (role->administrator && person) {
            return fail(ErrorKind::invalid, "“" + zh + "”的账号不对应名册上的人，请另设账号",
                        "the account of a " + en + " stands for nobody of the roster");
        }
        if ((role->reach == Reach::units) == grant.units.empty()) {
            return fail(
                ErrorKind::invalid,
                grant.units.empty() ? "“" + zh + "”要写明管哪些科室或支部"
                                    : "“" + zh + "”不按科室或支部划分",
                grant.units.empty() ? "say the units of the " + en : "a " + en + " has no units");
        }
    }
    return {};
}

}  // namespace luze::access
