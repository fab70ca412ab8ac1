# The installing part of ./dev, which sources this file: Debian packages, programs that are only unpacked, npm packages,
# and the sources of Dear ImGui and cpp-httplib. It uses say, die, step and $root of ./dev.
# shellcheck shell=bash

# Debian 12 packages. Those needed only by tests or the formatter are installed when these are run.
readonly build_packages=(ca-certificates cmake doctest-dev emscripten fonts-noto-core fonts-sil-charis g++
  libbrotli-dev libcairo2-dev libcli11-dev libcurl4-openssl-dev libmd4c-dev liboath-dev libpango1.0-dev libqrencode-dev
  libsodium-dev libspdlog-dev libsqlite3-dev libsqlitecpp-dev libssl-dev libutf8proc-dev libvips-dev libzxcvbn-dev
  ninja-build nlohmann-json3-dev pkg-config prometheus-cpp-dev xz-utils zlib1g-dev)
readonly test_packages=(chromium chromium-headless-shell firefox-esr fonts-noto-cjk fonts-noto-color-emoji openssl
  python3-aiosmtpd systemd webkit2gtk-driver xvfb)
# Programs that the tests start themselves, each with its package. They are unpacked into build/programs, not installed:
# Debian would start installed ones as services, now and at every boot.
readonly unpacked_programs=(nginx:usr/sbin/nginx caddy:usr/bin/caddy prometheus:usr/bin/promtool)
# A WordPress to test the plugin in. Nothing of it starts by itself: of the database only the core is installed;
# php-cgi, which must come first, replaces Apache; mini-httpd, the web server that the package requires, is off until
# configured.
readonly wordpress_packages=(mariadb-server-core mini-httpd php-cgi php php-cli php-mysql wordpress
  wordpress-theme-twentytwentythree)
readonly bench_packages=(chromium wrk)
readonly sanitizer_packages=(clang libclang-rt-14-dev)
readonly package_packages=(dpkg-dev file git)
readonly lint_packages=(clang-format clang-tidy shellcheck)
readonly node_major_min=18

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -- "$@"
  fi
}

node_is_recent() {
  command -v npm >/dev/null && command -v node >/dev/null &&
    node -e "process.exit(parseInt(process.versions.node, 10) >= $node_major_min ? 0 : 1)"
}

apt_install() {
  local options=(-qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
  as_root apt-get "${options[@]}" update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install -y --no-install-recommends "$@"
}

# install_packages NAME...: installs the missing ones, all at once.
install_packages() {
  command -v dpkg-query >/dev/null || die "this needs Debian 12 or a system like it, with these packages: $*"
  local installed name missing=()
  installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for name in "$@"; do
    grep -qxF "$name installed" <<<"$installed" || missing+=("$name")
  done
  node_is_recent || missing+=(nodejs npm)
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "as root, run: apt-get install --no-install-recommends ${missing[*]}"
    sudo -v || die "these packages are missing and sudo did not let us install them: ${missing[*]}"
  fi
  say "Debian packages to install: ${missing[*]}"
  step "Installing Debian packages" apt apt_install "${missing[@]}"
  node_is_recent || die "Node.js $node_major_min or newer and npm are needed; $(command -v node || echo node) is not that"
}

# install_npm_packages FOLDER...: installs the packages of each folder's lock file. Builds need web; tests need tests
# and tests/frameworks; only benchmarks need tests/bench.
install_npm_packages() {
  local folder stamp wanted
  for folder in "$@"; do
    stamp=$folder/node_modules/.undersigned-lock
    wanted=$(sha256sum <"$folder/package-lock.json")
    [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ] || continue
    step "Installing npm packages for $folder" "npm-${folder//\//-}" \
      npm --prefix "$folder" ci --engine-strict --ignore-scripts --no-audit --no-fund --loglevel=error
    printf '%s\n' "$wanted" >"$stamp"
  done
}

# unpack_program PACKAGE: unpacks the package below build/programs without installing it.
unpack_program() {
  local download=$root/build/apt-programs
  rm -rf "$download"
  mkdir -p "$download" build/programs
  (cd "$download" && { apt-get download "$1" || { as_root apt-get -qq update && apt-get download "$1"; }; })
  dpkg-deb --extract "$download"/*.deb build/programs
  rm -rf "$download"
}

# Uses what the system already has.
provide_programs() {
  local each
  for each in "${unpacked_programs[@]}"; do
    if [ -x "/${each#*:}" ] || [ -x "build/programs/${each#*:}" ]; then continue; fi
    step "Unpacking ${each%%:*}" "unpack-${each%%:*}" unpack_program "${each%%:*}"
  done
}

# --- Dear ImGui and cpp-httplib, from Debian's source packages --------------------------------------------------------

# A private apt configuration with only the source packages of newer suites, so that the system's own lists stay
# unchanged. Uses the archive for which this machine is configured.
private_apt() {
  local state=$root/build/apt uri keyring=/usr/share/keyrings/debian-archive-keyring.gpg signed_by=''
  # shellcheck disable=SC2016 # these are apt's own placeholders
  uri=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 ~ /^(bookworm|trixie|forky|stable|testing|sid|unstable)$/ { print $2; exit }')
  [ -n "$uri" ] || die "no Debian archive is set up in /etc/apt; set UNDERSIGNED_IMGUI_DIR and UNDERSIGNED_HTTPLIB_DIR"
  [ ! -r "$keyring" ] || signed_by="[signed-by=$keyring]"
  rm -rf "$state"
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/parts"
  printf "deb-src $signed_by $uri %s main\n" forky sid >"$state/sources.list"
  cat >"$state/apt.conf" <<CONF
Dir::Etc::sourcelist "$state/sources.list";
Dir::Etc::sourceparts "$state/parts";
Dir::State::lists "$state/lists";
Dir::Cache "$state/cache";
Acquire::Languages "none";
APT::Sandbox::User "$(id -un)";
CONF
  APT_CONFIG=$state/apt.conf apt-get update
}

# The Debian version to fetch of a source package: the tested upstream version if the archive has it, otherwise the
# newest.
choose_version() {
  local name=$1 tested=$2 version newest=''
  while read -r version; do
    if [ "${version%-*}" = "$tested" ]; then newest=$version; break; fi
    if [ -z "$newest" ] || dpkg --compare-versions "$version" gt "$newest"; then newest=$version; fi
  done < <(APT_CONFIG=build/apt/apt.conf apt-cache showsrc --only-source "$name" | awk '/^Version:/ { print $2 }')
  printf '%s' "$newest"
}

# fetch_source NAME TESTED SHA256 VERSION FOLDER: creates a complete copy at FOLDER-VERSION, then a link FOLDER to it.
fetch_source() {
  local name=$1 tested=$2 sha256=$3 version=$4 folder=$5 upstream=${4%-*} tarball
  local download=$root/build/apt/$name unpacked=$root/build/apt/$name/unpacked
  mkdir -p "$unpacked"
  (cd "$download" && APT_CONFIG=$root/build/apt/apt.conf apt-get source --download-only "$name=$version")
  tarball=$(find "$download" -name '*.orig.tar.*' ! -name '*.asc')
  if [ "$upstream" = "$tested" ] && ! sha256sum --check --status <<<"$sha256  $tarball"; then
    say "$tarball is not the $name $tested of .ci/sources.txt: its sha256 differs."
    return 1
  fi
  tar --extract --touch --file "$tarball" --directory "$unpacked" --strip-components=1
  rm -rf "$folder-$upstream"
  mv -T "$unpacked" "$folder-$upstream"
  [ -L "$folder" ] || rm -rf "$folder"
  ln -s "$(basename "$folder-$upstream")" "$download/link"
  mv -T "$download/link" "$folder"
}

# provide_source NAME FOLDER: provides the version in .ci/sources.txt, or a newer one, in build/sources/FOLDER.
provide_source() {
  local name=$1 folder=build/sources/$2 tested sha256 present version
  read -r tested sha256 < <(awk -v name="$name" '$1 == name { print $2, $3 }' .ci/sources.txt)
  present=$(readlink "$folder" || true)
  if [[ $present = "$2"-* ]] && dpkg --compare-versions "${present#"$2"-}" ge "$tested"; then return; fi
  mkdir -p build/sources
  [ -e build/apt/apt.conf ] || step "Reading Debian's list of source packages" apt-sources private_apt
  version=$(choose_version "$name" "$tested")
  [ -n "$version" ] || die "Debian's archive has no source package $name"
  if [ "${version%-*}" != "$tested" ]; then
    dpkg --compare-versions "${version%-*}" gt "$tested" ||
      die "$name $version is older than $tested, which this needs at least"
    say "Note: taking $name $version, newer than $tested, which this was tested with."
  fi
  step "Fetching the source of $name $version" "source-$name" \
    fetch_source "$name" "$tested" "$sha256" "$version" "$folder"
}

provide_sources() {
  rm -rf build/apt
  [ -n "${UNDERSIGNED_IMGUI_DIR:-}" ] || provide_source imgui imgui
  [ -n "${UNDERSIGNED_HTTPLIB_DIR:-}" ] || provide_source cpp-httplib httplib
  rm -rf build/apt
}

prepare() {
  install_packages "${build_packages[@]}" "$@"
  provide_sources
  install_npm_packages web
}
