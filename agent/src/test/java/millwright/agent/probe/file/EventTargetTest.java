package millwright.agent.probe.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.TargetSchedule;
import millwright.agent.probe.file.LogConfig.EventsOf;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.sample.SampleBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTargetTest {
    @TempDir Path folder;
    private final FakeEventLog log = new FakeEventLog();

    /** An event log in memory. */
    private static final class FakeEventLog implements EventLog {
        private final List<Event> events = new ArrayList<>();
        private boolean isForbidden;

        void add(String provider, int level, int id) {
            events.add(new Event(events.size() + 1L, provider, level, id));
        }

        @Override
        public OptionalLong newest(String channel) throws IOException {
            if (isForbidden) {
                throw new AccessDeniedException(channel);
            }
            return events.isEmpty() ? OptionalLong.empty() : OptionalLong.of(events.size());
        }

        @Override
        public List<Event> after(String channel, long record, int levelMax, int most) {
            return events.stream()
                    .filter(event -> event.record() > record && event.level() <= levelMax)
                    .limit(most)
                    .toList();
        }
    }

    private EventTarget open(String... providers) {
        TargetSchedule schedule =
                new TargetSchedule(
                        "system",
                        java.time.Duration.ofSeconds(10),
                        java.time.Duration.ofSeconds(5));
        return new EventTarget(
                new EventsOf(schedule, "System", 3, List.of(providers)),
                log,
                Optional.of(StateFile.of(folder, "log", "system")));
    }

    private static List<String> read(EventTarget target) {
        SampleBatch batch = new SampleBatch(Map.of());
        target.read(Instant.EPOCH, batch);
        return batch.lines().stream()
                .map(
                        line ->
                                "%s %s %s %s"
                                        .formatted(
                                                line.tags().get("provider"),
                                                line.tags().get("level"),
                                                line.tags().get("event_id"),
                                                line.fields().get("events")))
                .toList();
    }

    @Test
    void eventsAfterTheFirstReadingAreCountedByKindAlsoAcrossARestart() {
        log.add("disk", 2, 7);
        EventTarget target = open();
        assertThat(read(target)).isEmpty();
        log.add("disk", 2, 7);
        log.add("disk", 2, 7);
        log.add("Service Control Manager", 3, 7031);
        log.add("noise", 4, 1);
        assertThat(read(target))
                .containsExactly("disk error 7 2", "Service Control Manager warning 7031 1");
        log.add("disk", 2, 7);
        assertThat(read(open()))
                .containsExactly("disk error 7 3", "Service Control Manager warning 7031 1");
    }

    @Test
    void aClearedChannelIsReadFromItsFirstRecord() {
        EventTarget target = open();
        assertThat(read(target)).isEmpty();
        log.add("disk", 2, 7);
        log.add("disk", 2, 7);
        assertThat(read(target)).containsExactly("disk error 7 2");
        log.events.clear();
        log.add("disk", 2, 7);
        assertThat(read(target)).containsExactly("disk error 7 3");
    }

    @Test
    void onlyTheProvidersThatAreAskedFor() {
        EventTarget target = open("disk");
        assertThat(read(target)).isEmpty();
        log.add("disk", 2, 7);
        log.add("Ntfs", 2, 55);
        assertThat(read(target)).containsExactly("disk error 7 1");
    }

    @Test
    void kindsBeyondTheBoundAreCountedTogether() {
        EventTarget target = open();
        assertThat(read(target)).isEmpty();
        for (int i = 0; i < EventTarget.KINDS_MAX + 10; i++) {
            log.add("disk", 2, i);
        }
        assertThat(read(target))
                .hasSize(EventTarget.KINDS_MAX + 1)
                .contains("other error other 10");
    }

    @Test
    void aFloodIsReadInTurns() {
        EventTarget target = open();
        assertThat(read(target)).isEmpty();
        for (int i = 0; i < EventTarget.EVENTS_MAX + 10; i++) {
            log.add("disk", 2, 7);
        }
        assertThat(read(target)).containsExactly("disk error 7 " + EventTarget.EVENTS_MAX);
        assertThat(read(target)).containsExactly("disk error 7 " + (EventTarget.EVENTS_MAX + 10));
    }

    @Test
    void aForbiddenChannelNamesTheGroup() {
        log.isForbidden = true;
        assertThatThrownBy(() -> read(open()))
                .isInstanceOf(TargetDownException.class)
                .hasMessageContaining("Event Log Readers");
    }

    @Test
    void anEventIsReadFromItsXml() {
        String xml =
                "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
                        + "<Provider Name='Service &amp; Co' Guid='{5}' EventSourceName='x'/>"
                        + "<EventID Qualifiers='49152'>7031</EventID><Version>0</Version>"
                        + "<Level>2</Level><Task>0</Task>"
                        + "<EventRecordID>48213</EventRecordID></System><EventData><Data>"
                        + "&lt;Level&gt;1&lt;/Level&gt;<Level>1</Level></Data></EventData></Event>";
        assertThat(EventXml.parse(xml))
                .hasValue(new EventLog.Event(48213, "Service & Co", 2, 7031));
        assertThat(EventXml.parse("<Event/>")).isEmpty();
    }
}
