// Random bureaus: trees of units, people, records, labels and grants. What each account is answered
// is compared with the plainest rule there is.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "access/accounts.h"
#include "access/sign_ins.h"
#include "ops/book_reader.h"
#include "ops/book_writer.h"
#include "ops/init_book.h"
#include "program_kit.h"
#include "web/gate.h"
#include "web/site_handler.h"

namespace luze::test {
namespace {

const char* const pack_text = R"(id = "trees"
version = "1"
name = "包"

[[row]]
number = 1
what = "一"

[[form]]
id = "person"
name = "名册"
key = ["name"]
field = [
  { id = "name", name = "姓名" },
  { id = "department", type = "unit", name = "科室" },
  { id = "joined", type = "date", name = "到任" },
  { id = "left", type = "date", name = "离任" },
]

[[form]]
id = "matter"
name = "事项"
key = ["what"]
field = [
  { id = "what", name = "事项" },
  { id = "department", type = "unit", name = "科室" },
  { id = "people", type = "people", name = "人员" },
]

[[form]]
id = "shared"
name = "科内事项"
seen_in_unit = true
key = ["what"]
field = [
  { id = "what", name = "事项" },
  { id = "department", type = "unit", name = "科室" },
]

[[form]]
id = "talk"
name = "谈话"
restricted = true
seen_by = ["subject", "first"]
key = ["what"]
field = [
  { id = "what", name = "事项" },
  { id = "department", type = "unit", name = "科室" },
  { id = "people", type = "people", name = "对象" },
]

[[group]]
id = "firsts"
name = "第一人"
where = "name = 'p0'"

[[role]]
id = "subject"
name = "本人"
field = "people"

[[role]]
id = "first"
name = "第一人"
group = "firsts"
)";

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    std::size_t roll(std::size_t sides) { return engine_() % sides; }
    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[roll(items.size())];
    }

private:
    std::mt19937 engine_;
};

struct Someone {
    std::int64_t id = 0;
    std::string name;
    std::string unit;
    bool left = false;
};
struct Matter {
    std::int64_t id = 0;
    std::string form;
    std::string unit;  // of its field; may be empty
    std::vector<Someone> people;
};
struct Holder {
    std::string account;
    const Someone* person = nullptr;
    std::vector<access::Grant> grants;
    std::string cookie;

    [[nodiscard]] bool has(const std::set<std::string>& roles) const {
        return std::ranges::any_of(
            grants, [&](const access::Grant& grant) { return roles.contains(grant.role); });
    }
};

// By walking up from the unit.
bool granted(std::string unit, const Holder& holder) {
    for (;;) {
        for (const access::Grant& grant : holder.grants) {
            if (std::ranges::find(grant.units, unit) != grant.units.end()) {
                return true;
            }
        }
        if (unit.find('/') == std::string::npos) {
            return false;
        }
        unit.resize(unit.rfind('/'));
    }
}

bool expected(const Matter& matter, const Holder& holder) {
    std::vector<std::string> about;
    if (!matter.unit.empty()) {
        about.push_back(matter.unit);
    }
    bool named = false;
    for (const Someone& person : matter.people) {
        if (matter.unit.empty()) {
            about.push_back(person.unit);
        }
        named = named || (holder.person != nullptr && holder.person->id == person.id);
    }
    const bool reached =
        holder.has({"clerk", "head", "discipline", "inspector"}) ||
        std::ranges::any_of(about, [&](const auto& unit) { return granted(unit, holder); });
    if (matter.form == "talk") {
        return holder.person == nullptr
                   ? holder.has({"head", "discipline"}) && reached
                   : holder.has({"clerk", "head", "deputy", "discipline", "staff"}) &&
                         (named || (holder.person->name == "p0" && reached));
    }
    const bool at_home =
        holder.person != nullptr &&
        (about.empty() || std::ranges::find(about, holder.person->unit) != about.end());
    return reached || named || (matter.form == "shared" && at_home);
}

class Bureau {
public:
    explicit Bureau(Dice& dice) : dice_(dice) {
        grow_units();
        ops::Place place{folder_.at("data"), "main"};
        auto made = ops::init_book(place, {"局", {{"pack.toml", pack_text}}, "tester"}, now());
        EXPECT_TRUE(made) << made.error().message.en;
        writer_ = std::make_unique<ops::BookWriter>(place, [this] { return now(); });
        reader_ =
            std::make_unique<ops::BookReader>(place, ops::ReadWish{}, [this] { return now(); });
        auto filled = writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<std::int64_t> {
            std::vector<Draft> drafts = people(desk);
            std::ranges::move(matters(desk.book().size + std::ssize(drafts)),
                              std::back_inserter(drafts));
            return desk.append(std::move(drafts), at);
        });
        EXPECT_TRUE(filled) << filled.error().message.en;
        handler_ = web::site_handler(*reader_, *writer_, {});
        give_accounts();
    }

    Json get(const Holder& holder, const std::string& path, int wanted) {
        auto request = web::admit(
            {"GET", "/api/v1/" + path, 11, {{"Host", "127.0.0.1:8090"}, {"Cookie", holder.cookie}}},
            8090);
        web::Response response = handler_(*request);
        EXPECT_EQ(response.status, wanted) << holder.account << " " << path << response.body;
        auto json = parse_json(response.body);
        return response.status == 200 && json ? *json : Json{};
    }
    [[nodiscard]] const std::vector<Holder>& holders() const { return holders_; }
    [[nodiscard]] const std::vector<Matter>& matters() const { return matters_; }

private:
    // Names that begin alike must not be taken for branches of one another.
    void grow_units() {
        for (std::size_t i = 0; i < 4 + dice_.roll(7); ++i) {
            std::string name = "u" + std::string(1 + dice_.roll(2), 'x') + std::to_string(i % 4);
            const bool below = !units_.empty() && dice_.roll(3) != 0;
            std::string unit = below ? dice_.pick(units_) + "/" + name : name;
            if (std::ranges::find(units_, unit) == units_.end()) {
                units_.push_back(unit);
            }
        }
    }
    std::vector<Draft> people(const ops::Desk& desk) {
        std::vector<Draft> drafts;
        for (std::size_t i = 0; i < 10; ++i) {
            Someone one{desk.book().size + 1 + std::ssize(drafts), "p" + std::to_string(i),
                        dice_.pick(units_), i > 0 && dice_.roll(6) == 0};
            Json::Object fields{{"name", one.name}, {"department", Json::Object{{"u", one.unit}}}};
            if (one.left) {
                fields["left"] = Json::Object{{"d", "2021-03-01"}};
            }
            drafts.push_back({kinds::record, "tester",
                              Json::Object{{"form", "person"}, {"fields", std::move(fields)}}});
            people_.push_back(std::move(one));
        }
        return drafts;
    }
    std::vector<Draft> matters(std::int64_t size) {
        std::vector<Draft> drafts;
        for (std::size_t i = 0; i < 40; ++i) {
            Matter matter;
            matter.id = size + 1 + std::ssize(drafts);
            matter.form = std::vector<std::string>{"matter", "shared", "talk"}[dice_.roll(3)];
            matter.unit = dice_.roll(3) == 0 ? "" : dice_.pick(units_);
            Json::Array named;
            for (std::size_t k = dice_.roll(3); k > 0 && matter.form != "shared"; --k) {
                const Someone& who = dice_.pick(people_);
                named.push_back(Json::Object{{"raw", who.name}, {"id", who.id}});
                matter.people.push_back(who);
            }
            Json::Object fields{{"what", "m" + std::to_string(matter.id)}};
            if (!matter.unit.empty()) {
                fields["department"] = Json::Object{{"u", matter.unit}};
            }
            if (!named.empty()) {
                fields["people"] = Json::Object{{"p", std::move(named)}};
            }
            drafts.push_back({kinds::record, "tester",
                              Json::Object{{"form", matter.form}, {"fields", std::move(fields)}}});
            matters_.push_back(std::move(matter));
        }
        return drafts;
    }
    std::vector<access::Grant> grants() {
        static const std::vector<std::string> roles{"clerk",  "head",       "deputy",
                                                    "deputy", "deputy",     "staff",
                                                    "staff",  "discipline", "inspector"};
        std::vector<access::Grant> out;
        for (std::size_t i = dice_.roll(3); i > 0; --i) {
            access::Grant grant{dice_.pick(roles), {}};
            if (grant.role == "deputy") {
                std::set<std::string> units{dice_.pick(units_), dice_.pick(units_)};
                grant.units.assign(units.begin(), units.end());
            }
            if (std::ranges::find(out, grant.role, &access::Grant::role) == out.end()) {
                out.push_back(std::move(grant));
            }
        }
        return out;
    }
    void give_accounts() {
        auto given = writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<int> {
            store::Session& session = desk.site().session();
            return store::transact(session, [&]() -> Result<int> {
                for (std::size_t i = 0; i < people_.size() + 4; ++i) {
                    Holder holder{"a" + std::to_string(100 + i),
                                  i < people_.size() ? &people_[i] : nullptr, grants(), ""};
                    access::Account account;
                    account.name = holder.account;
                    account.person = PersonId{holder.person == nullptr ? 0 : holder.person->id};
                    account.created_at = at;
                    account.grants = holder.grants;
                    access::Accounts accounts(session, "main");
                    EXPECT_TRUE(accounts.add(account));
                    EXPECT_TRUE(accounts.set_password(account.name, "$argon2id$x", at));
                    auto secret = access::SignIns(session, "main").begin(account.name, "", at);
                    EXPECT_TRUE(secret);
                    holder.cookie = "luze=" + secret.value_or("");
                    holders_.push_back(std::move(holder));
                }
                return 0;
            });
        });
        EXPECT_TRUE(given) << given.error().message.en;
    }
    Instant now() { return {1'639'958'400'000 + ++ticks_}; }

    Dice& dice_;
    Folder folder_;
    std::int64_t ticks_ = 0;
    std::vector<std::string> units_;
    std::vector<Someone> people_;
    std::vector<Matter> matters_;
    std::vector<Holder> holders_;
    std::unique_ptr<ops::BookReader> reader_;
    std::unique_ptr<ops::BookWriter> writer_;
    web::Handler handler_;
};

std::set<std::int64_t> listed(const Json& answer, const char* list) {
    std::set<std::int64_t> out;
    const Json::Array* items = answer[list].array();
    for (const Json& item : items == nullptr ? Json::Array{} : *items) {
        out.insert(item.number("id"));
    }
    return out;
}

TEST(AccessTrees, EverybodyIsAnsweredByThePlainRule) {
    const char* given = std::getenv("LUZE_SEED");
    const unsigned seed =
        given == nullptr ? std::random_device{}() : static_cast<unsigned>(std::atoi(given));
    std::printf("LUZE_SEED=%u\n", seed);
    Dice dice(seed);
    std::size_t seen = 0;
    std::size_t hidden = 0;
    for (int round = 0; round < 5; ++round) {
        SCOPED_TRACE("LUZE_SEED=" + std::to_string(seed) + " round " + std::to_string(round));
        Bureau bureau(dice);
        for (const Holder& holder : bureau.holders()) {
            const bool out = holder.person != nullptr && holder.person->left;
            const int wanted = out ? 401 : holder.grants.empty() ? 403 : 200;
            std::set<std::int64_t> theirs;
            for (const Matter& matter : bureau.matters()) {
                if (wanted == 200 && expected(matter, holder)) {
                    theirs.insert(matter.id);
                }
            }
            for (const char* form : {"matter", "shared", "talk"}) {
                std::set<std::int64_t> of_form;
                for (const Matter& matter : bureau.matters()) {
                    if (matter.form == form && theirs.contains(matter.id)) {
                        of_form.insert(matter.id);
                    }
                }
                Json list =
                    bureau.get(holder, std::string("records?limit=200&form=") + form, wanted);
                ASSERT_EQ(listed(list, "items"), of_form) << holder.account << " " << form;
                Json hints = bureau.get(
                    holder, std::string("suggestions?q=m&kind=record&limit=200&form=") + form,
                    wanted);
                std::set<std::int64_t> hinted = listed(hints, "items");
                ASSERT_TRUE(std::ranges::includes(of_form, hinted)) << holder.account << form;
            }
            for (const Matter& matter : bureau.matters()) {
                const bool may = theirs.contains(matter.id);
                bureau.get(holder, "records/" + std::to_string(matter.id),
                           wanted != 200 ? wanted
                           : may         ? 200
                                         : 404);
                ++(may ? seen : hidden);
            }
            ASSERT_FALSE(HasFailure());
        }
    }
    EXPECT_GT(seen, 300U) << "the dice are loaded";
    EXPECT_GT(hidden, 300U);
}

}  // namespace
}  // namespace luze::test
