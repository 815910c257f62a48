// What a procedure needs beyond its keys: every state can be reached, every act can be taken.
#pragma once

#include "norms/read_table.h"

namespace luze::norms {

void check_act(TableReader& in, const Procedure& procedure, const Act& act, const Form* form);
void check_machine(TableReader& in, const Procedure& procedure);

}  // namespace luze::norms
