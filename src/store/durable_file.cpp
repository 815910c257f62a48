#include "store/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace luze::store {
namespace {

namespace files = std::filesystem;

class File {
public:
    File(const std::string& path, int flags)
        : handle_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() { close(); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool is_open() const { return handle_ >= 0; }
    [[nodiscard]] int handle() const { return handle_; }
    bool close() {
        bool done = handle_ < 0 || ::close(handle_) == 0;
        handle_ = -1;
        return done;
    }
    bool write(std::string_view bytes) {
        while (!bytes.empty()) {
            ssize_t written = ::write(handle_, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR) {
                return false;
            }
            bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        }
        return true;
    }

private:
    int handle_;
};

std::unexpected<Error> failed(const std::string& path, int reason) {
    std::string text = std::strerror(reason);
    if (reason == ENOSPC || reason == EDQUOT) {
        return fail(
            ErrorKind::io, "磁盘已满，没有写入 " + path + "；请腾出空间后再试",
            "the disk is full, " + path + " was not written: free some space and try again");
    }
    return fail(ErrorKind::io, "写不了 " + path + "：" + text,
                path + " cannot be written: " + text);
}

bool sync_directory(const std::string& directory) {
    File file(directory, O_RDONLY | O_DIRECTORY);
    return file.is_open() && fsync(file.handle()) == 0;
}

// Makes the missing directories of a path; each new name is synced in its parent.
bool make_directories(const files::path& directory) {
    if (directory.empty() || files::is_directory(directory)) {
        return true;
    }
    files::path parent = directory.parent_path();
    if (!make_directories(parent) || (mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)) {
        return false;
    }
    return sync_directory(parent.string());
}

}  // namespace

Result<void> write_durably(const std::string& path, std::string_view bytes) {
    std::string directory = files::path(path).parent_path().string();
    if (!make_directories(directory)) {
        return failed(directory, errno);
    }
    std::string beside = path + ".part-" + std::to_string(getpid());
    {
        File file(beside, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file.is_open() || !file.write(bytes) || fsync(file.handle()) != 0 || !file.close()) {
            int reason = errno;
            unlink(beside.c_str());
            return failed(path, reason);
        }
    }
    if (rename(beside.c_str(), path.c_str()) != 0) {
        int reason = errno;
        unlink(beside.c_str());
        return failed(path, reason);
    }
    return sync_directory(directory) ? Result<void>() : failed(path, errno);
}

Result<std::string> read_whole(const std::string& path) {
    File file(path, O_RDONLY);
    struct stat about{};
    if (!file.is_open() || fstat(file.handle(), &about) != 0) {
        int reason = errno;
        std::string text = std::strerror(reason);
        return fail(reason == ENOENT ? ErrorKind::missing : ErrorKind::io,
                    "读不了 " + path + "：" + text, path + " cannot be read: " + text);
    }
    std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        ssize_t got = ::read(file.handle(), bytes.data() + have, bytes.size() - have);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            std::string text = std::strerror(errno);
            return fail(ErrorKind::io, "读不了 " + path + "：" + text,
                        path + " cannot be read: " + text);
        }
        have += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    bytes.resize(have);
    return bytes;
}

}  // namespace luze::store
