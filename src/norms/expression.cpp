#include "norms/expression.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "norms/expression_node.h"
#include "norms/expression_token.h"

namespace luze::norms {
namespace {

using Node = Expression::Node;
using NodePtr = std::shared_ptr<const Node>;
using Parsed = Result<NodePtr>;

NodePtr make(Op op, std::string text, std::vector<NodePtr> parts = {}) {
    auto node = std::make_shared<Node>();
    node->op = op;
    node->text = std::move(text);
    node->parts = std::move(parts);
    return node;
}

// Recursive descent over the tokens; one function per level of precedence.
class Parser {
public:
    Parser(std::vector<Token> tokens, const Expression::Vocabulary& vocabulary)
        : tokens_(std::move(tokens)), vocabulary_(vocabulary) {}

    Parsed parse() {
        Parsed root = disjunction();
        if (root && !at_end()) {
            return fail_at("多余的“" + peek().text + "”", "unexpected '" + peek().text + "'");
        }
        return root;
    }

private:
    [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
    [[nodiscard]] bool at_end() const { return peek().kind == Token::Kind::end; }

    bool accept(std::string_view word) {
        const Token& next = peek();
        bool quoted = next.kind == Token::Kind::text || next.kind == Token::Kind::parameter;
        if (quoted || next.text != word) {
            return false;
        }
        ++at_;
        return true;
    }

    [[nodiscard]] std::unexpected<Error> fail_at(const std::string& zh,
                                                 const std::string& en) const {
        std::string column = std::to_string(peek().column);
        return fail(ErrorKind::invalid, "条件式第" + column + "个字符处：" + zh,
                    "expression, character " + column + ": " + en);
    }

    [[nodiscard]] std::unexpected<Error> unknown(const char* zh, const char* en,
                                                 const std::string& word,
                                                 const std::vector<std::string>& words) const {
        std::string near = nearest(word, words);
        return fail_at(std::string("没有这个") + zh + "“" + word + "”" +
                           (near.empty() ? "" : "，是不是“" + near + "”"),
                       std::string("no such ") + en + " '" + word + "'" +
                           (near.empty() ? "" : "; did you mean '" + near + "'"));
    }

    Parsed chain(Op op, std::string_view word, Parsed (Parser::*next)()) {
        Parsed left = (this->*next)();
        while (left && accept(word)) {
            Parsed right = (this->*next)();
            if (!right) {
                return right;
            }
            left = make(op, std::string(word), {*left, *right});
        }
        return left;
    }

    Parsed disjunction() { return chain(Op::either, "or", &Parser::conjunction); }
    Parsed conjunction() { return chain(Op::both, "and", &Parser::negation); }

    Parsed negation() {
        if (!accept("not")) {
            return comparison();
        }
        Parsed inner = negation();
        return inner ? Parsed(make(Op::negate, "not", {*inner})) : inner;
    }

    Parsed comparison() {
        Parsed left = sum();
        if (!left) {
            return left;
        }
        for (const char* sign : {"=", "!=", "<", "<=", ">", ">="}) {
            if (accept(sign)) {
                Parsed right = sum();
                return right ? Parsed(make(Op::compare, sign, {*left, *right})) : right;
            }
        }
        return accept("in") ? membership(*left) : left;
    }

    Parsed membership(NodePtr left) {
        std::vector<NodePtr> parts{std::move(left)};
        if (!accept("(")) {
            return fail_at("in 后面要有括号", "'in' wants a list in brackets");
        }
        do {
            Parsed item = sum();
            if (!item) {
                return item;
            }
            parts.push_back(*item);
        } while (accept(","));
        if (!accept(")")) {
            return fail_at("缺少右括号", "missing ')'");
        }
        return make(Op::among, "in", std::move(parts));
    }

    Parsed sum() {
        Parsed left = product();
        while (left && (peek().text == "+" || peek().text == "-") &&
               peek().kind == Token::Kind::sign) {
            std::string sign = tokens_[at_++].text;
            Parsed right = product();
            if (!right) {
                return right;
            }
            left = make(Op::arithmetic, sign, {*left, *right});
        }
        return left;
    }

    Parsed product() { return chain(Op::arithmetic, "*", &Parser::primary); }

    Parsed primary() {
        if (accept("(")) {
            Parsed inner = disjunction();
            if (inner && !accept(")")) {
                return fail_at("缺少右括号", "missing ')'");
            }
            return inner;
        }
        const Token token = peek();
        switch (token.kind) {
            case Token::Kind::number:
                ++at_;
                return make(Op::number, token.text);
            case Token::Kind::text:
                ++at_;
                return make(Op::text, token.text);
            case Token::Kind::parameter:
                return parameter(token.text);
            case Token::Kind::word:
                return word(token.text);
            default:
                return fail_at("这里要有字段、数或括号", "a field, a number or '(' is wanted here");
        }
    }

    Parsed parameter(const std::string& id) {
        if (std::ranges::find(vocabulary_.parameters, id) == vocabulary_.parameters.end()) {
            return unknown("参数", "parameter", id, vocabulary_.parameters);
        }
        ++at_;
        return make(Op::parameter, id);
    }

    Parsed word(const std::string& name) {
        bool call = tokens_[at_ + 1].text == "(" && tokens_[at_ + 1].kind == Token::Kind::sign;
        if (call) {
            return function(name);
        }
        if (name == "true" || name == "false") {
            ++at_;
            return make(Op::flag, name);
        }
        if (std::ranges::find(vocabulary_.names, name) == vocabulary_.names.end()) {
            return unknown("字段", "field", name, vocabulary_.names);
        }
        ++at_;
        return make(Op::name, name);
    }

    Parsed function(const std::string& name) {
        std::optional<Arity> arity = arity_of(name);
        if (!arity) {
            return unknown("函数", "function", name, function_names());
        }
        at_ += 2;  // the name and its bracket
        std::vector<NodePtr> parts;
        while (!accept(")")) {
            if (!parts.empty() && !accept(",")) {
                return fail_at("缺少右括号或逗号", "missing ')' or ','");
            }
            Parsed part = disjunction();
            if (!part) {
                return part;
            }
            parts.push_back(*part);
        }
        if (parts.size() < arity->least || parts.size() > arity->most) {
            return fail_at("“" + name + "”的参数个数不对",
                           "'" + name + "' takes another number of arguments");
        }
        if (auto checked = check_group(name, parts); !checked) {
            return std::unexpected(checked.error());
        }
        return make(Op::call, name, std::move(parts));
    }

    Result<void> check_group(const std::string& name, const std::vector<NodePtr>& parts) {
        if (name != "in_group" && name != "any_in_group") {
            return {};
        }
        const std::string& group = parts[1]->text;
        if (std::ranges::find(vocabulary_.groups, group) == vocabulary_.groups.end()) {
            return unknown("人群", "group", group, vocabulary_.groups);
        }
        return {};
    }

    std::vector<Token> tokens_;
    const Expression::Vocabulary& vocabulary_;
    std::size_t at_ = 0;
};

void collect(const NodePtr& node, std::vector<std::string>& names) {
    if (!node) {
        return;
    }
    if (node->op == Op::name && std::ranges::find(names, node->text) == names.end()) {
        names.push_back(node->text);
    }
    for (const NodePtr& part : node->parts) {
        collect(part, names);
    }
}

}  // namespace

Result<Expression> Expression::parse(std::string_view text, const Vocabulary& vocabulary) {
    Expression expression;
    expression.text_ = trim(text);
    if (expression.text_.empty()) {
        return expression;
    }
    auto tokens = tokenize(expression.text_);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    Parsed root = Parser(std::move(*tokens), vocabulary).parse();
    if (!root) {
        return std::unexpected(root.error());
    }
    expression.root_ = *root;
    return expression;
}

bool Expression::holds(const Surroundings& around) const {
    if (!root_) {
        return true;
    }
    Operand result = evaluate(*root_, around);
    const bool* flag = std::get_if<bool>(&result);
    return flag != nullptr && *flag;
}

Operand Expression::value(const Surroundings& around) const {
    return root_ ? evaluate(*root_, around) : Operand{true};
}

std::vector<std::string> Expression::names() const {
    std::vector<std::string> names;
    collect(root_, names);
    return names;
}

}  // namespace luze::norms
