# Sourced by the scripts in bin/: where the agent lies, and how its Java runs. The build fills in @...@.
# shellcheck shell=sh disable=SC2034
home=$(dirname "$(dirname "$(readlink -f "$0")")")
java=$home/runtime/bin/java
main=millwright.agent.Main
# In this order, and no wildcard: an archive of classes is valid for one class path only.
classpath=@CLASSPATH@
archive=$home/runtime/agent.@ARCHIVE@

# Each option is here because it was measured; docs/agent.md has the figures.
options="-XX:+UseSerialGC -Xms4m -Xmx32m -Xmn2m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30"
options="$options -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -XX:ReservedCodeCacheSize=16m"
options="$options -XX:CompileThresholdScaling=8"
options="$options -XX:TrimNativeHeapInterval=60000 -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError"
options="$options -Dfile.encoding=UTF-8 -Djava.awt.headless=true @OPTIONS@"
# JNA's library lies beside the runtime's own, so that nothing is unpacked into a temporary folder.
options="$options -Djna.boot.library.path=$home/runtime/lib -Djna.nosys=true -Djna.nounpack=true"
options="$options -Dmillwright.home=$home -Dmillwright.trim=true"

# The agent's few threads never contend for malloc, and each of its arenas keeps pages.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
