// The only file that knows CLI11.
#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstdlib>
#include <map>
#include <string_view>

#include "app/exit_code.h"
#include "app/print.h"
#include "base/limits.h"
#include "base/text.h"

namespace luze::app {
namespace {

const char* const version = "luze 0.1.0";

// Everything the help says, in one language at a time.
struct Help {
    Language language;

    [[nodiscard]] std::string operator()(const char* zh, const char* en) const {
        return language == Language::zh ? zh : en;
    }
};

const char* const codes_zh =
    "退出码：0 完成；1 查出问题（verify、pack check）；2 用法不对；3 输入不能采用；4 找不到；"
    "5 有人先写了，请重试；6 不允许；7 超出限额；8 账目损坏；9 磁盘、网络或数据库出错。";
const char* const codes_en =
    "Exit codes: 0 done; 1 something is wrong (verify, pack check); 2 usage; 3 input cannot be "
    "taken; 4 not found; 5 somebody wrote first, try again; 6 refused; 7 over a limit; "
    "8 the books are damaged; 9 disk, network or database.";

// Dates are taken as text and read by us, so that the error is ours too.
struct Raw {
    std::string as_of;
    std::string from;
    std::string language;
    int year = 0;
};

constexpr std::size_t help_column = 34;  // where descriptions begin

// CLI11 counts bytes where a terminal counts columns, and leaves its group names in English.
class ChineseHelp : public CLI::Formatter {
public:
    std::string make_group(std::string group, bool positional,
                           std::vector<const CLI::Option*> options) const override {
        return CLI::Formatter::make_group(get_label(group), positional, std::move(options));
    }
    std::string make_option(const CLI::Option* option, bool positional) const override {
        std::string left = "  " + make_option_name(option, positional) + make_option_opts(option);
        std::size_t width = terminal_width(left);
        left.append(width < help_column ? help_column - width : 1, ' ');
        return left + make_option_desc(option) + "\n";
    }
};

void label(CLI::App& app, Language language) {
    if (language == Language::en) {
        return;
    }
    auto formatter = std::make_shared<ChineseHelp>();
    formatter->label("Usage", "用法");
    formatter->label("OPTIONS", "选项");
    formatter->label("SUBCOMMAND", "命令");
    formatter->label("Positionals", "参数");
    formatter->label("Options", "选项");
    formatter->label("Subcommands", "命令");
    formatter->label("REQUIRED", "必填");
    formatter->label("TEXT", "文字");
    formatter->label("INT", "数");
    formatter->label("Env", "环境变量");
    formatter->column_width(help_column);
    app.formatter(formatter);
}

class CommandLine {
public:
    explicit CommandLine(Language language) : say_{language} {
        options_.language = language;
        app_.name("luze");
        app_.description(say_("履责：记责任的账——该做什么、做了什么、发现什么、怎样整改",
                              "Luze keeps the books of responsibility: owed, done, found, mended"));
        app_.footer(say_(codes_zh, codes_en));
        app_.fallthrough();
        app_.require_subcommand(1);
        app_.set_version_flag("--version", version, say_("版本", "the version"));
        app_.set_help_flag("-h,--help", say_("这份说明", "this help"));
        label(app_, language);
        common();
        books();
        answers();
        rules();
        work();
    }

    std::expected<Options, Farewell> read(int argc, const char* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::Success& success) {
            return std::unexpected(Farewell{
                success.get_name() == "CallForVersion" ? std::string(version) + "\n" : app_help(),
                false, exit_done});
        } catch (const CLI::ParseError& error) {
            return std::unexpected(complaint(error, argc, argv));
        }
        return checked();
    }

private:
    void common() {
        app_.add_option("--data", options_.data,
                        say_("数据目录，或 postgresql:// 连接串（默认 data/luze）",
                             "data directory or postgresql:// string (default data/luze)"))
            ->envname("LUZE_DATA");
        app_.add_option("--book", options_.book,
                        say_("账本名（默认 main）", "book (default main)"));
        app_.add_option("--year", raw_.year, say_("年度", "the year"));
        app_.add_option("--as-of", raw_.as_of,
                        say_("截至哪一天，如 2021-12-31", "as of which day, 2021-12-31"));
        app_.add_option("--known-at", options_.known_at,
                        say_("只看到那一刻为止记下的账（日期或 RFC 3339 时刻）",
                             "only what was recorded by then (a day or an RFC 3339 instant)"));
        app_.add_flag("--json", options_.json, say_("输出 JSON", "print JSON"));
        app_.add_option("--lang", raw_.language,
                        say_("zh 或 en（也可用 LUZE_LANG）", "zh or en (or LUZE_LANG)"));
    }

    CLI::App* command(CLI::App& parent, const char* name, Command meant, const char* zh,
                      const char* en) {
        CLI::App* sub = parent.add_subcommand(name, say_(zh, en));
        sub->fallthrough();
        sub->group(say_("命令", "Commands"));
        sub->footer(
            say_("各命令都可用 --data、--book、--year、--as-of、--known-at、--json、--lang，"
                 "见 luze --help。",
                 "Every command takes --data, --book, --year, --as-of, --known-at, --json "
                 "and --lang: see luze --help.") +
            "\n" + say_(codes_zh, codes_en));
        sub->callback([this, meant, sub] {
            if (sub->get_subcommands().empty()) {
                options_.command = meant;
            }
        });
        return sub;
    }

    void books() {
        CLI::App* init = command(app_, "init", Command::init, "新建一本账", "start a book");
        CLI::App* demo = command(app_, "demo", Command::demo, "用样例数据走一遍并打开网页",
                                 "run the sample year and open it in the browser");
        for (CLI::App* sub : {init, demo}) {
            sub->add_option("--name", options_.name, say_("单位名称", "the organisation's name"));
            sub->add_option("--pack", options_.pack,
                            say_("规则包目录（默认用内置的 zhuti-zeren）",
                                 "folder of the pack (default: the built-in zhuti-zeren)"));
        }
        demo->add_option("--samples", options_.samples, say_("样例目录", "folder of samples"))
            ->required();
        demo->add_flag("--once", options_.once, say_("不打开网页服务", "do not serve"));
        CLI::App* serve = command(app_, "serve", Command::serve, "打开网页（仅本机）",
                                  "serve the pages (this machine only)");
        for (CLI::App* sub : {demo, serve}) {
            sub->add_option("--port", options_.port,
                            say_("端口（默认 8090）", "port (default 8090)"))
                ->check(CLI::Range(0, 65535).description(""));
        }
        serve->add_option("--listen,--address", options_.listen,
                          say_("监听地址（默认 127.0.0.1；别的地址要有证书）",
                               "address (default 127.0.0.1; any other needs a certificate)"));
        serve->add_option(
            "--tls-cert,--cert", options_.certificate,
            say_("证书文件（PEM，含证书链）", "certificate file (PEM, with its chain)"));
        serve->add_option("--tls-key,--key", options_.certificate_key,
                          say_("私钥文件（PEM）", "private key file (PEM)"));
        serve
            ->add_option("--host", options_.hosts,
                         say_("别人用哪个名字或地址访问，可写多次",
                              "a name or address by which others reach it, again and again"))
            ->expected(1)
            ->allow_extra_args(false)
            ->take_all();
        CLI::App* import =
            command(app_, "import", Command::import, "导入台账（.xlsx、.csv 或目录）",
                    "import ledgers (.xlsx, .csv or folders)");
        import->add_option("paths", options_.paths, say_("文件或目录", "files or folders"))
            ->required();
        import->add_flag("--dry-run", options_.dry_run,
                         say_("只看会怎样，不记账", "say what would happen, record nothing"));
        CLI::App* verify = command(app_, "verify", Command::verify, "核验账目", "verify the books");
        verify->add_option("--checkpoint", options_.checkpoint,
                           say_("另存的检查点文件", "file with a checkpoint kept elsewhere"));
        command(app_, "rebuild", Command::rebuild, "由账目重建视图", "rebuild views from entries");
    }

    void answers() {
        command(app_, "standing", Command::standing, "欠什么、做了什么、差什么",
                "what is owed, done and missing");
        command(app_, "figures", Command::figures, "全部数字及其依据",
                "every figure and its entries");
        command(app_, "faults", Command::faults, "查出的问题，指回原表原行",
                "what is wrong, pointing back to the row");
        CLI::App* report =
            command(app_, "report", Command::report, "写年度报告", "write the annual report");
        for (CLI::App* sub : {report, app_.get_subcommand("demo")}) {
            sub->add_option("--out", options_.out,
                            say_("输出目录（默认 out）", "output folder (default out)"));
        }
        CLI::App* prose = command(
            app_, "prose", Command::prose, "报告里由本单位自己写的段落（不给 --file 即列出）",
            "the office's own paragraphs of the report (lists without --file)");
        prose->add_option("place", options_.place, say_("段落标识", "id of the paragraph"));
        prose->add_option(
            "--file", options_.file,
            say_("文字文件（空文件即撤下）", "text file (an empty one takes it away)"));
    }

    void rules() {
        CLI::App* parameters =
            command(app_, "parameters", Command::parameters, "列出参数", "list the parameters");
        parameters->require_subcommand(0, 1);
        CLI::App* set = command(*parameters, "set", Command::parameters_set, "从某日起改一个参数",
                                "change a parameter from a day on");
        set->add_option("id", options_.parameter, say_("参数", "the parameter"))->required();
        set->add_option("value", options_.value, say_("新值", "its value"))->required();
        set->add_option("--from", raw_.from, say_("生效日", "the day it begins"))->required();
        CLI::App* pack = app_.add_subcommand("pack", say_("规则包", "packs"));
        pack->group(say_("命令", "Commands"));
        pack->fallthrough();
        pack->require_subcommand(1);
        CLI::App* check =
            command(*pack, "check", Command::pack_check, "检查规则包", "check a pack");
        CLI::App* coverage = command(*pack, "coverage", Command::pack_coverage,
                                     "列出体系每一行由规则包的哪些部分承载",
                                     "list which parts of a pack carry each row of its system");
        CLI::App* procedures =
            command(*pack, "procedures", Command::pack_procedures, "列出各程序的状态、步骤和谁能办",
                    "list the states, steps and rights");
        for (CLI::App* sub : {check, coverage, procedures}) {
            sub->add_option("dir", options_.paths, say_("规则包目录", "folder of the pack"))
                ->required()
                ->expected(1);
        }
    }

    // The table of work commands; one of two words stands below its first.
    void work() {
        for (const WorkCommand& row : work_commands()) {
            std::string path = row.path;
            std::size_t space = path.find(' ');
            CLI::App* parent = &app_;
            if (space != std::string::npos) {
                parent = work_group(path.substr(0, space));
                path = path.substr(space + 1);
            }
            CLI::App* sub = command(*parent, path.c_str(), Command::work, row.zh, row.en);
            for (const Argument& argument : row.arguments) {
                add_argument(*sub, argument);
            }
            sub->callback([this, meant = &row] {
                options_.command = Command::work;
                options_.work = meant;
            });
        }
    }

    CLI::App* work_group(const std::string& name) {
        CLI::App*& group = groups_[name];
        if (group != nullptr) {
            return group;
        }
        const Phrase& about = work_groups().at(name);
        group = app_.add_subcommand(name, about.in(say_.language));
        group->group(say_("命令", "Commands"));
        group->fallthrough();
        group->require_subcommand(1);
        return group;
    }

    void add_argument(CLI::App& sub, const Argument& argument) {
        std::string help = say_(argument.zh, argument.en);
        Written& written = options_.written;
        CLI::Option* option = nullptr;
        if (argument.takes == Takes::flag) {
            option = sub.add_flag(argument.name, written.flags[argument.name], help);
        } else {
            option = sub.add_option(argument.name, written.words[argument.name], help);
            if (argument.takes == Takes::word || argument.takes == Takes::value) {
                option->expected(1)->allow_extra_args(false);
            } else if (argument.takes == Takes::values) {
                option->expected(1)->allow_extra_args(false)->take_all();
            }
        }
        option->required(argument.required);
    }

    std::string app_help() {
        return app_.help();  // of the command that was named
    }

    Farewell complain(const std::string& zh, const std::string& en) const {
        return {say_(("luze：" + zh + "\n").c_str(), ("luze: " + en + "\n").c_str()), true,
                exit_code(ErrorKind::usage)};
    }

    Farewell complaint(const CLI::ParseError& error, int argc, const char* const* argv) {
        std::string word = argc > 1 ? argv[1] : "";
        if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr ||
            dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
            std::vector<std::string> names;
            for (const CLI::App* sub : app_.get_subcommands({})) {
                names.push_back(sub->get_name());
            }
            std::string near = nearest(word, names);
            bool known = std::ranges::find(names, word) != names.end();
            if (!near.empty() && !known) {
                return complain("没有命令“" + word + "”，是不是“" + near + "”？",
                                "no command '" + word + "'; did you mean '" + near + "'?");
            }
        }
        std::string detail = error.what();
        return complain(in_chinese(error) + "。运行 luze --help 看用法",
                        detail + ". Run luze --help for usage");
    }

    // CLI11 says in English what is wrong; the option or argument it means comes first.
    static std::string in_chinese(const CLI::ParseError& error) {
        std::string detail = error.what();
        std::string meant = detail.substr(0, detail.find(':'));
        if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
            bool command = detail.find("subcommand") != std::string::npos;
            return command ? "要写明做什么" : "缺少 " + detail.substr(0, detail.find(' '));
        }
        if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
            return "看不懂这些字：" + detail.substr(detail.rfind(':') + 1);
        }
        if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
            return meant + " 给的值多了或少了";
        }
        return meant + " 的值不对（" + detail + "）";
    }

    std::expected<Options, Farewell> checked() {
        if (raw_.year != 0) {
            if (raw_.year < limits::first_year || raw_.year > limits::last_year) {
                return std::unexpected(
                    complain("年度应在 1949 到 2200 之间", "the year should be from 1949 to 2200"));
            }
            options_.year = raw_.year;
        }
        for (auto [text, date, name] : {std::tuple(&raw_.as_of, &options_.as_of, "--as-of"),
                                        std::tuple(&raw_.from, &options_.from, "--from")}) {
            if (text->empty()) {
                continue;
            }
            *date = Date::parse(*text);
            if (!*date) {
                return std::unexpected(
                    complain(std::string(name) + " 的日期“" + *text + "”不对，应写作 2021-12-31",
                             std::string(name) + ": '" + *text + "' is no day like 2021-12-31"));
            }
        }
        return options_;
    }

    Help say_;
    CLI::App app_;
    std::map<std::string, CLI::App*> groups_;
    Options options_;
    Raw raw_;
};

}  // namespace

Language choose_language(int argc, const char* const* argv) {
    std::string_view wanted;
    if (const char* environment = std::getenv("LUZE_LANG")) {
        wanted = environment;
    }
    for (int i = 1; i < argc; ++i) {
        std::string_view word = argv[i];
        if (word == "--lang" && i + 1 < argc) {
            wanted = argv[i + 1];
        } else if (word.starts_with("--lang=")) {
            wanted = word.substr(7);
        }
    }
    return wanted.starts_with("en") ? Language::en : Language::zh;
}

std::expected<Options, Farewell> read_command_line(int argc, const char* const* argv,
                                                   Language language) {
    return CommandLine(language).read(argc, argv);
}

}  // namespace luze::app
