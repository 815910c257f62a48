#include "norms/expression_token.h"

#include <array>

#include "base/text.h"

namespace luze::norms {
namespace {

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_word(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 0x7F;
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(to_utf32(text)) {}

    Result<std::vector<Token>> run() {
        std::vector<Token> tokens;
        while (true) {
            while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) {
                ++at_;
            }
            std::size_t start = at_;
            if (at_ == text_.size()) {
                tokens.push_back({Token::Kind::end, "", start + 1});
                return tokens;
            }
            Token token = next();
            if (token.kind == Token::Kind::end) {
                std::string column = std::to_string(start + 1);
                return fail(ErrorKind::invalid, "条件式第" + column + "个字符看不懂",
                            "expression, character " + column + " cannot be read");
            }
            token.column = start + 1;
            tokens.push_back(std::move(token));
        }
    }

private:
    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0';
    }

    std::string take_word() {
        std::size_t start = at_;
        while (is_word(peek()) || is_digit(peek()) ||
               (peek() == '.' && at_ > start && (is_word(peek(1)) || is_digit(peek(1))))) {
            ++at_;
        }
        return to_utf8(std::u32string_view(text_).substr(start, at_ - start));
    }

    Token next() {
        char32_t c = peek();
        if (c == '\'') {
            return quoted();
        }
        if (c == '$' && is_word(peek(1))) {
            ++at_;
            return {Token::Kind::parameter, take_word(), 0};
        }
        if (is_digit(c)) {
            std::size_t start = at_;
            while (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) {
                ++at_;
            }
            return {Token::Kind::number,
                    to_utf8(std::u32string_view(text_).substr(start, at_ - start)), 0};
        }
        return is_word(c) ? Token{Token::Kind::word, take_word(), 0} : sign();
    }

    Token quoted() {
        std::size_t end = text_.find(U'\'', at_ + 1);
        if (end == std::u32string::npos) {
            return {};
        }
        std::string inner = to_utf8(std::u32string_view(text_).substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return {Token::Kind::text, std::move(inner), 0};
    }

    Token sign() {
        static constexpr std::array<std::string_view, 12> signs{"!=", "<=", ">=", "=", "<", ">",
                                                                "(",  ")",  ",",  "+", "-", "*"};
        for (std::string_view sign : signs) {
            bool fits = peek() == static_cast<char32_t>(sign[0]) &&
                        (sign.size() == 1 || peek(1) == static_cast<char32_t>(sign[1]));
            if (fits) {
                at_ += sign.size();
                return {Token::Kind::sign, std::string(sign), 0};
            }
        }
        return {};
    }

    std::u32string text_;
    std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<Token>> tokenize(std::string_view text) { return Lexer(text).run(); }

}  // namespace luze::norms
