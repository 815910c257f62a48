#include "store/session.h"

#include <soci/soci.h>

#include <algorithm>
#include <span>
#include <utility>

#include "store/engines.h"
#include "store/failures.h"
#include "store/session_state.h"

namespace luze::store {
namespace {

constexpr std::size_t statements_kept = 500;

// Whether a prepared statement's variables fit these values.
bool fits(std::span<const Cell> variables, std::span<const Cell> values) {
    return std::ranges::equal(variables, values, [](const Cell& variable, const Cell& value) {
        return value.null || variable.type == value.type;
    });
}

}  // namespace

// A statement kept prepared, and the variables it is bound to.
struct Prepared {
    std::string sql;
    std::vector<Cell> in;
    std::vector<soci::indicator> in_state;
    std::vector<Cell> out;
    std::vector<soci::indicator> out_state;
    soci::statement statement;

    Prepared(soci::session& session, std::string_view text, std::span<const Cell> parameters,
             std::vector<Cell> columns);
    void fill(std::span<const Cell> values);
    // Rows visited, or touched where it returns none.
    long long execute(const std::function<void(std::vector<Cell>&)>& visit);
};

Prepared::Prepared(soci::session& session, std::string_view text, std::span<const Cell> parameters,
                   std::vector<Cell> columns)
    : sql(text),
      in(parameters.begin(), parameters.end()),
      in_state(in.size(), soci::i_ok),
      out(std::move(columns)),
      out_state(out.size(), soci::i_ok),
      statement(session) {
    std::vector<std::string> names = parameter_names(sql);
    if (names.size() != in.size()) {
        throw soci::soci_error("it has " + std::to_string(names.size()) + " parameters");
    }
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i].type == CellType::integer) {
            statement.exchange(soci::use(in[i].integer, in_state[i], names[i]));
        } else {
            statement.exchange(soci::use(in[i].text, in_state[i], names[i]));
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i].type == CellType::integer) {
            statement.exchange(soci::into(out[i].integer, out_state[i]));
        } else {
            statement.exchange(soci::into(out[i].text, out_state[i]));
        }
    }
    statement.alloc();
    statement.prepare(sql);
    statement.define_and_bind();
}

void Prepared::fill(std::span<const Cell> values) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        in_state[i] = values[i].null ? soci::i_null : soci::i_ok;
        in[i].integer = values[i].integer;
        in[i].text.assign(values[i].text);
    }
}

long long Prepared::execute(const std::function<void(std::vector<Cell>&)>& visit) {
    if (out.empty()) {
        statement.execute(true);
        return statement.get_affected_rows();
    }
    long long rows = 0;
    statement.execute(false);
    while (statement.fetch()) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i].null = out_state[i] == soci::i_null;
        }
        visit(out);
        ++rows;
    }
    return rows;
}

Session::State::State() = default;
Session::State::~State() = default;

Prepared& Session::State::prepared(const Statement& wanted, std::span<const Cell> parameters,
                                   const std::vector<Cell>& columns) {
    std::string_view sql = wanted.text(engine);
    auto found = statements.find(wanted.name);
    if (found != statements.end()) {
        Prepared& kept = *found->second;
        if (kept.sql == sql && fits(kept.in, parameters) && kept.out.size() == columns.size()) {
            return kept;
        }
        statements.erase(found);
    }
    if (statements.size() >= statements_kept) {
        statements.clear();
    }
    auto made = std::make_unique<Prepared>(*connection, sql, parameters, columns);
    return *(statements[std::string(wanted.name)] = std::move(made));
}

Error Session::State::failed(std::string_view name) {
    Error error = explain_failure(connection.get(), name);
    if (auto found = statements.find(name); found != statements.end()) {
        statements.erase(found);  // left in the middle of a step, it would hold its snapshot
    }
    return error;
}

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::~Session() = default;

Engine Session::engine() const { return state_->engine; }
Access Session::access() const { return state_->access; }
const std::string& Session::blob_directory() const { return state_->blob_directory; }

Result<std::int64_t> Session::run(const Statement& statement, std::vector<Cell> parameters,
                                  const std::vector<Cell>& columns, const Visit& visit) {
    try {
        Prepared& ready = state_->prepared(statement, parameters, columns);
        ready.fill(parameters);
        return ready.execute(visit);
    } catch (...) {
        return std::unexpected(state_->failed(statement.name));
    }
}

Result<void> Session::insert(const Statement& statement, const Rows& rows) {
    if (rows.size() == 0) {
        return {};
    }
    if (state_->engine == Engine::postgresql) {
        return postgresql::insert(*state_->connection, statement, rows);
    }
    std::span<const Cell> cells = rows.cells();
    std::size_t width = rows.width();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::span<const Cell> values = cells.subspan(row * width, width);
        try {
            Prepared& ready = state_->prepared(statement, values, {});
            ready.fill(values);
            ready.execute({});
        } catch (...) {
            return std::unexpected(state_->failed(statement.name));
        }
    }
    return {};
}

Result<void> Session::run_script(std::string_view name, std::string_view sql) {
    std::string script(sql);
    std::string_view type = state_->engine == Engine::sqlite ? "text" : "text COLLATE \"C\"";
    constexpr std::string_view token = "{text}";
    for (auto at = script.find(token); at != std::string::npos; at = script.find(token, at)) {
        script.replace(at, token.size(), type);
    }
    state_->statements.clear();  // they may speak of tables that are about to change
    for (std::size_t start = 0; start < script.size();) {
        std::size_t end = std::min(script.find(';', start), script.size());
        std::string step = script.substr(start, end - start);
        start = end + 1;
        if (step.find_first_not_of(" \t\r\n") == std::string::npos) {
            continue;
        }
        try {
            *state_->connection << step;
        } catch (...) {
            return std::unexpected(explain_failure(state_->connection.get(), name));
        }
    }
    return {};
}

Result<std::vector<std::string>> Session::integrity_problems() {
    if (state_->engine == Engine::postgresql) {
        return std::vector<std::string>{};
    }
    return sqlite::integrity_problems(*state_->connection);
}

}  // namespace luze::store
