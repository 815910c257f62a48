#include "web/table_answer.h"

#include <memory>
#include <utility>

namespace luze::web {

Result<Answer> table_answer(ops::SheetTable table, const std::string& type, Date day) {
    if (auto known = ops::check_table_type(type); !known) {
        return std::unexpected(known.error());
    }
    Answer answer;
    auto kept = std::make_shared<const ops::SheetTable>(std::move(table));
    answer.later = [kept, type, day]() -> Result<Answer> {
        auto file = ops::write_table(*kept, type, day);
        return file ? Result<Answer>(Answer{
                          {}, File{std::move(file->name), file->type, std::move(file->bytes)}})
                    : std::unexpected(file.error());
    };
    return answer;
}

}  // namespace luze::web
