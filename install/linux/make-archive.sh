#!/bin/sh
# Lets the agent run for some seconds, delivering to nobody, and keeps the classes that it used as
# they lie in memory: later starts map them instead of reading them. Packages call it when they are
# installed, since an archive is valid only for these very files. Without one the agent works too,
# with some megabytes more.
set -eu
# shellcheck source=install/linux/jvm.sh
. "$(dirname "$(dirname "$(readlink -f "$0")")")/lib/jvm.sh"

rm -rf "$home"/runtime/.archive.* # of one that was killed
work=$(mktemp -d "$home/runtime/.archive.XXXXXX")
pid=
finish() {
    [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
    rm -rf "$work"
}
give_up() {
    echo "millwright-agent: no archive of classes was made, so it takes some megabytes more. Its words:" >&2
    tail -n 5 "$work/log" >&2
    exit 1
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
rm -f "$archive"

cp "$home/lib/training.yaml" "$work/agent.yaml"
(umask 077 && echo x >"$work/password")
# Only what a service gets, so that no variable of this shell is taken for configuration.
# shellcheck disable=SC2086
train() {
    env -i PATH="$PATH" MALLOC_ARENA_MAX=1 MILLWRIGHT_DATA="$work/data" \
        "$java" $options "$@" -cp "$classpath" "$main" run --config "$work/agent.yaml" \
        >"$work/log" 2>&1 &
    pid=$!
    sleep "${TRAINING_SECONDS:-5}"
    kill -TERM "$pid" 2>/dev/null || give_up # it has ended by itself
    ended=1
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do # writing takes seconds
        kill -0 "$pid" 2>/dev/null || { ended=0; break; }
        sleep 1
    done
    if [ "$ended" -eq 0 ]; then
        wait "$pid" 2>/dev/null || true
        pid=
    fi
    return "$ended"
}

# shellcheck disable=SC2086
case $archive in
    *.aot) train "-XX:AOTCacheOutput=$work/archive" ;;
    *)
        train -Xshare:off "-XX:DumpLoadedClassList=$work/classes"
        "$java" $options -Xshare:dump "-XX:SharedClassListFile=$work/classes" \
            "-XX:SharedArchiveFile=$work/archive" -cp "$classpath" >"$work/log" 2>&1
        ;;
esac
[ -s "$work/archive" ] || give_up
chmod 0644 "$work/archive"
mv "$work/archive" "$archive"
