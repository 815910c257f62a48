#include "ops/adopt_pack.h"

#include <set>

namespace luze::ops {
namespace {

std::vector<std::string> dropped_by(const Book& book, const norms::Pack& pack) {
    std::set<std::string> dropped;
    for (const auto& [id, record] : book.records) {
        const norms::Form* form = pack.form(record.form);
        if (form == nullptr) {
            dropped.insert(record.form);
            continue;
        }
        for (const auto& [field, value] : record.fields) {
            if (form->field(field) == nullptr) {
                dropped.insert(record.form + "." + field);
            }
        }
    }
    return {dropped.begin(), dropped.end()};
}

}  // namespace

Result<Adopted> adopt_pack(Desk& desk, const PackFiles& files, Date from, const Asker& asker,
                           Instant now) {
    if (auto may = desk.may_change_rules(asker, desk.day(now)); !may) {
        return std::unexpected(may.error());
    }
    auto pack = norms::read_pack(files);
    if (!pack) {
        const norms::PackFault& fault = pack.error().front();
        return fail(ErrorKind::invalid,
                    "规则包有错（" + fault.file + " 第" + std::to_string(fault.line) + "行）：" +
                        fault.what.zh + "。可用 luze pack check 查看全部",
                    "the pack has faults (" + fault.file + ":" + std::to_string(fault.line) +
                        "): " + fault.what.en + ". luze pack check shows all");
    }
    const PackAdoption& now_in_force = desk.book().packs.back();
    if (pack->id != now_in_force.id) {
        return fail(ErrorKind::refused,
                    "这本账用的是规则包“" + now_in_force.id + "”，不能换成“" + pack->id +
                        "”；另一套规则请另建一本账（--book）",
                    "this book goes by the pack '" + now_in_force.id + "', not '" + pack->id +
                        "': start another book for other rules (--book)");
    }
    if (files == now_in_force.files) {
        return fail(ErrorKind::refused, "这一版规则包已经在用",
                    "this very pack is in force already");
    }
    if (from > desk.day(now)) {
        return fail(ErrorKind::refused, "起用日期还没有到，请到那一天再换",
                    "that day has not come yet: adopt the pack then");
    }
    Json::Object texts;
    for (const auto& [path, text] : files) {
        texts[path] = text;
    }
    Adopted adopted{pack->id, pack->version, dropped_by(desk.book(), *pack)};
    auto appended = desk.append({{kinds::pack_adopted, asker.account,
                                  Json::Object{{"id", pack->id},
                                               {"version", pack->version},
                                               {"from", from.iso()},
                                               {"files", std::move(texts)}}}},
                                now);
    if (!appended) {
        return std::unexpected(appended.error());
    }
    return adopted;
}

}  // namespace luze::ops
