#!/bin/sh
# Starts @{distribution.title}.
#   MILLWRIGHT_JAVA_HOME  which Java to use (else JAVA_HOME, else java on the PATH); 17 or newer
#   MILLWRIGHT_JAVA_OPTS  further JVM options; they win over the ones below
set -eu

fail() {
    echo "@{distribution.name}: $1" >&2
    exit 1
}

program=$0
while [ -h "$program" ]; do # a link in /usr/local/bin finds its way home
    target=$(readlink "$program")
    case $target in
        /*) program=$target ;;
        *) program=$(dirname "$program")/$target ;;
    esac
done
home=$(cd "$(dirname "$program")/.." && pwd -P)

if [ -n "${MILLWRIGHT_JAVA_HOME:-}" ]; then
    java=$MILLWRIGHT_JAVA_HOME/bin/java
    origin="MILLWRIGHT_JAVA_HOME is $MILLWRIGHT_JAVA_HOME"
elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    origin="JAVA_HOME is $JAVA_HOME"
else
    java=$(command -v java || true)
    [ -n "$java" ] || fail "no Java found. Install Java 17 or newer, or set MILLWRIGHT_JAVA_HOME to where it is."
    origin="found on the PATH as $java"
fi
[ -x "$java" ] || fail "$origin, but $java is no program. Set MILLWRIGHT_JAVA_HOME to a Java 17 or newer."

# The JDK's own release file tells the version at no cost; asking java takes as long as a start.
release=$(dirname "$(readlink -f "$java")")/../release
version=
if [ -r "$release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]\{1,\}\).*/\2/p' "$release")
fi
if [ -z "$version" ]; then
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]\{1,\}\).*/\2/p' | head -n 1)
fi
[ -n "$version" ] || fail "$origin, but it does not tell its version. Set MILLWRIGHT_JAVA_HOME to a Java 17 or newer."
[ "$version" -ge 17 ] || fail "needs Java 17 or newer, but $origin is Java $version. Set MILLWRIGHT_JAVA_HOME to a newer one."

options="@{distribution.jvm}"
if [ "$version" -ge 24 ]; then # native code and Unsafe ask for consent there
    options="$options --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
fi
if [ "$version" -ge 25 ]; then
    options="$options @{distribution.jvm25}"
fi

options="$options ${MILLWRIGHT_JAVA_OPTS:-}"
unset MILLWRIGHT_JAVA_HOME MILLWRIGHT_JAVA_OPTS # every other MILLWRIGHT_ variable is configuration
# shellcheck disable=SC2086  # the options are words, and are meant to be split
exec "$java" $options "-Dmillwright.home=$home" \
    -cp "$home/lib/*" "@{distribution.main}" "$@"
