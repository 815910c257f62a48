#include "base/date.h"
#include "base/decimal.h"
#include "base/text.h"

namespace luze {
TEST(Date, KnowsWhichDaysExist) {
    EXPECT_FALSE(Date::of(2021, 11, 31));
    EXPECT_EQ(Date::of(2021, 3, 5)->iso(), "2021-03-05");
    EXPECT_EQ(Date::parse("2020-02-29")->plus_years(1).iso(), "2021-02-28");
}
TEST(Decimal, RoundsHalfUp) {
    EXPECT_EQ(Decimal::ratio(Decimal::whole(8400), Decimal::whole(86), 1).text(), "97.7");
    EXPECT_EQ(Decimal::ratio(Decimal::whole(1), Decimal::whole(8), 2).text(), "0.13");
}
TEST(Text, FoldsAndTrims) {
    EXPECT_EQ(without_spaces("姜　鸣"), "姜鸣");
    EXPECT_EQ(fold_width("（ＡＢ１）"), "(AB1)");
    EXPECT_EQ(nearest("volunter", {"volunteer", "meeting"}), "volunteer");
}
}  // namespace luze
