// Documents and ledgers as files.
#include "app/at_work.h"
#include "app/exit_code.h"
#include "ops/hand_out_document.h"

namespace luze::app {
namespace {

Result<ops::DocumentWish> wish_of(const Console& console, const ops::Desk& desk) {
    const Written& written = console.options.written;
    ops::DocumentWish wish;
    wish.kind = written.text("kind");
    if (std::string record = written.text("--record"); !record.empty()) {
        auto id = record_id(record);
        if (!id) {
            return std::unexpected(id.error());
        }
        wish.record = *id;
    }
    if (std::string name = written.text("--person"); !name.empty()) {
        auto person = desk.person(name);
        if (!person) {
            return std::unexpected(person.error());
        }
        wish.person = *person;
    }
    if (std::string quarter = written.text("--quarter"); !quarter.empty()) {
        bool digit = quarter.size() == 1 && quarter[0] >= '1' && quarter[0] <= '4';
        wish.quarter = digit ? quarter[0] - '0' : -1;
    }
    std::string out = written.text("--out");
    std::string ending = out.substr(
        out.find_last_of('.') == std::string::npos ? out.size() : out.find_last_of('.') + 1);
    auto type = ops::parse_file_type(ending);
    if (!type) {
        return fail(ErrorKind::usage, "--out 的文件名以 .docx、.pdf、.html 或 .xlsx 结尾",
                    "--out ends in .docx, .pdf, .html or .xlsx");
    }
    wish.type = *type;
    return wish;
}

}  // namespace

int run_document_list(const Console& console) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    print_answer(console, ops::documents_json((*desk)->pack()),
                 {{"id", "标识", "id"},
                  {"name", "文书", "document"},
                  {"of", "按", "of"},
                  {"types", "格式", "types"}});
    return exit_done;
}

int run_document_write(const Console& console) {
    auto desk = open_desk(console);
    if (!desk) {
        return console.report(desk.error());
    }
    auto asker = asker_of(console, **desk);
    auto wish = wish_of(console, **desk);
    if (!asker || !wish) {
        return console.report(asker ? wish.error() : asker.error());
    }
    auto file = ops::hand_out_document(**desk, *wish, console.options.year, *asker, console.now);
    if (!file) {
        return console.report(file.error());
    }
    std::string out = console.options.written.text("--out");
    if (auto kept = ops::write_file(out, file->bytes); !kept) {
        return console.report(kept.error());
    }
    console.print(console.options.json ? canonical(Json::Object{{"file", out}}) + "\n"
                                       : console.say("已写好 ", "written: ") + out + "\n");
    return exit_done;
}

}  // namespace luze::app
