// One reader for each kind of table in a pack. Each adds what it reads to in.reading().pack, and
// relies on what stands before it in this list being read.
#pragma once

#include "norms/read_table.h"

namespace luze::norms {

void read_row(TableReader& in);
void read_norm(TableReader& in);
void read_parameter(TableReader& in);
void read_form(TableReader& in);
void read_group(TableReader& in);
void read_role(TableReader& in);
void read_clause(TableReader& in);
void read_sharing(TableReader& in);
void read_holiday(TableReader& in);
void read_calendar_year(TableReader& in);
void read_break(TableReader& in);
void read_duty(TableReader& in);
void read_procedure(TableReader& in);
void read_ladder(TableReader& in);
void read_figure(TableReader& in);
void read_fault(TableReader& in);
void read_report(TableReader& in);
void read_document(TableReader& in);
void read_ledger(TableReader& in);
void read_example(TableReader& in);

// The kinds of things that others refer to.
inline const Phrase a_form{"表单（[[form]]）", "[[form]]"};
inline const Phrase a_group{"人员组（[[group]]）", "[[group]]"};
inline const Phrase a_norm{"制度（[[norm]]）", "[[norm]]"};
inline const Phrase a_parameter{"参数（[[parameter]]）", "[[parameter]]"};
inline const Phrase a_duty{"职责（[[duty]]）", "[[duty]]"};
inline const Phrase a_figure{"数字（[[figure]]）", "[[figure]]"};
inline const Phrase a_fault{"问题（[[fault]]）", "[[fault]]"};
inline const Phrase a_holiday{"节日（[[holiday]]）", "[[holiday]]"};
inline const Phrase a_role{"角色（[[role]]）", "[[role]]"};
inline const Phrase a_sentence{"句子", "sentence"};

// One field of a form, or of what belongs to a step alone.
void read_field(TableReader& in, Field& field);
// A filter's form, condition and people field; `form_key` need not be there in a shorthand.
void read_filter(TableReader& in, Filter& into);
// `key` = [{form = …, where = …}, …], or form, where and people on the table itself.
void read_filters(TableReader& in, std::string_view key, std::vector<Filter>& into);
// A field of the form, of one of those types. False (with a fault) when it is none.
bool read_field_name(TableReader& in, std::string_view key, std::string& into, const Form* form,
                     std::span<const FieldType> types, Need need = Need::optional);
// A number or "$id" of a numeric parameter.
void read_amount(TableReader& in, std::string_view key, std::string& into);
// "$id" of a numeric parameter only.
void read_parameter_name(TableReader& in, std::string_view key, std::string& into);
// States of obligations: met, made_up, missed …
void read_states(TableReader& in, Words& into, Need need);

inline constexpr Word<UnitKind> unit_kinds[] = {{"bureau", UnitKind::bureau},
                                                {"party_group", UnitKind::party_group},
                                                {"department", UnitKind::department},
                                                {"branch", UnitKind::branch}};
inline constexpr Word<Period> periods[] = {{"month", Period::month},
                                           {"quarter", Period::quarter},
                                           {"half_year", Period::half_year},
                                           {"year", Period::year}};

}  // namespace luze::norms
