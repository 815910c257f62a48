// Makes small workbooks in memory for tests: any part can be replaced or left out.
#pragma once

#include <zip.h>

#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace luze::exchange::test {

struct ZipPart {
    std::string name;
    std::string content;
    bool encrypted = false;
};

inline std::string make_zip(const std::vector<ZipPart>& parts) {
    zip_error_t error;
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    for (const ZipPart& part : parts) {
        auto* source = zip_source_buffer(zip, part.content.data(), part.content.size(), 0);
        auto index = zip_file_add(zip, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (part.encrypted) {
            zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                                    "geheim");
        }
    }
    zip_close(zip);
    zip_stat_t stat;
    zip_source_stat(target, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_open(target);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view office_relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// One sheet named 表一 whose <sheetData> and what follows it are given.
struct TestBook {
    std::string sheet_data{};  // rows
    std::string after_data{};  // mergeCells and the like
    std::string strings{};     // <si>…</si> …
    std::string number_formats{};
    std::string cell_styles{};                   // <xf …/> …
    std::string properties{};                    // attributes of workbookPr
    std::map<std::string, std::string> parts{};  // replace or add; empty content leaves one out

    [[nodiscard]] std::string sheet_xml() const {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"" +
               std::string(main_space) + "\"><dimension ref=\"A1\"/><sheetData>" + sheet_data +
               "</sheetData>" + after_data + "</worksheet>";
    }

    [[nodiscard]] std::string bytes() const {
        std::string type = "Type=\"" + std::string(office_relationships) + "/";
        std::map<std::string, std::string> all;
        all["_rels/.rels"] = "<Relationships><Relationship Id=\"rId1\" " + type +
                             "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
        all["xl/workbook.xml"] =
            "<workbook xmlns:r=\"x\"><workbookPr " + properties +
            "/><sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
        all["xl/_rels/workbook.xml.rels"] =
            "<Relationships><Relationship Id=\"rId1\" " + type +
            "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" " + type +
            "sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" " + type +
            "styles\" Target=\"styles.xml\"/></Relationships>";
        all["xl/sharedStrings.xml"] = "<sst>" + strings + "</sst>";
        all["xl/styles.xml"] = "<styleSheet><numFmts>" + number_formats + "</numFmts><cellXfs>" +
                               cell_styles + "</cellXfs></styleSheet>";
        all["xl/worksheets/sheet1.xml"] = sheet_xml();
        for (const auto& [name, content] : parts) {
            all[name] = content;
        }
        std::vector<ZipPart> list;
        for (const auto& [name, content] : all) {
            if (!content.empty()) {
                list.push_back({name, content});
            }
        }
        return make_zip(list);
    }
};

// The bytes again in UTF-16LE with its mark; the text is ASCII.
inline std::string as_utf16(std::string_view ascii) {
    std::string wide = "\xFF\xFE";
    for (char c : ascii) {
        wide += c;
        wide += '\0';
    }
    return wide;
}

}  // namespace luze::exchange::test
