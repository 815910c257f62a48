#include "ops/write_prose.h"

#include <algorithm>

#include "base/text.h"

namespace luze::ops {

std::vector<ProsePlace> prose_places(const Snapshot& snapshot) {
    std::vector<ProsePlace> places;
    const norms::ReportText& report = snapshot.pack().report;
    const auto& written = snapshot.book().prose;
    auto texts = written.find(report.id);
    for (const norms::Section& section : report.sections) {
        for (const norms::Paragraph& paragraph : section.paragraphs) {
            if (!paragraph.prose) {
                continue;
            }
            std::string heading = paragraph.heading.empty() ? section.heading : paragraph.heading;
            bool any = texts != written.end() && texts->second.contains(paragraph.id);
            places.push_back(
                {paragraph.id, heading, any ? texts->second.at(paragraph.id) : std::string()});
        }
    }
    return places;
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
    std::vector<ProsePlace> places = prose_places(**snapshot);
    if (std::ranges::find(places, place, &ProsePlace::id) == places.end()) {
        return fail(ErrorKind::missing,
                    "报告里没有可写的段落“" + place + "”，luze prose 列出可写之处",
                    "the report has no place '" + place + "'; luze prose lists them");
    }
    if (!is_utf8(text)) {
        return fail(ErrorKind::invalid, "文字须是 UTF-8 编码，请另存为 UTF-8 后再试",
                    "the text must be UTF-8");
    }
    Json::Object body{{"report", (*snapshot)->pack().report.id},
                      {"place", place},
                      {"text", std::string(trim(text))}};
    return site.append({{kinds::prose, actor, std::move(body)}}, now, *book);
}

}  // namespace luze::ops
