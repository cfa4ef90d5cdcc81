package millwright.agent.probe.file;

import static millwright.agent.probe.TargetDownException.Reason.PERMISSION;
import static millwright.agent.probe.TargetDownException.Reason.UNREADABLE;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.file.EventLog.Event;
import millwright.agent.probe.file.LogConfig.EventsOf;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.sample.SampleBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of the Windows event log as {@code windows_events}: how many events of each provider,
 * level and id, counters that go on across restarts of the agent. The first reading ever begins
 * with what comes after it.
 */
final class EventTarget implements Target {
    /** Kinds of events that are counted apart; further ones are counted together. */
    static final int KINDS_MAX = 100;

    /** Events of one reading; the rest waits for the next. */
    static final int EVENTS_MAX = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventTarget.class);
    private static final String OTHER = "other";

    private final EventsOf config;
    private final EventLog log;
    private final Optional<StateFile> state;
    private final Map<Kind, Long> counts = new TreeMap<>();
    private OptionalLong last = OptionalLong.empty();
    private boolean isRecalled;

    EventTarget(EventsOf config, EventLog log, Optional<StateFile> state) {
        this.config = config;
        this.log = log;
        this.state = state;
    }

    private record Kind(String provider, String level, String id) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return text().compareTo(other.text());
        }

        String text() {
            return level + "\t" + id + "\t" + provider;
        }

        static Kind parse(String text) {
            String[] parts = text.split("\t", 3);
            return new Kind(parts[2], parts[0], parts[1]);
        }
    }

    @Override
    public void read(Instant at, SampleBatch batch) {
        try {
            recall();
            count();
            keep();
        } catch (AccessDeniedException denied) {
            throw new TargetDownException(
                    PERMISSION,
                    "channel %s may not be read by user %s. Put it into the group Event Log Readers"
                            .formatted(config.channel(), System.getProperty("user.name")),
                    denied);
        } catch (IOException broken) {
            throw new TargetDownException(
                    UNREADABLE,
                    "channel %s: %s".formatted(config.channel(), broken.getMessage()),
                    broken);
        }
        counts.forEach(
                (kind, count) ->
                        batch.add("windows_events", at)
                                .tag("target", config.schedule().name())
                                .tag("channel", config.channel())
                                .tag("provider", kind.provider())
                                .tag("level", kind.level())
                                .tag("event_id", kind.id())
                                .field("events", count));
    }

    private void count() throws IOException {
        OptionalLong newest = log.newest(config.channel());
        if (last.isEmpty()) {
            last = OptionalLong.of(newest.orElse(0));
            return;
        }
        if (newest.orElse(0) < last.getAsLong()) {
            LOG.info(
                    "Channel {} was cleared; its events are counted from the first.",
                    config.channel());
            last = OptionalLong.of(0);
        }
        List<Event> events =
                log.after(config.channel(), last.getAsLong(), config.levelMax(), EVENTS_MAX);
        for (Event event : events) {
            if (config.providers().isEmpty() || config.providers().contains(event.provider())) {
                counts.merge(kind(event), 1L, Long::sum);
            }
            last = OptionalLong.of(event.record());
        }
        if (events.size() < EVENTS_MAX && newest.isPresent()) {
            last = OptionalLong.of(Math.max(last.getAsLong(), newest.getAsLong()));
        }
    }

    private Kind kind(Event event) {
        String level = Level.wordOf(event.level());
        Kind kind = new Kind(event.provider(), level, Integer.toString(event.id()));
        return counts.containsKey(kind) || counts.size() < KINDS_MAX
                ? kind
                : new Kind(OTHER, level, OTHER);
    }

    private void recall() throws IOException {
        if (isRecalled || state.isEmpty()) {
            return;
        }
        Map<String, String> kept = state.get().read().map(Map::copyOf).orElse(Map.of());
        if (config.channel().equals(kept.get("channel"))) {
            last = OptionalLong.of(Long.parseLong(kept.get("record")));
            kept.forEach(
                    (key, value) -> {
                        if (key.startsWith("count.")) {
                            counts.put(Kind.parse(key.substring(6)), Long.valueOf(value));
                        }
                    });
        }
        isRecalled = true;
    }

    private void keep() throws IOException {
        if (state.isEmpty()) {
            return;
        }
        Map<String, String> words = new HashMap<>();
        words.put("channel", config.channel());
        words.put("record", Long.toString(last.orElse(0)));
        counts.forEach((kind, count) -> words.put("count." + kind.text(), count.toString()));
        state.get().write(words);
    }
}
