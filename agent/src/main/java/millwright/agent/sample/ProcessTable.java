package millwright.agent.sample;

import java.util.List;
import java.util.OptionalLong;

/** The processes of this machine that its operating system lets the agent see. */
interface ProcessTable {
    List<ProcessReading> readAll();

    /**
     * Files, sockets and other handles that a process has open; empty where the agent may not know,
     * or the process has gone.
     */
    OptionalLong openFiles(long pid);
}
