#include "norms/pack.h"

#include <algorithm>

namespace luze::norms {
namespace {

// Packs hold a hundred items of a kind at most: a scan beats an index.
template <class Item>
const Item* find(const std::vector<Item>& items, std::string_view id) {
    auto at = std::ranges::find_if(items, [&](const Item& item) { return item.id == id; });
    return at == items.end() ? nullptr : &*at;
}

}  // namespace

const Field* Form::field(std::string_view field_id) const { return find(fields, field_id); }

const Form* Pack::form(std::string_view form_id) const { return find(forms, form_id); }
const Group* Pack::group(std::string_view group_id) const { return find(groups, group_id); }
const Parameter* Pack::parameter(std::string_view parameter_id) const {
    return find(parameters, parameter_id);
}
const Duty* Pack::duty(std::string_view duty_id) const { return find(duties, duty_id); }
const Figure* Pack::figure(std::string_view figure_id) const { return find(figures, figure_id); }

}  // namespace luze::norms
