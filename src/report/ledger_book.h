// The ledgers that an office keeps, in its very columns, as .xlsx that can be imported again.
#pragma once

#include <string>

#include "base/error.h"
#include "exchange/sheet_writer.h"
#include "model/scope.h"
#include "standing/obligation.h"

namespace luze::report {

// The live records of the ledger's form in that year (all, where the pack says so) and those whose
// day cannot be told. ErrorKind::refused where the form is restricted and the scope does not reach.
[[nodiscard]] Result<exchange::SheetTable> ledger_table(const standing::Context& context,
                                                        const norms::LedgerText& ledger, int year,
                                                        Scope scope);

[[nodiscard]] Result<std::string> write_ledger(const standing::Context& context,
                                               const norms::LedgerText& ledger, int year,
                                               Scope scope);

}  // namespace luze::report
