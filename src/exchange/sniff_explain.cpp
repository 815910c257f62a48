#include <fmt/format.h>

#include <string>

#include "exchange/sniff.h"

namespace luze::exchange {
namespace {

// A sentence whose subject is the file: “『x.et』” + zh, "x.et" + en.
struct Reason {
    ErrorKind kind;
    std::string_view zh;
    std::string_view en;
};

Reason reason_of_office(FileKind kind) {
    switch (kind) {
        case FileKind::xls:
            return {ErrorKind::invalid,
                    "是 Excel 97—2003 旧格式，请在 Excel 或 WPS 里另存为 .xlsx 后再导入",
                    "is in the old format of Excel 97–2003; save it as .xlsx first"};
        case FileKind::et:
            return {ErrorKind::invalid, "是 WPS 旧格式，请在 WPS 里另存为 .xlsx 后再导入",
                    "is in WPS's own old format; save it as .xlsx in WPS first"};
        case FileKind::xlsb:
            return {ErrorKind::invalid, "是 Excel 二进制工作簿（.xlsb），请另存为 .xlsx 后再导入",
                    "is a binary workbook (.xlsb); save it as .xlsx first"};
        case FileKind::ods:
            return {ErrorKind::invalid, "是 OpenDocument 表格，请另存为 .xlsx 后再导入",
                    "is an OpenDocument sheet; save it as .xlsx first"};
        case FileKind::doc:
            return {ErrorKind::invalid,
                    "是 Word 97—2003 或 WPS 文字旧格式，请另存为 .docx 后再导入",
                    "is in the old format of Word or WPS; save it as .docx first"};
        case FileKind::docx:
            return {ErrorKind::invalid, "是 Word 文档，不是表格；需要导入表格时请另存为 .xlsx",
                    "is a Word document, not a sheet; put the table into an .xlsx file"};
        case FileKind::pptx:
            return {ErrorKind::invalid, "是演示文稿，里面的内容不能导入；请把表格放进 .xlsx",
                    "is a presentation, which cannot be imported; put the table into .xlsx"};
        case FileKind::encrypted_office:
            return {ErrorKind::invalid,
                    "设置了打开密码，请在 Excel 或 WPS 里取消密码、保存后再导入",
                    "needs a password to open; remove the password in Excel or WPS and save it"};
        case FileKind::ole_other:
            return {ErrorKind::invalid,
                    "是旧式复合文档，不是可以导入的表格，请另存为 .xlsx 后再导入",
                    "is some old compound document, not a sheet; save it as .xlsx first"};
        case FileKind::html:
            return {ErrorKind::invalid,
                    "其实是网页（多为业务系统导出），请用 Excel 或 WPS 打开后另存为 .xlsx 再导入",
                    "is really a web page, as many systems export it; open it in Excel or WPS "
                    "and save it as .xlsx"};
        default:
            return {ErrorKind::invalid, "是 Excel 2003 的 XML 表格，请另存为 .xlsx 后再导入",
                    "is an XML sheet of Excel 2003; save it as .xlsx first"};
    }
}

Reason reason_of_other(FileKind kind) {
    switch (kind) {
        case FileKind::zip_truncated:
            return {ErrorKind::corrupt, "不完整，可能没有复制完或传输中断，请重新复制一份再导入",
                    "is cut short, perhaps only partly copied or sent; copy it again"};
        case FileKind::zip_broken:
            return {ErrorKind::corrupt,
                    "已损坏，无法打开；请用 Excel 或 WPS 修复并另存，或重新取一份",
                    "is damaged; repair it in Excel or WPS and save it anew, or fetch it again"};
        case FileKind::zip_other:
            return {ErrorKind::invalid, "是压缩包，不是表格；请先解压，再导入里面的表格",
                    "is an archive, not a sheet; unpack it and import the sheets inside"};
        case FileKind::png:
        case FileKind::jpg:
        case FileKind::picture_other:
            return {ErrorKind::invalid,
                    "其实是图片，不是表格；请导入原来的表格，图片可作为佐证上传",
                    "is really a picture; import the sheet itself and upload the picture as "
                    "evidence"};
        case FileKind::pdf:
            return {ErrorKind::invalid,
                    "其实是 PDF，不是表格；请导入原来的表格，PDF 可作为佐证上传",
                    "is really a PDF; import the sheet itself and upload the PDF as evidence"};
        case FileKind::lock_file:
            return {ErrorKind::invalid,
                    "是 Excel 或 WPS 打开文件时留下的临时文件，已跳过；请关闭原文件后再导入",
                    "is a temporary file that Excel or WPS leaves while a file is open; skipped"};
        case FileKind::system_file:
            return {ErrorKind::invalid, "是操作系统留下的文件，不是表格，已跳过",
                    "is a file of the operating system, not a sheet; skipped"};
        case FileKind::empty:
            return {ErrorKind::invalid, "是空文件，里面没有内容；请检查是否保存成功",
                    "is empty; check that it was saved"};
        case FileKind::csv:
        case FileKind::text:
            return {ErrorKind::invalid,
                    "是文本文件，不是 Excel 表格；请把扩展名改为 .csv 或另存为 .xlsx",
                    "is a text file, not a workbook; name it .csv or save it as .xlsx"};
        default:
            return {ErrorKind::invalid,
                    "不是认得的表格，可以导入的有 .xlsx 和 .csv；请在 Excel 或 WPS 里另存后再导入",
                    "is of no known kind; .xlsx and .csv can be imported"};
    }
}

bool is_office(FileKind kind) {
    switch (kind) {
        case FileKind::xls:
        case FileKind::et:
        case FileKind::xlsb:
        case FileKind::ods:
        case FileKind::doc:
        case FileKind::docx:
        case FileKind::pptx:
        case FileKind::encrypted_office:
        case FileKind::ole_other:
        case FileKind::html:
        case FileKind::xml_spreadsheet:
            return true;
        default:
            return false;
    }
}

}  // namespace

Error explain(FileKind kind, std::string_view name) {
    Reason reason = is_office(kind) ? reason_of_office(kind) : reason_of_other(kind);
    std::size_t slash = name.find_last_of("/\\");
    std::string_view base = slash == name.npos ? name : name.substr(slash + 1);
    std::string zh = base.empty() ? "这个文件" : fmt::format("『{}』", base);
    std::string en = base.empty() ? "The file" : fmt::format("\"{}\"", base);
    return Error{reason.kind,
                 Phrase{zh + std::string(reason.zh), en + " " + std::string(reason.en)}};
}

}  // namespace luze::exchange
