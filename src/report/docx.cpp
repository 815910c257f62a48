#include "report/docx.h"

#include <fmt/format.h>
#include <zip.h>

#include <memory>
#include <optional>

#include "report/docx_parts.h"
#include "report/qr.h"

namespace luze::report {
namespace {

// 1980-01-01 00:00, the first moment of ZIP: a package has no clock.
constexpr zip_uint16_t dos_time = 0;
constexpr zip_uint16_t dos_date = (1U << 5U) | 1U;
constexpr int code_pixels = 6;  // per module

std::unexpected<Error> package_error(const char* why) {
    return fail(ErrorKind::io, fmt::format("无法生成 .docx 文件：{}。", why),
                fmt::format("Cannot write the .docx package: {}.", why));
}

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

bool add_part(zip_t* archive, const std::string& path, const std::string& bytes) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    if (source == nullptr) {
        return false;
    }
    const zip_int64_t index = zip_file_add(archive, path.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    const auto at = static_cast<zip_uint64_t>(index);
    return zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 6) == 0 &&
           zip_file_set_dostime(archive, at, dos_time, dos_date, 0) == 0;
}

Result<std::string> read_back(zip_source_t* source) {
    zip_stat_t stat;
    if (zip_source_open(source) != 0 || zip_source_stat(source, &stat) != 0) {
        return package_error(zip_error_strerror(zip_source_error(source)));
    }
    std::string bytes(stat.size, '\0');
    const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (got != static_cast<zip_int64_t>(bytes.size())) {
        return package_error(zip_error_strerror(zip_source_error(source)));
    }
    return bytes;
}

Result<std::string> zipped(const DocxParts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    const Source memory(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!memory) {
        return package_error(zip_error_strerror(&error));
    }
    zip_source_keep(memory.get());  // the archive takes one reference, we read from the other
    Archive archive(zip_open_from_source(memory.get(), ZIP_TRUNCATE, &error));
    if (!archive) {
        zip_source_free(memory.get());
        return package_error(zip_error_strerror(&error));
    }
    for (const auto& [path, bytes] : parts) {
        if (!add_part(archive.get(), path, bytes)) {
            return package_error(zip_strerror(archive.get()));
        }
    }
    if (zip_close(archive.get()) != 0) {
        return package_error(zip_strerror(archive.get()));
    }
    static_cast<void>(archive.release());
    return read_back(memory.get());
}

}  // namespace

Result<std::string> write_docx(const Document& document) {
    const Document tidy = tidied(document);
    std::optional<std::string> image;
    if (tidy.proof && !tidy.proof->qr.empty()) {
        const auto code = qr_code(tidy.proof->qr);
        if (!code) {
            return std::unexpected(code.error());
        }
        image = qr_png(*code, code_pixels);
    }
    DocxBody body = docx_body(tidy, image.has_value());
    DocxParts parts = docx_frame(tidy, body.marks, image.has_value());
    parts["word/document.xml"] = std::move(body.xml);
    if (image) {
        parts["word/media/code.png"] = std::move(*image);
    }
    return zipped(parts);
}

}  // namespace luze::report
