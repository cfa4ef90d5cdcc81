package millwright.collector.pipeline;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import millwright.collector.cases.Basis;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.RuleVersion;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Facts;

/** The turns of a replay as they reached the store, to be applied again without the rules. */
record KilledTurns(RuleVersion rules, List<Turn> turns) {
    record Turn(Instant at, Facts facts, CaseFacts caseFacts, List<Decision> decisions) {
        Basis basis(RuleVersion rules) {
            return new Basis(rules, facts, caseFacts, at, decisions);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    private interface Typed {}

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addMixIn(Decision.class, Typed.class)
                    .addMixIn(Decision.Cause.class, Typed.class)
                    .build();

    void write(Path file) throws IOException {
        JSON.writerFor(new TypeReference<KilledTurns>() {}).writeValue(file.toFile(), this);
    }

    static KilledTurns read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), KilledTurns.class);
    }

    /** Keeps cases in memory, and what it was told to apply. */
    static final class Recorder extends ForwardingCases {
        private final List<Turn> turns = new ArrayList<>();
        private RuleVersion rules;

        Recorder() {
            super(CaseStores.inMemory());
        }

        KilledTurns turns() {
            return new KilledTurns(rules, List.copyOf(turns));
        }

        @Override
        public List<CaseEvent> apply(List<Decision> decisions, Basis basis) {
            rules = basis.rules();
            turns.add(new Turn(basis.at(), basis.facts(), basis.caseFacts(), decisions));
            return super.apply(decisions, basis);
        }
    }
}
