#include "exchange/archive.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>

#include "base/limits.h"

namespace luze::exchange {
namespace {

// Below this size a high ratio is only a short text of one letter, not an attack.
constexpr std::size_t ratio_matters_from = 1U << 20U;

std::string lower_case(std::string_view name) {
    std::string lower(name);
    for (char& c : lower) {
        c = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return lower.starts_with('/') ? lower.substr(1) : lower;
}

std::unexpected<Error> broken(const std::string& detail) {
    return fail(ErrorKind::corrupt,
                "文件内部的压缩包已损坏，请重新复制一份，或用 Excel、WPS 打开后另存再导入（" +
                    detail + "）",
                "The zip package inside the file is damaged; copy it again, or open it in Excel "
                "or WPS and save it anew (" +
                    detail + ")");
}

std::unexpected<Error> too_large(std::string_view part, std::string_view why_zh,
                                 std::string_view why_en) {
    return fail(
        ErrorKind::limit,
        fmt::format("文件里的“{}”解压后{}，为安全起见不予读取；请检查文件来源", part, why_zh),
        fmt::format("\"{}\" inside the file {} when unpacked and is not read; check where "
                    "the file comes from",
                    part, why_en));
}

std::string error_text(zip_error_t& error) {
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

struct CloseEntry {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// Only what Office itself writes: stored or deflated, not encrypted.
Result<void> check_entry(std::string_view part, const zip_stat_t& stat) {
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
        return fail(ErrorKind::invalid,
                    "文件加了密码，无法读取；请在 Excel 或 WPS 里取消密码后再导入",
                    "The file is encrypted; remove the password in Excel or WPS first");
    }
    bool known = stat.comp_method == ZIP_CM_STORE || stat.comp_method == ZIP_CM_DEFLATE;
    if ((stat.valid & ZIP_STAT_COMP_METHOD) && !known) {
        return broken(fmt::format("{}: compression method {}", part, stat.comp_method));
    }
    if ((stat.valid & ZIP_STAT_SIZE) && stat.size > limits::archive_part_bytes) {
        return too_large(part, "过大", "is too large");
    }
    return {};
}

}  // namespace

struct Archive::Zip {
    zip_t* handle = nullptr;
    Zip() = default;
    Zip(const Zip&) = delete;
    Zip& operator=(const Zip&) = delete;
    ~Zip() {
        if (handle) {
            zip_discard(handle);
        }
    }
};

Archive::Archive(std::unique_ptr<Zip> zip, std::size_t packed_bytes)
    : zip_(std::move(zip)), packed_bytes_(packed_bytes) {}
Archive::Archive(Archive&& other) noexcept = default;
Archive& Archive::operator=(Archive&& other) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (!source) {
        return broken(error_text(error));
    }
    auto zip = std::make_unique<Zip>();
    zip->handle = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (!zip->handle) {
        zip_source_free(source);
        return broken(error_text(error));
    }
    zip_error_fini(&error);
    auto entries = zip_get_num_entries(zip->handle, 0);
    if (entries < 0 || static_cast<std::size_t>(entries) > limits::archive_entries) {
        return fail(ErrorKind::limit,
                    fmt::format("文件内部的部件多于 {} 个，不是普通的办公文档，不予读取",
                                limits::archive_entries),
                    fmt::format("The file holds more than {} parts, as no office document does",
                                limits::archive_entries));
    }
    Archive archive(std::move(zip), bytes.size());
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(entries); ++i) {
        if (const char* name = zip_get_name(archive.zip_->handle, i, ZIP_FL_ENC_RAW)) {
            archive.index_.emplace(lower_case(name), i);
        }
    }
    return archive;
}

bool Archive::has(std::string_view part) const { return index_.contains(lower_case(part)); }

std::vector<std::string> Archive::parts() const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : index_) {
        names.push_back(name);
    }
    return names;
}

Result<std::string> Archive::read(std::string_view part) {
    auto found = index_.find(lower_case(part));
    if (found == index_.end()) {
        return fail(ErrorKind::missing, fmt::format("文件里缺少部件“{}”", part),
                    fmt::format("The file lacks its part \"{}\"", part));
    }
    zip_stat_t stat;
    if (zip_stat_index(zip_->handle, found->second, 0, &stat) != 0) {
        return broken(zip_strerror(zip_->handle));
    }
    if (auto fit = check_entry(part, stat); !fit) {
        return std::unexpected(fit.error());
    }
    std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(zip_->handle, found->second, 0));
    if (!file) {
        return broken(zip_strerror(zip_->handle));
    }
    bool stated = (stat.valid & ZIP_STAT_COMP_SIZE) != 0;
    std::size_t packed =
        stated ? std::min<std::size_t>(stat.comp_size, packed_bytes_) : packed_bytes_;
    std::string out;
    std::array<char, 65'536> chunk;
    while (true) {
        zip_int64_t got = zip_fread(file.get(), chunk.data(), chunk.size());
        if (got < 0) {
            return broken(fmt::format("{}: {}", part, zip_file_strerror(file.get())));
        }
        if (got == 0) {
            return out;
        }
        out.append(chunk.data(), static_cast<std::size_t>(got));
        unpacked_total_ += static_cast<std::size_t>(got);
        if (out.size() > limits::archive_part_bytes ||
            unpacked_total_ > limits::archive_total_bytes) {
            return too_large(part, "过大", "is too large");
        }
        if (out.size() > ratio_matters_from &&
            out.size() / limits::archive_ratio > std::max<std::size_t>(packed, 1)) {
            return too_large(part, fmt::format("膨胀超过 {} 倍", limits::archive_ratio),
                             fmt::format("grows more than {} times", limits::archive_ratio));
        }
    }
}

std::string resolve_part(std::string_view folder, std::string_view target) {
    std::string path(target);
    std::replace(path.begin(), path.end(), '\\', '/');
    if (!path.starts_with('/')) {
        path = std::string(folder) + "/" + path;
    }
    std::vector<std::string_view> steps;
    std::string_view rest = path;
    while (!rest.empty()) {
        std::string_view step = rest.substr(0, rest.find('/'));
        rest.remove_prefix(std::min(rest.size(), step.size() + 1));
        if (step == "..") {
            if (!steps.empty()) {
                steps.pop_back();
            }
        } else if (!step.empty() && step != ".") {
            steps.push_back(step);
        }
    }
    std::string out;
    for (std::string_view step : steps) {
        out += out.empty() ? "" : "/";
        out += step;
    }
    return out;
}

}  // namespace luze::exchange
