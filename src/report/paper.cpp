#include "report/paper.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "report/clauses.h"
#include "report/compose.h"
#include "report/summary.h"
#include "report/template_text.h"

namespace luze::report {
namespace {

using norms::DocumentPart;
using norms::DocumentSentence;

constexpr std::array quarters{"第一季度", "第二季度", "第三季度", "第四季度"};

std::string period_name(const PaperInput& in, int quarters_on) {
    int year = in.year;
    if (in.quarter == 0) {
        return std::to_string(year + quarters_on) + "年";
    }
    int quarter = in.quarter - 1 + quarters_on;
    year += quarter / 4;
    return std::to_string(year) + "年" + quarters.at(static_cast<std::size_t>(quarter % 4));
}

// Sentences that list end with ；; the last of a paragraph closes it.
void close(std::vector<Span>& spans) {
    static constexpr std::string_view semicolon = "；";
    if (!spans.empty() && spans.back().text.ends_with(semicolon)) {
        std::string& text = spans.back().text;
        text.replace(text.size() - semicolon.size(), semicolon.size(), "。");
    }
}

class PaperComposer {
public:
    explicit PaperComposer(const PaperInput& input) : in_(input), text_(input.text) {}

    Paper run() {
        Paper paper;
        RowText row_text = [this](const norms::DocumentRows& def, const PaperRow& row,
                                  const Names&) {
            return spans(def.text, row.names).value_or(std::vector<Span>{});
        };
        whole_ = paper_rows(in_, general(), row_text, paper.figures);
        Document& out = paper.document;
        out.title = split(plain(text_.title), "\n");
        out.recipient = plain(text_.recipient);
        for (const DocumentPart& part : text_.parts) {
            std::ranges::move(part_blocks(part), std::back_inserter(blocks_));
        }
        out.blocks = std::move(blocks_);
        out.issuer = plain(text_.issuer);
        out.date = in_words(dated());
        return paper;
    }

private:
    const standing::Context& context() const { return in_.context; }

    Date dated() const {
        const Day* day = in_.record == nullptr || text_.dated.empty()
                             ? nullptr
                             : get<Day>(in_.record->fields, text_.dated);
        if (day != nullptr && day->date.exact()) {
            return day->date.first;
        }
        return in_.record != nullptr ? context().as_of.day
                                     : context().book.last_recorded.day_at(context().book.zone);
    }

    Names general() const {
        Names names;
        names["bureau"] = said(context().book.name);
        names["year"] = said(std::to_string(in_.year));
        names["last_year"] = said(std::to_string(in_.year - 1));
        names["next_year"] = said(std::to_string(in_.year + 1));
        names["as_of"] = said(in_words(context().as_of.day));
        names["period"] = said(period_name(in_, 0));
        names["next_period"] = said(period_name(in_, 1));
        names["entries"] = said(std::to_string(context().book.size));
        if (in_.record != nullptr) {
            add_fields(names, context(), *in_.record);
        }
        add_letter(names);
        return names;
    }

    // What the letter is about, and the words of its rung.
    void add_letter(Names& names) const {
        const Reference* about =
            in_.record == nullptr ? nullptr : get<Reference>(in_.record->fields, text_.about);
        auto at = about == nullptr ? context().book.records.end()
                                   : context().book.records.find(about->record);
        const Record* matter = at == context().book.records.end() ? nullptr : &at->second;
        if (matter != nullptr) {
            add_fields(names, context(), *matter, "about.");
            const Day* limit = get<Day>(matter->fields, text_.late_from);
            if (limit != nullptr && limit->date.exact() && dated() > limit->date.first) {
                names["late_days"] = said(std::to_string(dated() - limit->date.first));
            }
        }
        const norms::Ladder* ladder = context().pack.ladder(id_in(text_.ladder));
        if (text_.rung.empty() || ladder == nullptr) {
            return;
        }
        names["ladder.name"] = said(ladder->name.zh);
        auto rung = std::ranges::find(ladder->rungs, id_in(text_.rung), &norms::Rung::id);
        if (rung != ladder->rungs.end()) {
            Names both = names;
            if (matter != nullptr) {
                Names own;
                add_fields(own, context(), *matter);
                both.insert(own.begin(), own.end());  // the letter's own names come first
            }
            names["rung.name"] = said(rung->name.zh);
            names["rung.text"] = said(words(rung->text, both));
            names["rung.ask"] = said(words(rung->ask, both));
        }
    }

    // An id that a field holds as a choice or as text.
    std::string id_in(const std::string& field) const {
        auto at = in_.record == nullptr ? Fields::const_iterator{} : in_.record->fields.find(field);
        bool none = in_.record == nullptr || at == in_.record->fields.end();
        return none ? std::string() : display(at->second);
    }

    // ---- sentences

    Said value(std::string_view name, const Names& names) const {
        if (auto at = names.find(name); at != names.end()) {
            return at->second;
        }
        if (const FigureValue* figure = in_.figures.find(name)) {
            return figure->held ? said_count(figure->value, figure->id) : said_nothing();
        }
        if (name.starts_with("$")) {
            return said(context().parameters.text(name.substr(1), dated()));
        }
        return said_nothing();
    }

    // None when something that it cannot do without is not known.
    std::optional<std::vector<Span>> spans(std::string_view text, const Names& names) const {
        for (const TemplatePart& part : template_parts(without_clauses(text))) {
            if (!part.name.empty() && !value(part.name, names).there) {
                return std::nullopt;
            }
        }
        std::vector<Span> out;
        std::string kept =
            kept_clauses(text, [&](std::string_view name) { return value(name, names).says; });
        for (const TemplatePart& part : template_parts(kept)) {
            if (part.name.empty()) {
                out.push_back({part.text, "", false});
            } else {
                std::ranges::move(value(part.name, names).spans, std::back_inserter(out));
            }
        }
        return out;
    }

    std::string words(std::string_view text, const Names& names) const {
        std::string out;
        for (const Span& span : spans(text, names).value_or(std::vector<Span>{})) {
            out += span.text;
        }
        return out;
    }

    std::string plain(std::string_view text) const { return words(text, whole_.names); }

    bool holds(const DocumentSentence& sentence, const Names& names) const {
        norms::Surroundings around;
        around.name = [&](std::string_view name) { return value(name, names).value; };
        around.parameter = [this](std::string_view id) {
            return context().parameters.operand(id, dated());
        };
        return sentence.when.holds(around);
    }

    // The sentences run on in one paragraph.
    std::vector<Block> paragraph(const DocumentPart& part, const Names& names, int number) const {
        Block block{BlockKind::body, part.id, {}};
        for (const DocumentSentence& sentence : part.sentences) {
            if (holds(sentence, names)) {
                auto said = spans(sentence.text, names);
                std::ranges::move(said.value_or(std::vector<Span>{}),
                                  std::back_inserter(block.spans));
            }
        }
        if (block.spans.empty()) {
            return {};
        }
        if (number > 0) {
            block.spans.insert(block.spans.begin(), {std::to_string(number) + ".", "", false});
        }
        close(block.spans);
        return {std::move(block)};
    }

    // ---- parts

    Block heading(int level, const std::string& id, const std::string& text) {
        auto depth = static_cast<std::size_t>(level);
        int number = ++numbers_.at(depth);
        std::fill(numbers_.begin() + level + 1, numbers_.end(), 0);
        std::string mark = level == 1   ? chinese_number(number) + "、"
                           : level == 2 ? "（" + chinese_number(number) + "）"
                                        : std::to_string(number) + ".";
        static constexpr std::array kinds{BlockKind::body, BlockKind::heading1, BlockKind::heading2,
                                          BlockKind::heading3};
        return {kinds.at(depth), id, {{mark + text, "", false}}};
    }

    const PaperRows* rows_of(const std::string& id) const {
        for (const PaperRows& set : whole_.within) {
            if (set.def->id == id) {
                return &set;
            }
        }
        return nullptr;
    }

    std::vector<Block> part_blocks(const DocumentPart& part) {
        std::array<int, 4> before = numbers_;
        std::vector<Block> out;
        if (!part.heading.empty()) {
            out.push_back(heading(part.level, part.id, plain(part.heading)));
        }
        std::size_t headings = out.size();
        const PaperRows* set = rows_of(part.rows);
        if (part.rows.empty()) {
            std::ranges::move(paragraph(part, whole_.names, 0), std::back_inserter(out));
        } else if (set != nullptr) {
            row_blocks(part, *set, out);
        }
        if (out.size() == headings && !part.rows.empty() && !part.none.empty()) {
            out.push_back({BlockKind::body, part.id, {{plain(part.none), "", false}}});
        }
        if (part.prose) {
            add_prose(part, out);
        }
        if (out.size() == headings) {
            numbers_ = before;  // the heading goes with what it would stand over
            return {};
        }
        return out;
    }

    void row_blocks(const DocumentPart& part, const PaperRows& set, std::vector<Block>& out) {
        int number = 0;
        int level = part.heading.empty() ? part.level : part.level + 1;
        for (const PaperRow& row : set.rows) {
            std::vector<Block> said = paragraph(part, row.names, part.numbered ? number + 1 : 0);
            number += said.empty() ? 0 : 1;
            if (!part.row_heading.empty() && (!said.empty() || part.sentences.empty())) {
                out.push_back(heading(level, part.id, words(part.row_heading, row.names)));
            }
            std::ranges::move(said, std::back_inserter(out));
        }
    }

    void add_prose(const DocumentPart& part, std::vector<Block>& out) const {
        const auto& prose = context().book.prose;
        auto written = prose.find(prose_key(in_));
        bool any = written != prose.end() && written->second.contains(part.id);
        std::string text = any ? written->second.at(part.id) : plain(part.blank);
        for (const std::string& line : split(text, "\n")) {
            if (!line.empty()) {
                out.push_back({BlockKind::prose, part.id, {{line, "", false}}});
            }
        }
    }

    const PaperInput& in_;
    const norms::DocumentText& text_;
    PaperRow whole_;
    std::vector<Block> blocks_;
    std::array<int, 4> numbers_{};
};

}  // namespace

Paper compose_paper(const PaperInput& input) { return PaperComposer(input).run(); }

std::string prose_key(const PaperInput& input) {
    std::string key = input.text.id;
    if (input.record != nullptr) {
        key += ":" + std::to_string(input.record->id.value);
    }
    if (input.text.of != norms::DocumentOf::record) {
        key += ":" + std::to_string(input.year);
    }
    return input.quarter > 0 ? key + "q" + std::to_string(input.quarter) : key;
}

}  // namespace luze::report
