// Rules that no single key shows: what a kind of duty or figure needs, and what reserved forms
// have.
#pragma once

#include "norms/read_table.h"

namespace luze::norms {

// The fields that other parts of the program rely on in the forms person, movement, appointment.
void check_reserved_form(TableReader& in, const Form& form);
void check_columns(TableReader& in, const Form& form);
void check_duty(TableReader& in, const Duty& duty);
void check_figure(TableReader& in, const Figure& figure);
// Keys without effect for that kind of duty or figure.
void check_duty_keys(TableReader& in);
void check_figure_keys(TableReader& in);
// Figures that are computed from themselves and groups that contain themselves; a fault at the
// table of each. The tables stand in the order of the pack's items.
void check_figure_cycles(std::vector<TableReader>& figures, const Pack& pack);
void check_group_cycles(std::vector<TableReader>& groups, const Pack& pack);
// Breaks in order, apart from each other, in announced years.
void check_calendar(std::vector<TableReader>& breaks, const Calendar& calendar);

}  // namespace luze::norms
