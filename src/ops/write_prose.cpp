#include "ops/write_prose.h"

#include <algorithm>

#include "base/text.h"

namespace luze::ops {
namespace {

Result<Draft> prose_draft(const norms::Pack& pack, const Book& book, const std::string& place,
                          const std::string& text, const std::string& actor) {
    std::vector<ProsePlace> places = prose_places(pack, book);
    if (std::ranges::find(places, place, &ProsePlace::id) == places.end()) {
        return fail(ErrorKind::missing,
                    "报告里没有可写的段落“" + place + "”，luze prose 列出可写之处",
                    "the report has no place '" + place + "'; luze prose lists them");
    }
    if (!is_utf8(text)) {
        return fail(ErrorKind::invalid, "文字须是 UTF-8 编码，请另存为 UTF-8 后再试",
                    "the text must be UTF-8");
    }
    return Draft{
        kinds::prose, actor,
        Json::Object{
            {"report", pack.report.id}, {"place", place}, {"text", std::string(trim(text))}}};
}

}  // namespace

std::vector<ProsePlace> prose_places(const norms::Pack& pack, const Book& book) {
    std::vector<ProsePlace> places;
    const norms::ReportText& report = pack.report;
    auto texts = book.prose.find(report.id);
    for (const norms::Section& section : report.sections) {
        std::vector<std::string> before;
        for (const norms::Paragraph& paragraph : section.paragraphs) {
            if (paragraph.prose) {
                bool any = texts != book.prose.end() && texts->second.contains(paragraph.id);
                places.push_back(
                    {paragraph.id, paragraph.heading.empty() ? section.heading : paragraph.heading,
                     any ? texts->second.at(paragraph.id) : std::string(), section.id, before});
            }
            before.insert(before.begin(), paragraph.id);
        }
    }
    return places;
}

std::vector<ProsePlace> prose_places(const Snapshot& snapshot) {
    return prose_places(snapshot.pack(), snapshot.book());
}

Result<void> write_prose(Site& site, const std::string& place, const std::string& text,
                         const std::string& actor, Instant now) {
    auto book = site.fold();
    if (!book) {
        return std::unexpected(book.error());
    }
    auto snapshot = Snapshot::of(*book, {.today = now.day_at(book->zone), .as_of = {}, .year = {}});
    if (!snapshot) {
        return std::unexpected(snapshot.error());
    }
    auto draft = prose_draft((*snapshot)->pack(), *book, place, text, actor);
    return draft ? site.append({std::move(*draft)}, now, *book) : std::unexpected(draft.error());
}

Result<void> write_prose(Desk& desk, const std::string& place, const std::string& text,
                         const Asker& asker, Instant now) {
    auto draft = prose_draft(desk.pack(), desk.book(), place, text, asker.account);
    if (!draft) {
        return std::unexpected(draft.error());
    }
    auto kept = desk.append({std::move(*draft)}, now);
    return kept ? Result<void>{} : std::unexpected(kept.error());
}

}  // namespace luze::ops
