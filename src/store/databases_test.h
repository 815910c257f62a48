// For the tests of store, ledger and views: both engines, parametrised. The PostgreSQL is their
// own, from Debian's package, on a Unix socket in a temporary directory, run as an ordinary user,
// and stopped when the test program ends (or dies).
//
//   struct LedgerTest : luze::store::DatabaseTest {};
//   LUZE_ON_BOTH_ENGINES(LedgerTest);
//   TEST_P(LedgerTest, Appends) { auto database = create(); … }
#pragma once

#include <fcntl.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "store/database.h"

namespace luze::store {

// A directory of its own, gone with the object.
class TemporaryDirectory {
public:
    TemporaryDirectory() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "luze-test-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error("no temporary directory: " + pattern);
        }
        path_ = pattern;
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

// The tests' own PostgreSQL. Throws when it cannot run: a test that cannot run fails.
class PostgresServer {
public:
    static PostgresServer& instance() {
        static PostgresServer server;
        return server;
    }

    // A connection string on a schema of its own.
    std::string fresh_schema() {
        std::string schema = "t" + std::to_string(++schemas_);
        psql("CREATE SCHEMA " + schema);
        return "postgresql:" + connection() + " options='-c search_path=" + schema + "'";
    }

    // Runs SQL behind the program's back.
    void psql(const std::string& sql) {
        run({bin_ + "/psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", connection(), "-c", sql});
    }

private:
    PostgresServer() : bin_(find_bin()) {
        if (geteuid() == 0) {
            user_ = getpwnam("postgres") != nullptr ? getpwnam("postgres") : getpwnam("nobody");
            if (chown(root_.path().c_str(), user_->pw_uid, user_->pw_gid) != 0) {
                throw std::runtime_error("chown " + root_.path());
            }
        }
        std::string data = root_.path() + "/data";
        run({bin_ + "/initdb", "-D", data, "-U", "luze", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync"});
        server_ = start({bin_ + "/postgres", "-D", data, "-k", root_.path(), "-p", "5432", "-c",
                         "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                         "shared_buffers=32MB", "-c", "max_connections=40", "-c", "jit=off"});
        wait_until_ready();
    }

    ~PostgresServer() {
        kill(server_, SIGQUIT);
        waitpid(server_, nullptr, 0);
    }

    static std::string find_bin() {
        for (const char* version : {"15", "16", "17", "14", "18"}) {
            std::string bin = std::string("/usr/lib/postgresql/") + version + "/bin";
            if (std::filesystem::exists(bin + "/postgres")) {
                return bin;
            }
        }
        throw std::runtime_error("PostgreSQL is not installed (Debian package postgresql-15)");
    }

    [[nodiscard]] std::string connection() const {
        return "host=" + root_.path() + " port=5432 user=luze dbname=postgres";
    }

    // As the ordinary user, output into log; dies with the test program.
    pid_t start(const std::vector<std::string>& command) {
        std::string log = root_.path() + "/log";
        std::vector<char*> arguments;
        for (const std::string& word : command) {
            arguments.push_back(const_cast<char*>(word.c_str()));
        }
        arguments.push_back(nullptr);
        pid_t child = fork();
        if (child != 0) {
            return child;
        }
        if (user_ != nullptr && (setgroups(0, nullptr) != 0 || setgid(user_->pw_gid) != 0 ||
                                 setuid(user_->pw_uid) != 0)) {
            _exit(126);
        }
        prctl(PR_SET_PDEATHSIG, SIGQUIT);
        int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
        if (chdir(root_.path().c_str()) == 0) {
            execv(arguments[0], arguments.data());
        }
        _exit(127);
    }

    void run(const std::vector<std::string>& command) {
        pid_t child = start(command);
        int status = 0;
        waitpid(child, &status, 0);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            throw std::runtime_error(command[0] + " failed:\n" + log());
        }
    }

    void wait_until_ready() {
        for (int i = 0; i < 600; ++i) {
            if (waitpid(server_, nullptr, WNOHANG) != 0) {
                break;
            }
            std::ifstream pid_file(root_.path() + "/data/postmaster.pid");
            std::string text((std::istreambuf_iterator<char>(pid_file)), {});
            if (text.find("ready") != std::string::npos) {
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        throw std::runtime_error("PostgreSQL did not start:\n" + log());
    }

    [[nodiscard]] std::string log() const {
        std::ifstream file(root_.path() + "/log");
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }

    TemporaryDirectory root_;
    std::string bin_;
    const passwd* user_ = nullptr;
    pid_t server_ = -1;
    int schemas_ = 0;
};

// A fresh place for a database per test, on the engine that is the test's parameter.
class DatabaseTest : public ::testing::TestWithParam<Engine> {
protected:
    void SetUp() override { where_ = fresh_place(); }

    std::string fresh_place() {
        if (GetParam() == Engine::postgresql) {
            return PostgresServer::instance().fresh_schema();
        }
        return directory_.path() + "/book" + std::to_string(++places_);
    }
    [[nodiscard]] bool on_sqlite() const { return GetParam() == Engine::sqlite; }
    [[nodiscard]] const std::string& where() const { return where_; }

    // An empty database in the test's place.
    Database create() {
        Result<Database> made = Database::create(where_);
        if (!made) {
            throw std::runtime_error(made.error().message.en);
        }
        return *made;
    }
    static std::unique_ptr<Session> session(const Database& database,
                                            Access access = Access::write) {
        auto opened = database.session(access);
        if (!opened) {
            throw std::runtime_error(opened.error().message.en);
        }
        return std::move(*opened);
    }

private:
    TemporaryDirectory directory_;
    std::string where_;
    int places_ = 0;
};

#define LUZE_ON_BOTH_ENGINES(Suite)                                                          \
    INSTANTIATE_TEST_SUITE_P(                                                                \
        Engines, Suite,                                                                      \
        ::testing::Values(::luze::store::Engine::sqlite, ::luze::store::Engine::postgresql), \
        [](const auto& engine) {                                                             \
            return engine.param == ::luze::store::Engine::sqlite ? "sqlite" : "postgresql";  \
        })

}  // namespace luze::store
