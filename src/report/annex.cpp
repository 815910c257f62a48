#include "report/annex.h"

#include <array>
#include <vector>

#include "exchange/sheet_writer.h"
#include "report/summary.h"

namespace luze::report {
namespace {

using exchange::SheetTable;
using exchange::TableCell;

TableCell number(const FigureValue& value) {
    return value.held ? TableCell(value.value) : TableCell(value_text(value));
}

SheetTable figures_sheet(const Figures& figures) {
    SheetTable table;
    table.name = "数字";
    table.title = "报告数字及口径";
    table.headers = {"标识", "名称", "数值", "单位", "分子", "分母", "口径"};
    table.column_widths = {28, 30, 10, 8, 8, 8, 80};
    for (const FigureValue& value : figures.all()) {
        bool parts = value.figure->percent && value.numerator && value.denominator;
        table.rows.push_back({value.id, value.label, number(value), value.figure->unit,
                              parts ? TableCell(*value.numerator) : TableCell(),
                              parts ? TableCell(*value.denominator) : TableCell(),
                              value.figure->how});
    }
    return table;
}

void add_evidence(SheetTable& table, const standing::Context& context, const FigureValue& value,
                  const Evidence& entries, const char* part, Scope scope) {
    for (std::int64_t entry : entries) {
        EntrySummary said = summarise(context, entry, scope);
        table.rows.push_back(
            {value.id, value.label, std::string(part), entry, said.form,
             said.restricted && !scope.restricted ? "限制查阅，账目摘要 " + said.digest : said.text,
             said.source.file, said.source.sheet,
             said.source.row == 0 ? TableCell() : TableCell(std::int64_t{said.source.row})});
    }
}

SheetTable evidence_sheet(const standing::Context& context, const Figures& figures, Scope scope) {
    SheetTable table;
    table.name = "依据";
    table.title = "每个数字所依据的账目";
    table.headers = {"标识", "名称", "部分", "账目号", "台账", "事项", "文件", "工作表", "行"};
    table.column_widths = {28, 30, 8, 8, 16, 60, 24, 16, 6};
    for (const FigureValue& value : figures.all()) {
        bool parts = value.figure->percent;
        add_evidence(table, context, value, value.entries, parts ? "分子" : "", scope);
        add_evidence(table, context, value, value.denominator_entries, "分母", scope);
    }
    return table;
}

SheetTable faults_sheet(const std::vector<Fault>& faults) {
    static constexpr std::array<const char*, 3> classes{"履责", "数据", "提示"};
    SheetTable table;
    table.name = "问题";
    table.title = "查出的问题和提示";
    table.headers = {"类别", "种类", "文件", "工作表", "行", "说明"};
    table.column_widths = {8, 30, 24, 16, 6, 90};
    for (const Fault& fault : faults) {
        table.rows.push_back({std::string(classes.at(static_cast<std::size_t>(fault.rule->cls))),
                              fault.rule->kind, fault.file, fault.sheet,
                              fault.row == 0 ? TableCell() : TableCell(std::int64_t{fault.row}),
                              fault.note});
    }
    return table;
}

}  // namespace

Result<std::string> write_annex(const standing::Context& context, const Figures& figures,
                                const std::vector<Fault>& faults, Scope scope) {
    std::array<SheetTable, 3> tables{figures_sheet(figures),
                                     evidence_sheet(context, figures, scope), faults_sheet(faults)};
    return exchange::write_workbook(tables, context.book.last_recorded.day_at(context.book.zone));
}

}  // namespace luze::report
