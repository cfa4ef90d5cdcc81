package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * What a person does to a ticket. Each is applied in one transaction, with its event and its entry
 * in the audit. One that has been done already does nothing.
 */
public sealed interface TicketAct {
    /** Of a reason, a comment or what is waited for. */
    int TEXT_LENGTH_MAX = 4000;

    /** Of a person's name, and of what a link leads to. */
    int NAME_LENGTH_MAX = 200;

    /** Somebody has seen it: the response clock ends. */
    record Acknowledge(Optional<String> comment) implements TicketAct {
        public Acknowledge {
            comment.ifPresent(text -> checkText("a comment", text));
        }
    }

    /** It is somebody's. Whoever takes a ticket for himself has responded, too. */
    record Assign(String to) implements TicketAct {
        public Assign {
            checkName("the person", to);
        }
    }

    record Unassign() implements TicketAct {}

    /** Work begins, or goes on after a wait. It is the work of who starts it if it is nobody's. */
    record Start() implements TicketAct {}

    /** Nothing can be done until something happens: the resolution clock pauses. */
    record Wait(String waitsFor) implements TicketAct {
        public Wait {
            checkText("what it waits for", waitsFor);
        }
    }

    record Comment(String text) implements TicketAct {
        public Comment {
            checkText("a comment", text);
        }
    }

    /**
     * @param force also while telemetry still shows the breach
     */
    record Resolve(String reason, boolean force) implements TicketAct {
        public Resolve {
            checkReason(reason);
        }
    }

    /** Puts a resolved ticket away for good: a recurrence opens another one. */
    record Close(Optional<String> comment) implements TicketAct {
        public Close {
            comment.ifPresent(text -> checkText("a comment", text));
        }
    }

    record Reopen(String reason) implements TicketAct {
        public Reopen {
            checkReason(reason);
        }
    }

    /** What the rules decide next depends on it: see {@link Ticket.Member#settledLevel}. */
    record ChangePriority(Priority to, String reason) implements TicketAct {
        public ChangePriority {
            requireNonNull(to, "to");
            checkReason(reason);
        }
    }

    /** Another ticket takes over all that this one speaks for, and this one is closed. */
    record Merge(String into, String reason) implements TicketAct {
        public Merge {
            checkName("the other ticket", into);
            checkReason(reason);
        }
    }

    /** One of the keys that it speaks for becomes a ticket of its own. */
    record Split(IndicatorKey key, String reason) implements TicketAct {
        public Split {
            requireNonNull(key, "key");
            checkReason(reason);
        }
    }

    record AddLink(LinkKind kind, String target) implements TicketAct {
        public AddLink {
            kind.check(target);
        }
    }

    record RemoveLink(LinkKind kind, String target) implements TicketAct {
        public RemoveLink {
            requireNonNull(kind, "kind");
            checkName("the target", target);
        }
    }

    /** What else a ticket may have to do with. */
    enum LinkKind {
        WINDOW,
        TASK,
        RFC,
        TICKET,
        URL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private void check(String target) {
            checkName("what the link leads to", target);
            if (this == URL && !isWebAddress(target)) {
                throw new IllegalArgumentException(
                        "'%s' is no address of the web. Write https://…".formatted(target));
            }
        }

        /** Nothing that a browser would run. */
        private static boolean isWebAddress(String text) {
            try {
                URI address = URI.create(text);
                return address.getHost() != null
                        && ("https".equalsIgnoreCase(address.getScheme())
                                || "http".equalsIgnoreCase(address.getScheme()));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    private static void checkReason(String reason) {
        checkText("a reason", reason);
    }

    private static void checkText(String what, String text) {
        check(what, text, TEXT_LENGTH_MAX);
    }

    private static void checkName(String what, String text) {
        check(what, text, NAME_LENGTH_MAX);
    }

    private static void check(String what, String text, int lengthMax) {
        if (text.isBlank() || text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "%s must have 1 to %d characters, not %d"
                            .formatted(what, lengthMax, text.strip().length()));
        }
    }
}
