#!/bin/sh
# What a package manager cannot do by itself; the .deb, the .rpm and install.sh all call it.
#   setup configure   user, folders, archive of classes; an agent that runs is restarted
#   setup withdraw    stops and disables the agent; leaves configuration and data alone
set -eu
user=millwright-agent
data=/var/lib/millwright-agent
conf=/etc/millwright-agent
here=$(dirname "$(readlink -f "$0")")
PATH=$PATH:/usr/sbin:/sbin

has_systemd() {
    [ -d /run/systemd/system ] && command -v systemctl >/dev/null
}

configure() {
    if ! getent passwd "$user" >/dev/null; then
        useradd --system --user-group --no-create-home --home-dir "$data" \
            --shell "$(command -v nologin || echo /bin/false)" --comment "Millwright agent" "$user"
    fi
    mkdir -p "$data" "$conf"
    chown "$user:$user" "$data"
    chmod 0700 "$data"
    chgrp "$user" "$conf" # the agent may read its configuration, and not change it
    chmod 0750 "$conf"
    if [ -f "$conf/agent.yaml" ]; then
        chgrp "$user" "$conf/agent.yaml"
        chmod 0640 "$conf/agent.yaml"
    fi
    "$here/make-archive" || true # it says so, and the agent works without
    has_systemd || return 0
    systemctl daemon-reload
    if systemctl is-active --quiet millwright-agent; then
        systemctl restart millwright-agent
    fi
}

withdraw() {
    if has_systemd; then
        systemctl disable --now millwright-agent || true
    fi
    rm -rf "$here"/../runtime/agent.jsa "$here"/../runtime/agent.aot "$here"/../runtime/.archive.*
}

case ${1:-} in
    configure | withdraw) "$1" ;;
    *)
        echo "Usage: setup configure|withdraw" >&2
        exit 2
        ;;
esac
