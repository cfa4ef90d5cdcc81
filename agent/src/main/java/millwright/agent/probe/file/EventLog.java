package millwright.agent.probe.file;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** The operating system's event log. */
interface EventLog {
    /**
     * One event.
     *
     * @param record its number in the channel, ascending; begins anew when the channel is cleared
     * @param level 1 critical, 2 error, 3 warning, 4 information; 0 none
     */
    record Event(long record, String provider, int level, int id) {}

    /**
     * The channel's newest record, of any level.
     *
     * @return empty where the channel holds none
     * @throws IOException if the channel cannot be read
     */
    OptionalLong newest(String channel) throws IOException;

    /**
     * Events behind a record, oldest first.
     *
     * @param levelMax none of a greater number
     * @param most so many at most
     * @throws IOException if the channel cannot be read
     */
    List<Event> after(String channel, long record, int levelMax, int most) throws IOException;
}
