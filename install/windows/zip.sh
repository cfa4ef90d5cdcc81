# Sourced by install/packages: the agent for Windows, with Apache Commons Daemon's procrun as its service wrapper.
# shellcheck shell=bash
: "${root:?}" "${work:?}" "${output:?}" "${dist:?}" "${version:?}" "${jdk:?}"

# From the registry, pinned; Apache-2.0.
procrun=commons-daemon:commons-daemon:1.5.1:zip:bin-windows
procrun_sha256=2fd4ab7dc417fa0479a48de8e243e46e8e476356f6fdc2349e850f224fcb0146

fetch_procrun() {
    jdk_home=$(find_jdk)
    export jdk_home
    (become_maven -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$procrun" \
        -DoutputDirectory="$work/procrun") >"$work/procrun.log" 2>&1 || { cat "$work/procrun.log" >&2; fail "cannot fetch $procrun"; }
    echo "$procrun_sha256  $(echo "$work"/procrun/*.zip)" | sha256sum --check --quiet >&2 || fail "$procrun is not what it was"
    (cd "$work/procrun" && "$jdk/bin/jar" xf ./*.zip)
}

make_zip() {
    local name=millwright-agent-$version-windows-x86_64
    local to=$work/zip/$name script
    fetch_procrun
    mkdir -p "$to/bin" "$to/lib" "$to/conf"
    cp "$work/procrun/amd64/prunsrv.exe" "$to/bin/millwright-agent-service.exe"
    cp "$work/procrun/NOTICE.txt" "$to/bin/procrun-NOTICE.txt"
    cp -p "$dist"/lib/*.jar "$to/lib/"
    strip_jna "$to/lib" 'com/sun/jna/(?!win32-x86-64/)[^/]+/(libjnidispatch|jnidispatch).*'
    cp "$dist/LICENSE" "$dist/THIRD-PARTY.txt" "$to/"
    # Windows' own editors want its own line ends.
    sed 's/$/\r/' "$dist/conf/agent.yaml" >"$to/conf/agent.yaml"
    for script in install.ps1 uninstall.ps1; do
        sed 's/$/\r/' "$root/install/windows/$script" >"$to/$script"
    done
    if [ -n "${windows_jmods:-}" ]; then
        link "$to/runtime" --module-path "$windows_jmods"
        [ -f "$to/runtime/bin/server/jvm.dll" ] || fail "$windows_jmods are not the jmods of a Windows JDK"
    fi
    settle "$to"
    rm -f "$output/$name.zip"
    (cd "$work/zip" && find "$name" -type f -print | sort | zip -q -X -9 -@ "$output/$name.zip")
}
