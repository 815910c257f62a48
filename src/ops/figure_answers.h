// Figures and faults as pages show them. Numbers are the whole book's; of the records behind them
// restricted ones and those beyond the asker's units are a number and a digest.
#pragma once

#include <string>

#include "exchange/sheet_writer.h"
#include "ops/book_reader.h"
#include "ops/show_figure.h"

namespace luze::ops {

struct FigureQuery {
    std::string words;  // all of them in its id, its name or how it is counted
    bool held = false;  // leaves out what the books do not hold
    std::size_t after = 0;
    std::size_t count = 50;
};

// {"year","as_of","items":[{"id","label","text","value","held","how","unit","last_year","count"}],
// "total","next"}. Values are texts: exact decimals.
[[nodiscard]] Json figures_json(const View& view, const FigureQuery& query);
// … one of them, with the page of entries behind it that begins at `after`: "entries" and
// "denominator", {"items":[{"entry","text","form","source"}],"total"}. ErrorKind: missing.
[[nodiscard]] Result<Json> figure_json(Site& site, const View& view, const std::string& id,
                                       std::size_t after, std::size_t count, const Scope& scope);
// One figure without its entries.
[[nodiscard]] Json figure_line(const report::FigureValue& value,
                               const report::FigureValue* last_year);

struct FaultQuery {
    std::string cls;  // duty, data or notice; empty: all
    std::string kind;
    std::string words;
    std::size_t after = 0;
    std::size_t count = 50;
};

// {"year","as_of","items":[{"kind","class","note","file","sheet","row","entries"}],"total","next",
// "classes":{"duty":3,…}}
[[nodiscard]] Json faults_json(const View& view, const FaultQuery& query, const Scope& scope);
[[nodiscard]] exchange::SheetTable faults_table(const View& view, const FaultQuery& query,
                                                const Scope& scope, Language language);

}  // namespace luze::ops
