#include "norms/check_expression.h"

#include <fmt/format.h>

#include <algorithm>

#include "norms/expression_token.h"

namespace luze::norms {
namespace {

using Kind = Token::Kind;

const Field* choice_field(const Terms& terms, std::string_view name) {
    for (const Form* form : terms.forms) {
        const Field* field = form->field(name);
        if (field != nullptr && !field->choices.empty()) {
            return field;
        }
    }
    return nullptr;
}

Words ids_of(const std::vector<Choice>& choices) {
    Words ids;
    for (const Choice& choice : choices) {
        ids.push_back(choice.id);
    }
    return ids;
}

bool is_sign(const Token& token, std::string_view sign) {
    return token.kind == Kind::sign && token.text == sign;
}

// The texts that stand against the field at `at`: type = 'a', type in ('a', 'b'), has(type, 'a').
Words compared_with(const std::vector<Token>& tokens, std::size_t at) {
    Words found;
    auto next = [&](std::size_t ahead) -> const Token& {
        return tokens[std::min(at + ahead, tokens.size() - 1)];
    };
    bool compared = is_sign(next(1), "=") || is_sign(next(1), "!=");
    bool within_has = at >= 2 && is_sign(tokens[at - 1], "(") && tokens[at - 2].text == "has";
    if (compared || (within_has && is_sign(next(1), ","))) {
        if (next(2).kind == Kind::text) {
            found.push_back(next(2).text);
        }
    }
    if (next(1).text == "in" && is_sign(next(2), "(")) {
        for (std::size_t i = at + 3; i < tokens.size() && !is_sign(tokens[i], ")"); ++i) {
            if (tokens[i].kind == Kind::text) {
                found.push_back(tokens[i].text);
            }
        }
    }
    return found;
}

void check_choices(TableReader& in, std::string_view key, const std::string& text,
                   const Terms& terms) {
    auto tokens = tokenize(text);
    if (!tokens) {
        return;
    }
    for (std::size_t at = 0; at < tokens->size(); ++at) {
        if ((*tokens)[at].kind != Kind::word) {
            continue;
        }
        const Field* field = choice_field(terms, (*tokens)[at].text);
        if (field == nullptr) {
            continue;
        }
        Words ids = ids_of(field->choices);
        for (const std::string& id : compared_with(*tokens, at)) {
            in.refers(key, id, ids,
                      {fmt::format("“{}”选项", field->id), fmt::format("choice of {}", field->id)});
        }
    }
}

}  // namespace

void read_expression(TableReader& in, std::string_view key, Expression& into, const Terms& terms) {
    std::string text;
    in.text(key, text);
    if (text.empty() || std::ranges::find(terms.forms, nullptr) != terms.forms.end()) {
        return;
    }
    Expression::Vocabulary vocabulary{
        .names = terms.also, .parameters = in.known().parameters, .groups = in.known().groups};
    for (const Form* form : terms.forms) {
        for (const Field& field : form->fields) {
            vocabulary.names.push_back(field.id);
        }
    }
    auto parsed = Expression::parse(text, vocabulary);
    if (!parsed) {
        const Phrase& why = parsed.error().message;
        in.fault(key, {fmt::format("{} 的“{}”：{}", in.name(), key, why.zh),
                       fmt::format("“{}” of {}: {}", key, in.name(), why.en)});
        return;
    }
    into = std::move(*parsed);
    check_choices(in, key, text, terms);
}

}  // namespace luze::norms
