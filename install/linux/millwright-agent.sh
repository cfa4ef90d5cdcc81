#!/bin/sh
# Starts the Millwright agent on the Java runtime that it brings along.
#   MILLWRIGHT_JAVA_OPTS  further JVM options; they win over those in lib/jvm.sh
set -eu
# shellcheck source=install/linux/jvm.sh
. "$(dirname "$(dirname "$(readlink -f "$0")")")/lib/jvm.sh"

if [ -s "$archive" ]; then # classes as they lie in memory: a quicker start in less of it
    options="$options @USE@=$archive"
fi
options="$options ${MILLWRIGHT_JAVA_OPTS:-}"
unset MILLWRIGHT_JAVA_OPTS # every other MILLWRIGHT_ variable is configuration
# shellcheck disable=SC2086 # options are words
exec "$java" $options -cp "$classpath" "$main" "$@"
