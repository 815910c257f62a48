// The inside of a session, for this folder's own .cpp files.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "store/engines.h"
#include "store/session.h"

namespace luze::store {

struct Prepared;

struct Session::State {
    Connection connection;
    Engine engine = Engine::sqlite;
    Access access = Access::write;
    std::string blob_directory;
    bool in_transaction = false;
    std::map<std::string, std::unique_ptr<Prepared>, std::less<>> statements;

    State();
    ~State();
    Prepared& prepared(const Statement& wanted, std::span<const Cell> parameters,
                       const std::vector<Cell>& columns);
    // For a catch block: explains the exception in flight and forgets the statement.
    Error failed(std::string_view name);
};

}  // namespace luze::store
