# Sourced by run, quickstart and test: finds the tools, and builds the daemons' distributions where
# they are missing or older than their sources. The caller has set `root`, the checkout.
# shellcheck shell=sh
: "${root:?}"

say() {
    printf '%s\n' "millwright: $*" >&2
}

fail() {
    say "$*"
    exit 1
}

# Feature number of the Java whose home is $1, such as 17; empty where there is none.
java_version() {
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]\{1,\}\).*/\2/p' "$1/release"
    elif [ -x "$1/bin/java" ]; then
        "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]\{1,\}\).*/\2/p' | head -n 1
    fi
}

is_jdk() { # a compiler too, and 17 or newer
    [ -x "$1/bin/javac" ] && [ "$(java_version "$1")" -ge 17 ] 2>/dev/null
}

# Prints the home of a JDK 17 or newer: $MILLWRIGHT_JAVA_HOME, $JAVA_HOME, the one on the PATH, else
# the oldest that will do under /usr/lib/jvm.
find_jdk() {
    javac=$(command -v javac || true)
    for jdk in "${MILLWRIGHT_JAVA_HOME:-}" "${JAVA_HOME:-}" \
        "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}" \
        /usr/lib/jvm/*-17-* /usr/lib/jvm/*-21-* /usr/lib/jvm/*-25-*; do
        if [ -n "$jdk" ] && is_jdk "$jdk"; then
            printf '%s\n' "$jdk"
            return 0
        fi
    done
    return 1
}

# Becomes Maven in the checkout, so that .mvn/ counts wherever the caller stands: call it in ( ) or &.
become_maven() {
    cd "$root" && JAVA_HOME=$jdk_home exec mvn -B "$@"
}

# Prints the launcher of daemon $1 in the build tree; nothing before the first build.
launcher() {
    for file in "$root/$1"/target/dist/*/*/bin/millwright-"$1"; do
        if [ -x "$file" ]; then
            printf '%s\n' "$file"
        fi
    done
}

# Whether the distribution of $1 is there and newer than all it is made of. Folders count too, so a
# file that was deleted is seen.
is_current() {
    stamp=$root/$1/target/dist-built
    if [ ! -e "$stamp" ] || [ -z "$(launcher "$1")" ]; then
        return 1
    fi
    case $1 in
        agent) modules="config agent" ;;
        collector) modules="config rules collector" ;;
    esac
    set -- "$root/pom.xml" "$root/LICENSE" "$root/install/launcher"
    for module in $modules; do
        set -- "$@" "$root/$module/pom.xml"
        if [ -d "$root/$module/src/main" ]; then # a module may still be empty
            set -- "$@" "$root/$module/src/main"
        fi
    done
    [ -z "$(find "$@" -newer "$stamp" | head -n 1)" ]
}

# Prints those of the daemons named that need a build, with commas between.
outdated() {
    list=
    for name in "$@"; do
        is_current "$name" || list=$list${list:+,}$name
    done
    printf '%s' "$list"
}

# Builds the daemons named, if they need it. Maven's words are shown only when it fails.
build() {
    [ -n "$(outdated "$@")" ] || return 0
    command -v mvn >/dev/null || fail "needs Maven 3.8 or newer to build, and there is no mvn on the PATH. On Debian: apt-get install maven (install/quickstart does it for you)."
    jdk_home=$(find_jdk) || fail "needs a JDK 17 or newer to build (JAVA_HOME is '${JAVA_HOME:-}'). On Debian: apt-get install openjdk-17-jdk-headless (install/quickstart does it for you)."

    mkdir -p "$root/target"
    if command -v flock >/dev/null; then # two at once do not build twice
        exec 9>"$root/target/build.lock"
        if ! flock -n 9; then
            say "another build is running here; waiting for it"
            flock 9
        fi
    fi
    wanted=$(outdated "$@") # the other one may have built it
    [ -z "$wanted" ] || build_now "$wanted"
    exec 9>&-
}

build_now() {
    say "building $1 (some minutes the first time, while Maven fetches libraries)"
    log=$root/target/build.log
    # The time before the build: what changes meanwhile is built the next time.
    for name in $(echo "$1" | tr , ' '); do
        mkdir -p "$root/$name/target"
        : >"$root/$name/target/dist-started"
    done
    become_maven -q -Dquick=true -Dmaven.test.skip=true -Ddistribution.archives.skip=true \
        -pl "$1" -am package >"$log" 2>&1 </dev/null 9>&- &
    maven_pid=$!
    trap 'kill "$maven_pid" 2>/dev/null; exit 143' TERM HUP
    trap 'kill "$maven_pid" 2>/dev/null; exit 130' INT
    code=0
    wait "$maven_pid" || code=$?
    trap - TERM HUP INT
    if [ "$code" -ne 0 ]; then
        cat "$log" >&2
        fail "the build failed (Maven's exit code $code); its words are above and in $log"
    fi
    for name in $(echo "$1" | tr , ' '); do
        mv "$root/$name/target/dist-started" "$root/$name/target/dist-built"
    done
}
