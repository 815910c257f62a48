#include "exchange/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "exchange/archive.h"
#include "exchange/csv_encoding.h"

namespace luze::exchange {
namespace {

using namespace std::literals;

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return lower;
}

std::string_view base_name(std::string_view name) {
    std::size_t slash = name.find_last_of("/\\");
    return slash == name.npos ? name : name.substr(slash + 1);
}

std::string extension(std::string_view name) {
    std::size_t dot = name.rfind('.');
    return dot == name.npos ? "" : lower_case(name.substr(dot + 1));
}

bool contains(std::string_view bytes, std::string_view wanted) {
    return bytes.find(wanted) != bytes.npos;
}

FileKind sniff_zip(std::string_view bytes) {
    constexpr std::size_t longest_tail = 65'535 + 22;  // end record and the longest comment
    std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), longest_tail));
    if (!contains(tail, "PK\5\6"sv)) {
        return FileKind::zip_truncated;
    }
    auto archive = Archive::open(bytes);
    if (!archive) {
        return archive.error().kind == ErrorKind::limit ? FileKind::zip_other
                                                        : FileKind::zip_broken;
    }
    if (archive->has("xl/workbook.bin")) {
        return FileKind::xlsb;
    }
    if (archive->has("word/document.xml")) {
        return FileKind::docx;
    }
    if (archive->has("ppt/presentation.xml")) {
        return FileKind::pptx;
    }
    bool workbook = archive->has("xl/workbook.xml");
    for (const std::string& part : archive->parts()) {
        workbook = workbook || part.starts_with("xl/worksheets/");
    }
    if (workbook) {
        return FileKind::xlsx;
    }
    std::string type = archive->read("mimetype").value_or("");
    return contains(type, "opendocument.spreadsheet") ? FileKind::ods : FileKind::zip_other;
}

// Names in a compound file's directory are UTF-16LE.
bool has_stream(std::string_view bytes, std::string_view ascii) {
    std::string wide;
    for (char c : ascii) {
        wide += c;
        wide += '\0';
    }
    return contains(bytes, wide);
}

FileKind sniff_compound(std::string_view bytes, std::string_view name) {
    if (has_stream(bytes, "EncryptedPackage") || has_stream(bytes, "DataSpaces")) {
        return FileKind::encrypted_office;
    }
    std::string ending = extension(name);
    if (ending == "et" || ending == "ett") {
        return FileKind::et;
    }
    if (has_stream(bytes, "WordDocument")) {
        return FileKind::doc;
    }
    bool sheet = has_stream(bytes, "Workbook") || has_stream(bytes, "Book");
    return sheet ? FileKind::xls : FileKind::ole_other;
}

FileKind sniff_text(std::string_view bytes, std::string_view name) {
    std::string_view head = bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096));
    auto text = decode_text(cut_for_sniffing(head, bytes.size()));
    if (!text) {
        return FileKind::unknown;
    }
    std::string start = lower_case(trim(*text).substr(0, 1024));
    if (start.starts_with("<!doctype html") || start.starts_with("<html") ||
        start.starts_with("<table") || (start.starts_with("<") && contains(start, "<html"))) {
        return FileKind::html;
    }
    if (start.starts_with("<?xml") || start.starts_with("<workbook")) {
        return contains(start, "office:spreadsheet") ? FileKind::xml_spreadsheet
                                                     : FileKind::unknown;
    }
    std::string ending = extension(name);
    if (ending == "csv" || ending == "tsv" || ending == "tab") {
        return FileKind::csv;
    }
    if (ending == "md") {
        return FileKind::text;
    }
    if (ending.empty() || ending == "txt") {
        return guess_separator(*text) ? FileKind::csv : FileKind::text;
    }
    return FileKind::unknown;
}

bool is_lock_file(std::string_view base) {
    return base.starts_with("~$") || base.starts_with(".~");
}

bool is_system_file(std::string_view base) {
    std::string lower = lower_case(base);
    return lower.starts_with("._") || lower == ".ds_store" || lower == "thumbs.db" ||
           lower == "desktop.ini";
}

struct Magic {
    std::string_view bytes;
    FileKind kind;
};

constexpr std::array<Magic, 9> magics{{
    {"\x89PNG\r\n\x1A\n"sv, FileKind::png},
    {"\xFF\xD8\xFF"sv, FileKind::jpg},
    {"%PDF-"sv, FileKind::pdf},
    {"GIF8"sv, FileKind::picture_other},
    {"II*\0"sv, FileKind::picture_other},
    {"MM\0*"sv, FileKind::picture_other},
    {"Rar!\x1A\7"sv, FileKind::zip_other},
    {"7z\xBC\xAF\x27\x1C"sv, FileKind::zip_other},
    {"PK\5\6"sv, FileKind::zip_other},  // a zip with nothing in it
}};

}  // namespace

bool readable(FileKind kind) {
    return kind == FileKind::xlsx || kind == FileKind::csv || kind == FileKind::docx ||
           kind == FileKind::text;
}

FileKind sniff(std::string_view bytes, std::string_view name) {
    std::string_view base = base_name(name);
    if (is_lock_file(base)) {
        return FileKind::lock_file;
    }
    if (is_system_file(base)) {
        return FileKind::system_file;
    }
    if (bytes.find_first_not_of("\0 \r\n\t"sv) == bytes.npos) {
        return FileKind::empty;
    }
    if (bytes.starts_with("PK\3\4"sv)) {
        return sniff_zip(bytes);
    }
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) {
        return sniff_compound(bytes, base);
    }
    for (const Magic& magic : magics) {
        if (bytes.starts_with(magic.bytes)) {
            return magic.kind;
        }
    }
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) {
        return FileKind::picture_other;
    }
    // BIFF 2–4 and early 5 without a compound file around it.
    if (bytes.starts_with("\x09\x08"sv) || bytes.starts_with("\x09\x04\x06\x00"sv)) {
        return FileKind::xls;
    }
    return sniff_text(bytes, base);
}

}  // namespace luze::exchange
