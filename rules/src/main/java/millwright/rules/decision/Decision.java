package millwright.rules.decision;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import millwright.rules.policy.EmergencyTerms;

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

    /**
     * A worse level of the same breach, which the priority that a person has chosen covers: kept on
     * record, so that nothing raises the ticket for its sake later.
     */
    record NoteLevel(IndicatorKey key, String ticket, Cause cause, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return cause.at();
        }
    }

    /** Somebody should hear how much of a target is used. */
    record WarnOfClock(ClockMark mark, String rule) implements Decision {
        @Override
        public IndicatorKey key() {
            return mark.key();
        }

        @Override
        public Instant at() {
            return mark.at();
        }
    }

    /** The next authority should hear of a target that is missed. */
    record Escalate(EscalationStep step, String rule) implements Decision {
        @Override
        public IndicatorKey key() {
            return step.key();
        }

        @Override
        public Instant at() {
            return step.at();
        }
    }

    /** The ticket needs work at once, for which somebody must approve a window (L-013 §4.2). */
    record RequestEmergencyWindow(UrgentCase urgent, EmergencyTerms terms, String rule)
            implements Decision {
        @Override
        public IndicatorKey key() {
            return urgent.key();
        }

        @Override
        public Instant at() {
            return urgent.since();
        }
    }

    /** Why a ticket was opened, raised, repeated or reopened. */
    sealed interface Cause {
        Instant at();

        /** Identifies the episode, so that the same one is not counted twice. */
        Instant since();

        /** The level that is on, 1 is the mildest. */
        int level();

        record ByBreach(Breach breach) implements Cause {
            @Override
            public Instant at() {
                return breach.at();
            }

            @Override
            public Instant since() {
                return breach.since();
            }

            @Override
            public int level() {
                return breach.level().number();
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

            @Override
            public int level() {
                return silence.level().number();
            }
        }
    }
}
