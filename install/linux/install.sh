#!/bin/sh
# Installs the agent from this archive where there is neither dpkg nor rpm: the same places, the same unit.
# Called again with a newer archive it upgrades, and leaves configuration, spool and credential alone.
set -eu
from=$(dirname "$(readlink -f "$0")")
to=/usr/lib/millwright-agent
[ "$(id -u)" -eq 0 ] || { echo "install.sh: needs root" >&2; exit 1; }
if [ "$from" = "$to" ]; then
    echo "install.sh: is to be run from the unpacked archive, not from $to" >&2
    exit 1
fi
for manager in dpkg-query:-W rpm:-q; do
    if command -v "${manager%:*}" >/dev/null && "${manager%:*}" "${manager#*:}" millwright-agent >/dev/null 2>&1; then
        echo "install.sh: millwright-agent is installed as a package already; upgrade it as one" >&2
        exit 1
    fi
done

rm -rf "$to.new" "$to.old"
mkdir -p "$to.new"
cp -a "$from/bin" "$from/lib" "$from/runtime" "$from/LICENSE" "$from/THIRD-PARTY.txt" "$from/uninstall.sh" "$to.new/"
chown -R 0:0 "$to.new"
[ ! -e "$to" ] || mv "$to" "$to.old" # a running agent keeps its files open
mv "$to.new" "$to"
rm -rf "$to.old"
ln -sf "$to/bin/millwright-agent" /usr/bin/millwright-agent
mkdir -p /etc/millwright-agent
if [ ! -e /etc/millwright-agent/agent.yaml ]; then
    cp "$from/conf/agent.yaml" /etc/millwright-agent/agent.yaml
fi
if [ -d /etc/systemd/system ]; then
    cp "$from/conf/millwright-agent.service" /etc/systemd/system/
fi
"$to/bin/setup" configure
echo "Installed. Configuration: /etc/millwright-agent/agent.yaml. Start: systemctl enable --now millwright-agent"
