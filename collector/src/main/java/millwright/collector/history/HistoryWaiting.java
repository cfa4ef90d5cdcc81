package millwright.collector.history;

import java.time.Instant;
import java.util.Optional;

/**
 * What waits on this machine for a store elsewhere.
 *
 * @param samples that wait, without those set aside
 * @param samplesMax from which on no more are taken
 * @param since all that came before it is stored; empty where nothing waits
 * @param written samples that the store has taken since the start
 * @param retries requests that failed since the start
 * @param setAside samples that the store refuses for good
 * @param trouble why the store takes nothing now
 * @param refusal the last sample that was set aside, and why
 */
public record HistoryWaiting(
        long samples,
        long samplesMax,
        Optional<Instant> since,
        long written,
        long retries,
        long setAside,
        Optional<String> trouble,
        Optional<String> refusal) {
    private static final double MUCH = 0.5;

    /** Whether somebody should look: the store is away, or does not keep up. */
    public boolean isTrouble() {
        return trouble.isPresent() || samples > samplesMax * MUCH;
    }

    /** Such as {@code history writes wait: 120 samples since 10:02:10Z, nothing is lost; …}. */
    public String words() {
        StringBuilder words = new StringBuilder();
        if (isTrouble()) {
            words.append(
                    "history writes wait: %d of at most %d samples%s, nothing is lost; %s"
                            .formatted(
                                    samples,
                                    samplesMax,
                                    since.map(time -> " since " + time).orElse(""),
                                    trouble.orElse("the store does not keep up")));
        } else {
            words.append("%d samples wait".formatted(samples));
        }
        refusal.ifPresent(
                why -> words.append("; %d set aside, the last %s".formatted(setAside, why)));
        return words.toString();
    }
}
