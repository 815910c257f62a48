#include "store/blobs.h"

#include <optional>
#include <tuple>

#include "store/durable_file.h"

namespace luze::store {
namespace {

constexpr Statement insert_blob{
    "blob.insert",
    "INSERT INTO blob (book, digest, size, content) VALUES (:book, :digest, :size, :content) "
    "ON CONFLICT (book, digest) DO NOTHING"};
constexpr Statement select_content{
    "blob.content", "SELECT content FROM blob WHERE book = :book AND digest = :digest"};
constexpr Statement select_all{"blob.list",
                               "SELECT digest, size FROM blob WHERE book = :book ORDER BY digest"};

std::unexpected<Error> changed(const std::string& name) {
    return fail(ErrorKind::corrupt, "证据 " + name + " 的内容被改动过，与其摘要不符",
                "evidence " + name + " has been changed: it does not match its digest");
}

}  // namespace

std::string Blobs::path(const Digest& digest) const {
    std::string name = digest.hex();
    return session_->blob_directory() + "/" + book_ + "/" + name.substr(0, 2) + "/" + name;
}

Result<Digest> Blobs::put(std::string_view bytes) {
    Digest digest = sha256(bytes);
    std::optional<std::string> content;
    if (session_->blob_directory().empty()) {
        content = to_hex(bytes);
    } else if (Result<std::string> there = read_whole(path(digest)); !there || *there != bytes) {
        if (Result<void> written = write_durably(path(digest), bytes); !written) {
            return std::unexpected(written.error());
        }
    }
    auto done = session_->execute(insert_blob, book_, digest.hex(), bytes.size(), content);
    if (!done) {
        return std::unexpected(done.error());
    }
    return digest;
}

Result<std::string> Blobs::content(const Digest& digest) const {
    if (!session_->blob_directory().empty()) {
        return read_whole(path(digest));
    }
    using Row = std::tuple<std::optional<std::string>>;
    auto row = session_->read_one<Row>(select_content, book_, digest.hex());
    if (!row) {
        return std::unexpected(row.error());
    }
    if (!*row || !std::get<0>(**row)) {
        return fail(ErrorKind::missing, "", "");
    }
    std::optional<std::string> bytes = from_hex(*std::get<0>(**row));
    return bytes ? Result<std::string>(std::move(*bytes)) : changed(digest.hex());
}

Result<std::string> Blobs::get(const Digest& digest) const {
    Result<std::string> bytes = content(digest);
    if (!bytes && bytes.error().kind == ErrorKind::missing) {
        return fail(ErrorKind::missing, "证据 " + digest.hex() + " 不见了",
                    "evidence " + digest.hex() + " is missing");
    }
    return bytes && sha256(*bytes) != digest ? changed(digest.hex()) : std::move(bytes);
}

Result<std::vector<BlobRow>> Blobs::list() const {
    auto rows = session_->read<std::tuple<std::string, std::int64_t>>(select_all, book_);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::vector<BlobRow> found;
    for (const auto& [name, size] : *rows) {
        std::optional<Digest> digest = Digest::parse_hex(name);
        if (!digest) {
            return fail(ErrorKind::corrupt, "证据表中有一行的摘要写法不对：" + name,
                        "a row of the evidence table has a malformed digest: " + name);
        }
        found.push_back({*digest, size});
    }
    return found;
}

}  // namespace luze::store
