#include "report/clauses.h"

#include <algorithm>
#include <vector>

#include "report/template_text.h"

namespace luze::report {
namespace {

constexpr std::string_view opening = "〔";
constexpr std::string_view closing = "〕";

struct Piece {
    std::string_view text;
    bool clause = false;
};

// Where the bracket that opens at `at` closes; npos when it does not.
std::size_t closing_of(std::string_view text, std::size_t at) {
    int depth = 0;
    for (; at < text.size(); ++at) {
        depth += text.substr(at).starts_with(opening) ? 1 : 0;
        if (text.substr(at).starts_with(closing) && --depth == 0) {
            return at;
        }
    }
    return std::string_view::npos;
}

// Cut at the brackets that hold a name; those stay off the pieces.
std::vector<Piece> pieces(std::string_view text) {
    std::vector<Piece> out;
    std::size_t from = 0;
    std::size_t look = 0;
    while ((look = text.find(opening, look)) != std::string_view::npos) {
        std::size_t end = closing_of(text, look);
        if (end == std::string_view::npos) {
            break;
        }
        std::string_view inside = text.substr(look + opening.size(), end - look - opening.size());
        std::size_t next = end + closing.size();
        if (inside.find('{') != std::string_view::npos) {
            out.push_back({text.substr(from, look - from), false});
            out.push_back({inside, true});
            from = next;
        }
        look = next;
    }
    out.push_back({text.substr(from), false});
    return out;
}

// A list's 、 opens nothing; a ； opens no sentence.
std::string_view without_joint(std::string_view clause, bool first_of_all) {
    constexpr std::string_view comma = "、";
    constexpr std::string_view semicolon = "；";
    return clause.starts_with(comma)                       ? clause.substr(comma.size())
           : first_of_all && clause.starts_with(semicolon) ? clause.substr(semicolon.size())
                                                           : clause;
}

using Says = std::function<bool(std::string_view name)>;

bool all_say(std::string_view text, const Says& says) {
    return std::ranges::all_of(template_parts(text), [&](const TemplatePart& part) {
        return part.name.empty() || says(part.name);
    });
}

struct Kept {
    std::string text;
    bool worth = true;  // its own names say something, and so does one of its clauses if it has any
};

Kept kept(std::string_view text, const Says& says) {
    Kept out;
    bool clauses = false;
    bool any = false;
    bool run_begun = false;
    for (const Piece& piece : pieces(text)) {
        if (!piece.clause) {
            out.text += piece.text;
            out.worth = out.worth && all_say(piece.text, says);
            run_begun = run_begun && piece.text.empty();
            continue;
        }
        clauses = true;
        if (Kept inner = kept(piece.text, says); inner.worth) {
            out.text += run_begun ? std::string_view(inner.text)
                                  : without_joint(inner.text, out.text.empty());
            run_begun = any = true;
        }
    }
    out.worth = out.worth && (any || !clauses);
    return out;
}

}  // namespace

std::string kept_clauses(std::string_view text, const Says& says) { return kept(text, says).text; }

std::string without_clauses(std::string_view text) {
    return kept_clauses(text, [](std::string_view) { return false; });
}

}  // namespace luze::report
