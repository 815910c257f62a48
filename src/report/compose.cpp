#include "report/compose.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "report/clauses.h"
#include "report/template_text.h"

namespace luze::report {
namespace {

using norms::Paragraph;
using norms::Section;
using norms::Sentence;
using norms::Shortfall;

constexpr std::size_t most_names = 8;  // a list in running text names no more than this
constexpr std::string_view semicolon = "；";

// Sentences that list end with ；; the last of a paragraph closes it.
void close(std::vector<Span>& spans) {
    if (!spans.empty() && spans.back().text.ends_with(semicolon)) {
        std::string& text = spans.back().text;
        text.replace(text.size() - semicolon.size(), semicolon.size(), "。");
    }
}

class Composer {
public:
    explicit Composer(const ReportInput& input) : in_(input), text_(input.context.pack.report) {}

    Document run() {
        Document out;
        out.title = split(plain(text_.title), "\n");
        out.recipient = plain(text_.recipient);
        if (!text_.opening.empty()) {
            out.blocks.push_back({BlockKind::body, "opening", spans(text_.opening)});
        }
        admit();
        int number = 0;
        for (const Section& section : text_.sections) {
            std::vector<Block> blocks = section_blocks(section);
            if (!blocks.empty()) {
                std::string heading = chinese_number(++number) + "、" + plain(section.heading);
                out.blocks.push_back({BlockKind::heading1, section.id, {{heading, "", false}}});
                std::ranges::move(blocks, std::back_inserter(out.blocks));
            }
        }
        if (!text_.closing.empty()) {
            out.blocks.push_back({BlockKind::body, "closing", spans(text_.closing)});
        }
        out.issuer = plain(text_.issuer);
        Date signed_on = in_.context.book.last_recorded.day_at(in_.context.book.zone);
        out.date = in_words(signed_on);
        return out;
    }

private:
    static std::string in_words(Date day) {
        return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" +
               std::to_string(day.day()) + "日";
    }

    // Names that are no figures.
    std::optional<std::string> general(std::string_view name) const {
        const std::string& bureau = in_.context.book.name;
        if (name == "bureau") {
            return bureau;
        }
        if (name == "year") {
            return std::to_string(in_.year);
        }
        if (name == "next_year") {
            return std::to_string(in_.year + 1);
        }
        if (name == "last_year") {
            return std::to_string(in_.year - 1);
        }
        if (name == "as_of") {
            return in_words(in_.context.as_of.day);
        }
        if (name == "not_kept") {
            return join(not_kept(), "、");
        }
        if (name.starts_with("$")) {
            return in_.context.parameters.text(name.substr(1), year_window(in_.year).first);
        }
        if (name.starts_with("names:")) {
            const FigureValue* value = in_.figures.find(name.substr(6));
            return value == nullptr ? std::string() : join(value->names, "、");
        }
        return std::nullopt;
    }

    // Has the name anything to say: a figure that is held and not 0, a list that is not empty?
    bool says(std::string_view name) const {
        if (const FigureValue* value = in_.figures.find(name)) {
            return value->held && value->value != Decimal{};
        }
        auto known = general(name);
        return !known || !known->empty();
    }

    // Forms that the figures ask for and the book has no ledger of, in the pack's order.
    std::vector<std::string> not_kept() const {
        std::set<std::string> kept;
        for (const auto& [id, record] : in_.context.book.records) {
            kept.insert(record.form);
        }
        std::set<std::string> asked;
        for (const FigureValue& value : in_.figures.all()) {
            for (const norms::Filter& filter : value.figure->from) {
                if (!value.held && !kept.contains(filter.form)) {
                    asked.insert(filter.form);
                }
            }
        }
        std::vector<std::string> out;
        for (const norms::Form& form : in_.context.pack.forms) {
            if (asked.contains(form.id)) {
                out.push_back(form.name.zh);
            }
        }
        return out;
    }

    std::string plain(std::string_view text) const {
        return fill(text, [&](std::string_view name) -> std::optional<std::string> {
            if (auto known = general(name)) {
                return known;
            }
            const FigureValue* value = in_.figures.find(name);
            return value == nullptr ? std::nullopt : std::optional(value->value.text());
        });
    }

    std::vector<Span> spans(
        std::string_view text,
        const std::map<std::string, std::string, std::less<>>& more = {}) const {
        std::vector<Span> out;
        std::string kept = kept_clauses(text, [&](std::string_view name) {
            auto at = more.find(name);
            return at != more.end() ? !at->second.empty() : says(name);
        });
        for (const TemplatePart& part : template_parts(kept)) {
            const FigureValue* value = part.name.empty() ? nullptr : in_.figures.find(part.name);
            if (part.name.empty()) {
                out.push_back({part.text, "", false});
            } else if (auto at = more.find(part.name); at != more.end()) {
                out.push_back({at->second, "", false});
            } else if (value != nullptr) {
                out.push_back({value->value.text(), value->id, false});
            } else {
                out.push_back({general(part.name).value_or("{" + part.name + "}"), "", false});
            }
        }
        return out;
    }

    norms::Surroundings over_figures() const {
        norms::Surroundings around;
        around.name = [this](std::string_view name) -> norms::Operand {
            const FigureValue* value = in_.figures.find(name);
            return value != nullptr && value->held ? norms::Operand{value->value}
                                                   : norms::Operand{norms::None{}};
        };
        around.parameter = [this](std::string_view id) {
            return in_.context.parameters.operand(id, year_window(in_.year).first);
        };
        return around;
    }

    // Are all figures that the text names outside its clauses so (held, kept)?
    bool all(const Sentence& sentence, bool FigureValue::* so) const {
        auto parts = template_parts(without_clauses(sentence.text));
        return std::ranges::all_of(parts, [&](const TemplatePart& part) {
            if (part.name == "not_kept") {
                return says(part.name);
            }
            std::string_view id = part.name;
            if (id.starts_with("names:")) {
                id.remove_prefix(6);
            }
            const FigureValue* value = id.empty() ? nullptr : in_.figures.find(id);
            return value == nullptr || value->*so;
        });
    }

    // The sentence's spans; none when its condition does not hold or nothing is to be said.
    std::optional<Block> sentence_block(const Sentence& sentence) const {
        if (!all(sentence, &FigureValue::held)) {
            bool silent = sentence.gap.empty() || all(sentence, &FigureValue::kept);
            return silent ? std::nullopt
                          : std::optional(Block{BlockKind::gap, sentence.id, spans(sentence.gap)});
        }
        if (!sentence.when.holds(over_figures())) {
            return std::nullopt;
        }
        return Block{BlockKind::body, sentence.id, spans(sentence.text)};
    }

    std::vector<Block> section_blocks(const Section& section) const {
        std::vector<Block> out;
        std::vector<Block> added;           // the office's own words close the section
        const Paragraph* headed = nullptr;  // its heading waits for something to stand over
        int number = 0;
        for (const Paragraph& paragraph : section.paragraphs) {
            std::vector<Block> blocks = paragraph_blocks(paragraph);
            std::vector<Block>& into =
                !section.derived.empty() && paragraph.sentences.empty() ? added : out;
            headed = paragraph.heading.empty() ? headed : &paragraph;
            if (!blocks.empty() && headed != nullptr) {
                into.push_back(heading(*headed, ++number));
                headed = nullptr;
            }
            std::ranges::move(blocks, std::back_inserter(into));
        }
        std::ranges::copy(derived(section.derived), std::back_inserter(out));
        std::ranges::move(added, std::back_inserter(out));
        return out;
    }

    std::vector<Block> derived(std::string_view what) const {
        return what == "shortfalls"   ? admissions_
               : what == "next_steps" ? commitments_
               : what == "gaps"       ? remarks_
                                      : std::vector<Block>{};
    }

    Block heading(const Paragraph& paragraph, int number) const {
        bool second = paragraph.level == 2;
        std::string mark =
            second ? "（" + chinese_number(number) + "）" : std::to_string(number) + ".";
        return {second ? BlockKind::heading2 : BlockKind::heading3,
                paragraph.id,
                {{mark + plain(paragraph.heading), "", false}}};
    }

    // The sentences run on in one paragraph, as officials write; gaps stand apart.
    std::vector<Block> paragraph_blocks(const Paragraph& paragraph) const {
        Block body{BlockKind::body, paragraph.id, {}};
        std::vector<Block> gaps;
        int number = 0;
        for (const Sentence& sentence : paragraph.sentences) {
            auto block = sentence_block(sentence);
            if (!block) {
                continue;
            }
            if (block->kind == BlockKind::gap) {
                gaps.push_back(std::move(*block));
                continue;
            }
            if (paragraph.enumerated) {
                body.spans.push_back({chinese_number(++number) + "是", "", true});
            }
            std::ranges::move(block->spans, std::back_inserter(body.spans));
        }
        std::vector<Block> out;
        if (!body.spans.empty()) {
            if (number == 1) {
                body.spans.erase(body.spans.begin());  // 一是 needs a 二是
            }
            close(body.spans);
            out.push_back(std::move(body));
        }
        std::ranges::move(gaps, std::back_inserter(out));
        for (const std::string& text : prose(paragraph.id)) {
            out.push_back({BlockKind::prose, paragraph.id, {{text, "", false}}});
        }
        return out;
    }

    std::vector<std::string> prose(const std::string& place) const {
        auto report = in_.context.book.prose.find(text_.id);
        if (report == in_.context.book.prose.end() || !report->second.contains(place)) {
            return {};
        }
        return split(report->second.at(place), "\n");
    }

    std::vector<const Fault*> faults_of(const Shortfall& shortfall) const {
        std::vector<const Fault*> out;
        for (const Fault& fault : in_.faults) {
            if (std::ranges::find(shortfall.faults, fault.rule->kind) != shortfall.faults.end()) {
                out.push_back(&fault);
            }
        }
        return out;
    }

    bool fell(const Shortfall& shortfall) const {
        if (shortfall.figure.empty() || in_.last_year == nullptr) {
            return false;
        }
        const FigureValue* now = in_.figures.find(shortfall.figure);
        const FigureValue* before = in_.last_year->find(shortfall.figure);
        return now != nullptr && before != nullptr && now->held && before->held &&
               now->value < before->value;
    }

    // Empty where the books do not hold it.
    std::string last_years(const std::string& figure) const {
        const FigureValue* before =
            in_.last_year == nullptr ? nullptr : in_.last_year->find(figure);
        return before != nullptr && before->held ? before->value.text() : std::string();
    }

    static std::string names_of(const std::vector<const Fault*>& faults) {
        std::vector<std::string> names;
        for (const Fault* fault : faults) {
            if (!fault->about.empty() && std::ranges::find(names, fault->about) == names.end()) {
                names.push_back(fault->about);
            }
        }
        bool more = names.size() > most_names;
        names.resize(std::min(names.size(), most_names));
        return join(names, "、") + (more ? "等" : "");
    }

    // Shortfalls and the next steps that follow from them.
    void admit() {
        std::set<std::string> promised;
        for (const Shortfall& shortfall : text_.shortfalls) {
            auto found = faults_of(shortfall);
            if (found.empty() && !fell(shortfall)) {
                continue;
            }
            std::map<std::string, std::string, std::less<>> more{
                {"count", std::to_string(found.size())},
                {"names", names_of(found)},
                {"before", last_years(shortfall.figure)}};
            if (!found.empty() && std::ranges::all_of(found, notice)) {
                remarks_.push_back({BlockKind::body, shortfall.id, spans(shortfall.text, more)});
                continue;
            }
            admit_one(shortfall, spans(shortfall.text, more));
            if (!shortfall.next.empty() && promised.insert(shortfall.next).second) {
                commit(shortfall, spans(shortfall.next, more));
            }
        }
        for (std::vector<Block>* blocks : {&admissions_, &commitments_}) {
            for (Block& block : *blocks) {
                close(block.spans);
            }
        }
        if (commitments_.size() == 1) {
            commitments_[0].spans.erase(commitments_[0].spans.begin());
        }
        if (admissions_.empty() && !text_.no_shortfall.empty()) {
            admissions_.push_back({BlockKind::body, "no_shortfall", spans(text_.no_shortfall)});
        }
    }

    static bool notice(const Fault* fault) { return fault->rule->cls == norms::FaultClass::notice; }

    // （一）topic as a heading and its text; what follows on the same topic runs on.
    void admit_one(const Shortfall& shortfall, std::vector<Span> text) {
        if (topic_ != shortfall.topic) {
            topic_ = shortfall.topic;
            auto headings = std::ranges::count(admissions_, BlockKind::heading2, &Block::kind);
            std::string mark = "（" + chinese_number(static_cast<int>(headings) + 1) + "）";
            admissions_.push_back(
                {BlockKind::heading2, shortfall.id, {{mark + plain(shortfall.topic), "", false}}});
            admissions_.push_back({BlockKind::body, shortfall.id, {}});
        }
        std::ranges::move(text, std::back_inserter(admissions_.back().spans));
    }

    // 一是 and the text; likewise for a topic.
    void commit(const Shortfall& shortfall, std::vector<Span> text) {
        if (promise_ != shortfall.topic) {
            promise_ = shortfall.topic;
            std::string mark = chinese_number(static_cast<int>(commitments_.size()) + 1) + "是";
            commitments_.push_back(
                {BlockKind::body, shortfall.id + ".next", {Span{mark, "", true}}});
        }
        std::ranges::move(text, std::back_inserter(commitments_.back().spans));
    }

    const ReportInput& in_;
    const norms::ReportText& text_;
    std::vector<Block> admissions_;
    std::vector<Block> commitments_;
    std::vector<Block> remarks_;  // of notices: worth saying, not wrong
    std::string topic_;           // of the last admission
    std::string promise_;         // topic of the last commitment
};

}  // namespace

std::string chinese_number(int number) {
    static constexpr std::array<const char*, 10> digits{"",   "一", "二", "三", "四",
                                                        "五", "六", "七", "八", "九"};
    int tens = number / 10;
    std::string out;
    if (tens > 0) {
        out = std::string(tens > 1 ? digits.at(static_cast<std::size_t>(tens)) : "") + "十";
    }
    return out + digits.at(static_cast<std::size_t>(number % 10));
}

Document compose(const ReportInput& input) { return Composer(input).run(); }

}  // namespace luze::report
