package millwright.collector.cases;

import java.time.InstantSource;

/** Opens stores of cases. */
public final class CaseStores {
    private CaseStores() {}

    /**
     * In a database, whose tables are made or brought up to date.
     *
     * @throws CaseStoreException if it cannot be reached or written, is in use, or was written by a
     *     newer version
     */
    public static CaseStore open(CasesConfig config) {
        return open(config, InstantSource.system());
    }

    /**
     * @param clock for the audit, which also says when a decision was recorded
     */
    public static CaseStore open(CasesConfig config, InstantSource clock) {
        return SqlCaseStore.open(config, clock);
    }

    /** In memory, for replay: the same decisions give the same tickets under the same ids. */
    public static CaseStore inMemory() {
        return new MemoryCaseStore();
    }
}
