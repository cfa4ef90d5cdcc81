package millwright.rules.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import millwright.rules.plan.EndedWork;
import millwright.rules.plan.PlacedWork;
import millwright.rules.plan.UnplacedWork;
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
     * The same trouble as on other hosts of the service: one ticket for all of them.
     *
     * @param lead a key whose ticket it joins; where that has none after all, the key gets its own
     */
    record JoinTicket(
            IndicatorKey key,
            IndicatorKey lead,
            String service,
            Priority priority,
            Cause cause,
            String rule)
            implements Decision {
        @Override
        public Instant at() {
            return cause.at();
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

    /**
     * No ticket for now: the host is silent, and that has one. The breach stays a fact, so once the
     * host is back it is decided again.
     *
     * @param ticket of the host's silence
     */
    record HoldBreach(IndicatorKey key, Breach breach, String ticket, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return breach.at();
        }
    }

    /**
     * Not resolved for now: the ticket is flapping. The recovery stays a fact.
     *
     * @param until when the indicator will have been calm for long enough
     */
    record HoldRecovery(
            IndicatorKey key, String ticket, Recovery recovery, Instant until, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return recovery.at();
        }
    }

    /**
     * The open ticket of one key explains that of another. Changes no priority, resolves nothing.
     *
     * @param cause whose ticket it is that explains the key's
     */
    record LinkCause(IndicatorKey key, IndicatorKey cause, Instant at, String rule)
            implements Decision {}

    /**
     * The key has come and gone too often for its ticket to follow.
     *
     * @param episodes how many, the one that is on included
     * @param within the time in which they were
     */
    record MarkFlapping(IndicatorKey key, int episodes, Duration within, Instant at, String rule)
            implements Decision {}

    /**
     * What a ticket shows of a prediction: for the first time, or with a deadline that has moved.
     * Changes no priority.
     */
    record NoteForecast(IndicatorKey key, String ticket, Cause.ByForecast cause, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return cause.at();
        }
    }

    /**
     * The prediction is taken back: the ticket is resolved if only that prediction has opened it,
     * and else shows it no longer.
     */
    record WithdrawForecast(
            IndicatorKey key, String ticket, WithdrawnPrediction withdrawn, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return withdrawn.at();
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

    /** Work gets a slot for the first time, or after it had none. */
    record ScheduleTask(PlacedWork work, String rule) implements Decision {
        @Override
        public IndicatorKey key() {
            return work.work().key();
        }

        @Override
        public Instant at() {
            return work.at();
        }
    }

    /** Work gets another slot. */
    record MoveTask(PlacedWork work, String rule) implements Decision {
        @Override
        public IndicatorKey key() {
            return work.work().key();
        }

        @Override
        public Instant at() {
            return work.at();
        }
    }

    /** Nobody needs the work any more. */
    record CancelTask(EndedWork work, String rule) implements Decision {
        @Override
        public IndicatorKey key() {
            return work.key();
        }

        @Override
        public Instant at() {
            return work.at();
        }
    }

    /** The work fits nowhere in time; a slot that it had is given up. */
    record PlacementInfeasible(UnplacedWork work, String rule) implements Decision {
        @Override
        public IndicatorKey key() {
            return work.work().key();
        }

        @Override
        public Instant at() {
            return work.at();
        }
    }

    /** As nothing else is in time, somebody must approve an emergency window (L-013 §4.2). */
    record RequestWindowForWork(UnplacedWork work, EmergencyTerms terms, String rule)
            implements Decision {
        @Override
        public IndicatorKey key() {
            return work.work().key();
        }

        @Override
        public Instant at() {
            return work.at();
        }
    }

    /** Somebody should hear what an emergency window has reached (L-013 §4.2, §8.3). */
    record TellOfWindow(WindowMark mark, String rule) implements Decision {
        @Override
        public IndicatorKey key() {
            return mark.key();
        }

        @Override
        public Instant at() {
            return mark.at();
        }
    }

    /**
     * No ticket for now: an emergency window has declared it beforehand. It stays a fact, so once
     * the window has ended it is decided again.
     *
     * @param cause a breach or a silence
     */
    record HoldSymptom(IndicatorKey key, Cause cause, String window, String rule)
            implements Decision {
        @Override
        public Instant at() {
            return cause.at();
        }
    }

    /** The ticket of the key is about something that an emergency window did not expect. */
    record MarkCollateral(IndicatorKey key, String window, Instant at, String rule)
            implements Decision {}

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

        record ByForecast(Foreseen foreseen) implements Cause {
            @Override
            public Instant at() {
                return foreseen.prediction().at();
            }

            @Override
            public Instant since() {
                return foreseen.episode();
            }

            /** By urgency: 4 is P1. */
            @Override
            public int level() {
                return foreseen.level();
            }
        }
    }
}
