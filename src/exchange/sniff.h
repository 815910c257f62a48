// What a file is by its content, whatever it is called.
#pragma once

#include <string_view>

#include "base/error.h"

namespace luze::exchange {

enum class FileKind {
    xlsx,
    csv,   // separated text; also .txt whose lines hold separators
    text,  // other readable text: an outline, notes
    docx,
    // What follows cannot be read; explain() says what to do instead.
    xls,               // Excel 97–2003
    et,                // WPS's own old format
    xlsb,              // Excel's binary workbook
    doc,               // Word 97–2003, WPS .wps
    encrypted_office,  // needs a password to open
    ole_other,         // some other compound file
    ods,               // OpenDocument sheet
    pptx,
    html,             // a web page that calls itself .xls, as many systems export it
    xml_spreadsheet,  // Excel 2003 XML
    zip_other,
    zip_truncated,  // copied or sent only in part
    zip_broken,
    png,
    jpg,
    picture_other,
    pdf,
    lock_file,    // ~$name.xlsx, .~name.xlsx: left by an open Excel or WPS
    system_file,  // .DS_Store, Thumbs.db, ._name
    empty,
    unknown,
};

// Whether read_workbook, read_csv or the outline reader takes it.
[[nodiscard]] bool readable(FileKind kind);

// `name` is the file's name, with or without folders.
[[nodiscard]] FileKind sniff(std::string_view bytes, std::string_view name);

// Why a file of this kind is not read, and what to do about it, in words for the person who sent
// it.
[[nodiscard]] Error explain(FileKind kind, std::string_view name);

}  // namespace luze::exchange
