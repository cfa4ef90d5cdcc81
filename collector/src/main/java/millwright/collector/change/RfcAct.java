package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Span;
import millwright.rules.change.ChangeCategory;
import millwright.rules.change.RfcField;
import millwright.rules.change.RfcStep;

/** What a person does to a request for change. Each is one transaction, with its audit entry. */
public sealed interface RfcAct {
    /** Of a field, a reason or a note. */
    int TEXT_LENGTH_MAX = 4000;

    /** The way that it goes; empty where it stays in its state. */
    default Optional<RfcStep> step() {
        return Optional.empty();
    }

    /**
     * Writes fields of a draft.
     *
     * @param texts only those that change
     * @param time when it shall be done
     */
    record Edit(Map<RfcField, String> texts, Optional<ChangeType> type, Optional<Span> time)
            implements RfcAct {
        public Edit {
            requireNonNull(type, "type");
            requireNonNull(time, "time");
            Map<RfcField, String> copy = new EnumMap<>(RfcField.class);
            texts.forEach((field, text) -> copy.put(field, checked(field, text)));
            texts = Map.copyOf(copy);
            if (texts.isEmpty() && type.isEmpty() && time.isEmpty()) {
                throw new IllegalArgumentException("Nothing is to be changed. Give a field.");
            }
            if (type.filter(one -> one == ChangeType.ROUTINE).isPresent()) {
                throw new IllegalArgumentException(
                        "Routine work is no change. Write standard, normal or emergency.");
            }
        }

        private static String checked(RfcField field, String text) {
            if (!field.isText()) {
                throw new IllegalArgumentException(
                        "%s is no text that could be written.".formatted(field.title()));
            }
            if (field == RfcField.CATEGORY && ChangeCategory.parse(text).isEmpty()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no category. Write one of %s."
                                .formatted(text, ChangeCategory.words()));
            }
            if (!text.isEmpty()) {
                checkText(field.title(), text);
            }
            return text;
        }
    }

    /**
     * @param waiver why it is handed in although it is late; those who may waive must then approve
     */
    record Submit(Optional<String> waiver) implements RfcAct {
        public Submit {
            waiver.ifPresent(text -> checkText("a reason", text));
        }

        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.SUBMIT);
        }
    }

    /** Puts it before its board. */
    record Refer() implements RfcAct {
        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.REFER);
        }
    }

    /**
     * One authority's yes; with the last one it is approved.
     *
     * @param note must be given where a criterion is not met
     */
    record Approve(Optional<String> note) implements RfcAct {
        public Approve {
            note.ifPresent(text -> checkText("a note", text));
        }

        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.APPROVE);
        }
    }

    /** One authority's no is enough. */
    record Reject(String reason) implements RfcAct {
        public Reject {
            checkText("a reason", reason);
        }

        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.REJECT);
        }
    }

    /** Back to a draft. */
    record Revise(String reason) implements RfcAct {
        public Revise {
            checkText("a reason", reason);
        }

        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.REVISE);
        }
    }

    record Schedule() implements RfcAct {
        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.SCHEDULE);
        }
    }

    record Start() implements RfcAct {
        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.START);
        }
    }

    /**
     * @param evidence what was looked at, and what it showed
     */
    record Verify(String evidence) implements RfcAct {
        public Verify {
            checkText("what was verified", evidence);
        }

        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.VERIFY);
        }
    }

    record Close(Optional<String> note) implements RfcAct {
        public Close {
            note.ifPresent(text -> checkText("a note", text));
        }

        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.CLOSE);
        }
    }

    record RollBack(String reason) implements RfcAct {
        public RollBack {
            checkText("a reason", reason);
        }

        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.ROLL_BACK);
        }
    }

    record Withdraw(String reason) implements RfcAct {
        public Withdraw {
            checkText("a reason", reason);
        }

        @Override
        public Optional<RfcStep> step() {
            return Optional.of(RfcStep.WITHDRAW);
        }
    }

    static void checkText(String what, String text) {
        boolean hasControl =
                text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
        if (text.isBlank() || text.length() > TEXT_LENGTH_MAX || hasControl) {
            throw new IllegalArgumentException(
                    "%s must be a text of 1 to %d characters.".formatted(what, TEXT_LENGTH_MAX));
        }
    }
}
