#include "program_kit.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/decimal.h"

namespace luze::test {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void become(const Words& words, const std::string& language, const std::string& out,
                         const std::string& err) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int flags = O_WRONLY | O_CREAT | O_TRUNC;
    dup2(open(out.c_str(), flags, 0600), STDOUT_FILENO);
    dup2(open(err.c_str(), flags, 0600), STDERR_FILENO);
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    setenv("LUZE_LANG", language.c_str(), 1);
    unsetenv("LUZE_DATA");
    std::string program = LUZE_BINARY;
    std::vector<char*> arguments{program.data()};
    for (const std::string& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    execv(program.c_str(), arguments.data());
    _exit(127);
}

std::string joined(const Words& words) {
    std::string out = "luze";
    for (const std::string& word : words) {
        out += " " + word;
    }
    return out;
}

// A number as written: with a fraction it becomes text, or a whole number if the fraction is zero.
std::string plain_number(const std::string& written) {
    auto value = Decimal::parse(written);
    if (!value) {
        throw std::runtime_error("not a number of at most four decimals: " + written);
    }
    std::string text = value->text();
    return text.find('.') == std::string::npos ? text : '"' + text + '"';
}

}  // namespace

Outcome run(const Words& words, const std::string& language) {
    Folder folder;
    pid_t child = fork();
    if (child == 0) {
        become(words, language, folder.at("out"), folder.at("err"));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            read_bytes(folder.at("out")), read_bytes(folder.at("err"))};
}

int start(const Words& words) {
    pid_t child = fork();
    if (child == 0) {
        become(words, "zh", "/dev/null", "/dev/null");
    }
    return child;
}

Folder::Folder() {
    std::string pattern = (fs::temp_directory_path() / "luze-whole-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("no temporary folder: " + pattern);
    }
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string read_bytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path.string());
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_bytes(const fs::path& path, const std::string& bytes) {
    if (path.has_parent_path()) {
        fs::create_directories(path.parent_path());
    }
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

Json read_json(const std::string& text) {
    std::string plain;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (quoted || (c != '-' && (c < '0' || c > '9'))) {
            plain += c;
            if (quoted && c == '\\') {
                plain += text[++i];
            } else if (c == '"') {
                quoted = !quoted;
            }
            continue;
        }
        std::size_t end = text.find_first_not_of("-0123456789.eE", i);
        plain += plain_number(text.substr(i, end - i));
        i = end - 1;
    }
    auto json = parse_json(plain);
    if (!json) {
        throw std::runtime_error(json.error().message.en + "\n" + text.substr(0, 1000));
    }
    return *json;
}

Outcome TestBook::run(Words words, const std::string& language) const {
    words.insert(words.end(), {"--data", where_});
    return test::run(words, language);
}

void TestBook::init() const {
    Outcome outcome = run({"init"});
    if (outcome.code != 0) {
        throw std::runtime_error("init: " + outcome.text());
    }
}

Json TestBook::ask(Words words) const {
    words.emplace_back("--json");
    Outcome outcome = run(words);
    if (outcome.code != 0) {
        throw std::runtime_error(joined(words) + " → " + std::to_string(outcome.code) + "\n" +
                                 outcome.text());
    }
    return read_json(outcome.out);
}

Json TestBook::import(const std::string& path) const { return ask({"import", path}); }

Json TestBook::figures(int year, Words more) const {
    more.insert(more.begin(), {"figures", "--year", std::to_string(year)});
    return ask(more)["figures"];
}

Json TestBook::faults(int year, Words more) const {
    more.insert(more.begin(), {"faults", "--year", std::to_string(year)});
    return ask(more);
}

std::string TestBook::verified_root() const {
    Outcome outcome = run({"verify", "--json"});
    return outcome.code == 0 ? read_json(outcome.out).text("root") : outcome.text();
}

}  // namespace luze::test
