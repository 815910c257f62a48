# Sourced by ./run and ./test: which Debian packages they need and why, and how the missing ones
# are installed. Each line: why (Chinese) | why (English) | packages.

packages_to_build="
编译与构建|compiler and build|g++ cmake ninja-build pkg-config
网页服务、JSON|web service, JSON|libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
数据库|database|libsoci-dev libsqlite3-dev libpq-dev
制度包、命令行、文字格式|packs, command line, text formatting|libtomlplusplus-dev libcli11-dev libfmt-dev
读写表格和公文|workbooks and documents|libzip-dev libpugixml-dev libxlsxwriter-dev
排版 PDF|PDF typesetting|libpango1.0-dev libcairo2-dev libfontconfig-dev fonts-noto-cjk fonts-arphic-ukai
邮件提醒、日历|reminders by mail, calendar feeds|libcurl4-openssl-dev libical-dev
摘要与签名、二维码|digests and signatures, QR code|libssl-dev libqrencode-dev
口令|passwords|libargon2-dev
"

# The interface is built by Node 18 or newer, wherever that comes from.
fits='process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'
if ! { command -v npm && node -e "$fits"; } >/dev/null 2>&1; then
    packages_to_build+="编译网页界面|building the interface|nodejs npm
"
fi

packages_to_test="
测试框架|test frameworks|libgtest-dev libgmock-dev librapidcheck-dev
数据库测试（自行启停，仅本机）|database tests (started and stopped by themselves, loopback)|postgresql-15
代码检查与排版|code checks and formatting|clang-tidy-19 clang-format-19
浏览器测试|browser tests|chromium
重复编译的缓存|cache for repeated builds|ccache
"

# say ZH EN: one message in both languages, on stderr.
say() { printf '%s\n%s\n' "$1" "$2" >&2; }

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# need_packages LIST…: installs what is missing, and calls apt only then.
need_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "这不是 Debian 系统，请自行备好所需的库（见 tools/packages.sh）。" \
            "This is not Debian: please provide the libraries named in tools/packages.sh yourself."
        return 0
    fi
    local missing=() zh en names name lacking
    while IFS='|' read -r zh en names; do
        lacking=()
        for name in $names; do
            installed "$name" || lacking+=("$name")
        done
        if [ ${#lacking[@]} -gt 0 ]; then
            [ ${#missing[@]} -gt 0 ] || say "需要从 Debian 软件源安装：" "To be installed from Debian:"
            echo "  $zh / $en: ${lacking[*]}" >&2
            missing+=("${lacking[@]}")
        fi
    done < <(printf '%s\n' "$@" | grep '|')
    [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

install_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "安装软件包需要管理员权限，请以 root 执行：" "Installing needs root. Please run as root:"
            echo "  apt-get update && apt-get install --no-install-recommends $*" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    say "正在安装，可能需要几分钟……" "Installing; this may take some minutes …"
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" apt-get install -qq -y --no-install-recommends "$@"; } >"$log" 2>&1; then
        cat "$log" >&2
        say "安装未成功，原因见上。请检查网络和 /etc/apt 后重试。" \
            "The installation failed, see above. Check the network and /etc/apt, then try again."
        exit 1
    fi
    rm -f "$log"
}
