#include "access/rights.h"

#include <gmock/gmock.h>

namespace luze::access {
namespace {

using testing::UnorderedElementsAre;

TEST(Rights, WhatIsNotGivenIsRefused) {
    Access nobody = access_of({}, {});
    EXPECT_TRUE(nobody.may(Right::open));
    EXPECT_TRUE(nobody.may(Right::signed_in));
    EXPECT_FALSE(nobody.may(Right::see_own));
    EXPECT_FALSE(nobody.scope.all_units);
    EXPECT_FALSE(nobody.scope.restricted);
    Grant unknown{"emperor", {}};
    EXPECT_FALSE(access_of({&unknown, 1}, PersonId{3}).may(Right::see_own));
    EXPECT_FALSE(Access{}.may(Right::signed_in));
}

TEST(Rights, AdministratorsSeeNoBusinessData) {
    for (const Role& role : roles()) {
        Grant grant{std::string(role.id), {}};
        Access access = access_of({&grant, 1}, {});
        bool business = access.may(Right::see_own) || access.may(Right::see_book) ||
                        access.may(Right::restricted) || access.scope.by_rule ||
                        access.may(Right::record) || access.scope.all_units;
        EXPECT_NE(business, role.administrator) << role.id;
    }
}

TEST(Rights, AdministratorsExcludeEachOtherAndEverythingElse) {
    for (const Role& one : roles()) {
        for (const Role& other : roles()) {
            auto units = [](const Role& role) {
                return role.reach == Reach::units ? std::vector<std::string>{"业务科"}
                                                  : std::vector<std::string>{};
            };
            std::vector<Grant> both{{std::string(one.id), units(one)},
                                    {std::string(other.id), units(other)}};
            EXPECT_EQ(check_grants(both, {}).has_value(),
                      !one.administrator && !other.administrator)
                << one.id << " " << other.id;
        }
        Grant alone{std::string(one.id), one.reach == Reach::units
                                             ? std::vector<std::string>{"业务科"}
                                             : std::vector<std::string>{}};
        EXPECT_EQ(check_grants({&alone, 1}, PersonId{3}).has_value(), !one.administrator);
    }
}

TEST(Rights, UnitsBelongToTheRolesThatReachSome) {
    Grant without{"deputy", {}};
    Grant with{"clerk", {"业务科"}};
    Grant unknown{"emperor", {}};
    EXPECT_FALSE(check_grants({&without, 1}, {}));
    EXPECT_FALSE(check_grants({&with, 1}, {}));
    EXPECT_FALSE(check_grants({&unknown, 1}, {}));
}

TEST(Rights, RolesAddUpAndTheLabelReachesNoFurtherThanItsRole) {
    std::vector<Grant> grants{{"deputy", {"甲科"}}, {"deputy", {"乙科"}}, {"staff", {}}};
    Access access = access_of(grants, PersonId{7});
    EXPECT_THAT(access.scope.units, UnorderedElementsAre("甲科", "乙科"));
    EXPECT_EQ(access.scope.self, PersonId{7});
    EXPECT_FALSE(access.scope.restricted);
    std::vector<Grant> head{{"head", {}}, {"deputy", {"甲科"}}};
    EXPECT_TRUE(access_of(head, PersonId{7}).scope.restricted);
}

TEST(Rights, UnitsReachWhatStandsBelowThem) {
    Scope scope;
    scope.units = {"计划财务科"};
    EXPECT_TRUE(scope.reaches("计划财务科"));
    EXPECT_TRUE(scope.reaches("计划财务科/预算股"));
    EXPECT_FALSE(scope.reaches("计划财务科二"));
    EXPECT_FALSE(scope.reaches(""));
    EXPECT_FALSE(Scope{}.reaches("计划财务科"));
    EXPECT_TRUE(Scope::open_records().reaches(""));
}

TEST(Rights, ScopesOfATokenOnlyNarrow) {
    Grant grant{"discipline", {}};
    Access whole = access_of({&grant, 1}, PersonId{3});
    Access narrow = whole.only({Right::see_own, Right::rules});
    EXPECT_TRUE(narrow.may(Right::see_own));
    EXPECT_FALSE(narrow.may(Right::rules)) << "the role has it not";
    EXPECT_FALSE(narrow.may(Right::see_book));
    EXPECT_FALSE(narrow.scope.restricted);
    EXPECT_FALSE(narrow.scope.by_rule);
}

TEST(Rights, EveryRightHasItsName) {
    for (const Role& role : roles()) {
        for (Right right : role.rights) {
            EXPECT_EQ(right_of(id_of(right)), right);
        }
    }
    EXPECT_FALSE(right_of("see.everything"));
}

}  // namespace
}  // namespace luze::access
