#!/bin/sh
# Takes away what install.sh put there. Data and configuration stay, unless --purge says otherwise or you do when asked.
set -eu

main() { # read whole, since it deletes itself
    [ "$(id -u)" -eq 0 ] || { echo "uninstall.sh: needs root" >&2; exit 1; }
    purge=no
    case ${1:-} in
        '')
            if [ -t 0 ]; then
                printf 'Delete configuration, spool and credential too? What waits for the collector is lost. [y/N] '
                read -r answer
                case $answer in [yY]*) purge=yes ;; esac
            fi
            ;;
        --purge) purge=yes ;;
        --keep) ;;
        *)
            echo "Usage: uninstall.sh [--keep|--purge]" >&2
            exit 2
            ;;
    esac
    if [ -x /usr/lib/millwright-agent/bin/setup ]; then
        /usr/lib/millwright-agent/bin/setup withdraw
    fi
    rm -f /etc/systemd/system/millwright-agent.service /usr/bin/millwright-agent
    if [ -d /run/systemd/system ]; then systemctl daemon-reload || true; fi
    rm -rf /usr/lib/millwright-agent
    if [ "$purge" = yes ]; then
        rm -rf /etc/millwright-agent /var/lib/millwright-agent
        if getent passwd millwright-agent >/dev/null; then userdel millwright-agent; fi
        echo "Everything is gone."
    else
        echo "Kept: /etc/millwright-agent, /var/lib/millwright-agent and the user millwright-agent."
    fi
    exit 0
}

main "$@"
