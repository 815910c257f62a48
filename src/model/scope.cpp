#include "model/scope.h"

#include <algorithm>

namespace luze {

bool Scope::reaches(std::string_view unit) const {
    return all_units || std::ranges::any_of(units, [&](const std::string& above) {
               return unit.starts_with(above) &&
                      (unit.size() == above.size() || unit[above.size()] == '/');
           });
}

}  // namespace luze
