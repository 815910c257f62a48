#include "tidy_source.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace tidy {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// A ' inside a number (10'000) begins no character literal.
bool in_number(std::string_view text, std::size_t at) {
    std::size_t start = at;
    while (start > 0 && (is_word(text[start - 1]) || text[start - 1] == '\'')) {
        --start;
    }
    return start < at && std::isdigit(static_cast<unsigned char>(text[start])) != 0;
}

std::size_t end_of_quoted(std::string_view text, std::size_t at) {
    char quote = text[at];
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            return i + 1;
        }
    }
    return text.size();
}

// Where the comment, literal or directive that begins here ends; nothing when none begins here.
std::optional<std::size_t> end_of_blank(std::string_view text, std::size_t at, bool line_start) {
    auto after = [&](std::string_view mark) {
        std::size_t found = text.find(mark, at);
        return found == std::string_view::npos ? text.size() : found + mark.size();
    };
    std::string_view rest = text.substr(at);
    if (rest.starts_with("//")) {
        return std::min(text.find('\n', at), text.size());
    }
    if (rest.starts_with("/*")) {
        return after("*/");
    }
    if (line_start && rest.starts_with("#")) {
        std::size_t end = at;
        do {
            end = std::min(text.find('\n', end + 1), text.size());
        } while (end < text.size() && text[end - 1] == '\\');
        return end;
    }
    if (rest.starts_with("R\"") && (at == 0 || !is_word(text[at - 1]))) {
        std::string_view delimiter = rest.substr(2, rest.find('(') - 2);
        return after(")" + std::string(delimiter) + "\"");
    }
    if (rest.front() == '"' || (rest.front() == '\'' && !in_number(text, at))) {
        return end_of_quoted(text, at);
    }
    return std::nullopt;
}

std::string blanked(std::string_view text) {
    std::string code(text);
    bool line_start = true;
    for (std::size_t at = 0; at < text.size();) {
        if (auto end = end_of_blank(text, at, line_start)) {
            for (; at < *end; ++at) {
                code[at] = text[at] == '\n' ? '\n' : ' ';
            }
            continue;
        }
        line_start = text[at] == '\n' || (line_start && text[at] == ' ');
        ++at;
    }
    return code;
}

std::size_t closing(std::string_view code, std::size_t open) {
    int depth = 0;
    for (std::size_t at = open; at < code.size(); ++at) {
        depth += code[at] == '{' ? 1 : code[at] == '}' ? -1 : 0;
        if (depth == 0) {
            return at;
        }
    }
    return code.size() - 1;
}

std::string trimmed(std::string_view text) {
    std::size_t first = text.find_first_not_of(" \n\t");
    std::size_t last = text.find_last_not_of(" \n\t");
    return first == std::string_view::npos ? "" : std::string(text.substr(first, last - first + 1));
}

// Lines that are more than blank: comments and the rest of a long literal do not count.
int code_lines(std::string_view code) {
    auto all = lines(code);
    return static_cast<int>(std::ranges::count_if(
        all, [](const std::string& line) { return line.find_first_not_of(' ') != line.npos; }));
}

enum class Brace { scope, function, value };

Brace kind_of(std::string head) {
    if (head.starts_with("template")) {
        int depth = 0;
        std::size_t at = head.find('<');
        do {
            depth += head[at] == '<' ? 1 : head[at] == '>' ? -1 : 0;
            ++at;
        } while (at < head.size() && depth > 0);
        head = trimmed(std::string_view(head).substr(at));
    }
    for (const char* word : {"namespace", "class", "struct", "union", "enum", "extern"}) {
        if (head.starts_with(word)) {
            return Brace::scope;
        }
    }
    // A brace within parentheses belongs to an argument, one without any to a value.
    auto opened = std::ranges::count(head, '(');
    return opened == 0 || opened > std::ranges::count(head, ')') ? Brace::value : Brace::function;
}

std::string folder_of(std::string_view path) {
    if (path.starts_with("src/")) {
        path.remove_prefix(4);
    }
    return std::string(path.substr(0, path.find('/')));
}

}  // namespace

Source source(std::string path, std::string text) {
    std::string folder = folder_of(path);
    std::string code = blanked(text);
    return Source{std::move(path), std::move(folder), std::move(text), std::move(code)};
}

std::vector<Source> read_sources(const std::string& root) {
    namespace fs = std::filesystem;
    std::vector<Source> sources;
    for (const char* folder : {"src", "tests", "tools", "bench"}) {
        if (!fs::exists(fs::path(root) / folder)) {
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / folder)) {
            if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp") {
                std::ostringstream text;
                text << std::ifstream(entry.path()).rdbuf();
                sources.push_back(source(fs::relative(entry.path(), root).string(), text.str()));
            }
        }
    }
    std::ranges::sort(sources, {}, &Source::path);
    return sources;
}

std::vector<std::string> lines(std::string_view text) {
    std::vector<std::string> all;
    while (!text.empty()) {
        std::size_t end = std::min(text.find('\n'), text.size());
        all.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

std::vector<Include> includes(const Source& source) {
    static constexpr std::string_view directive = "#include ";
    std::vector<Include> found;
    int number = 0;
    for (const std::string& line : lines(source.text)) {
        ++number;
        if (!line.starts_with(directive) || line.size() < directive.size() + 2) {
            continue;
        }
        bool quoted = line[directive.size()] == '"';
        std::string name = line.substr(directive.size() + 1);
        name.resize(std::min(name.find(quoted ? '"' : '>'), name.size()));
        found.push_back({number, name, quoted});
    }
    return found;
}

std::vector<Function> functions(const Source& source) {
    std::string_view code = source.code;
    std::vector<Function> found;
    std::size_t start = 0;  // of what stands before the next brace
    for (std::size_t at = 0; at < code.size(); ++at) {
        if (code[at] == ';' || code[at] == '}' || code[at] == ':') {
            bool scope_mark = code[at] != ':' ||
                              trimmed(code.substr(start, at - start)) == "public" ||
                              trimmed(code.substr(start, at - start)) == "private";
            start = scope_mark ? at + 1 : start;
        }
        if (code[at] != '{') {
            continue;
        }
        std::string head = trimmed(code.substr(start, at - start));
        Brace kind = kind_of(head);
        if (kind != Brace::scope) {
            std::size_t end = closing(code, at);
            // Members initialised with braces stand before the body.
            for (std::size_t next = code.find_first_not_of(" \n", end + 1);
                 kind == Brace::function && next != std::string_view::npos &&
                 (code[next] == ',' || code[next] == '{');
                 next = code.find_first_not_of(" \n", end + 1)) {
                end = closing(code, std::min(code.find('{', next), code.size() - 1));
            }
            if (kind == Brace::function) {
                std::size_t first = code.find_first_not_of(" \n", start);
                auto line = std::count(code.begin(), code.begin() + static_cast<long>(first), '\n');
                found.push_back({static_cast<int>(line) + 1,
                                 code_lines(code.substr(first, end + 1 - first)),
                                 head.substr(0, head.find('('))});
            }
            at = end;
        }
        start = at + 1;
    }
    return found;
}

}  // namespace tidy
