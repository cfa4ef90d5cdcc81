package millwright.rules.decision;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;

/**
 * What should happen to a case. Whoever applies it does so in one transaction with its audit entry.
 */
public sealed interface Decision {
    IndicatorKey key();

    /** Name of the rule that decided, a sentence that the ticket quotes. */
    String rule();

    /** Event time of the facts that led here. */
    Instant at();

    /**
     * @param previous an earlier ticket of the same key that this one links to
     */
    record OpenTicket(
            IndicatorKey key,
            Priority priority,
            Cause cause,
            Optional<String> previous,
            String rule)
            implements Decision {
        @Override
        public Instant at() {
            return cause.at();
        }
    }

    record RaiseTicket(
            IndicatorKey key, String ticket, Priority from, Priority to, Cause cause, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return cause.at();
        }
    }

    /** The same trouble again while its ticket is open. */
    record AddOccurrence(IndicatorKey key, String ticket, Cause cause, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return cause.at();
        }
    }

    record ReopenTicket(
            IndicatorKey key, String ticket, Priority priority, Cause cause, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return cause.at();
        }
    }

    record ResolveTicket(IndicatorKey key, String ticket, Recovery recovery, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return recovery.at();
        }
    }

    /** A breach that was over before its samples arrived: kept on record, pages nobody. */
    record RecordLateBreach(IndicatorKey key, Breach breach, String rule) implements Decision {
        @Override
        public Instant at() {
            return breach.at();
        }
    }

    /** Why a ticket was opened, raised, repeated or reopened. */
    sealed interface Cause {
        Instant at();

        /** Identifies the episode, so that the same one is not counted twice. */
        Instant since();

        record ByBreach(Breach breach) implements Cause {
            @Override
            public Instant at() {
                return breach.at();
            }

            @Override
            public Instant since() {
                return breach.since();
            }
        }

        record BySilence(Silence silence) implements Cause {
            @Override
            public Instant at() {
                return silence.at();
            }

            @Override
            public Instant since() {
                return silence.last();
            }
        }
    }
}
