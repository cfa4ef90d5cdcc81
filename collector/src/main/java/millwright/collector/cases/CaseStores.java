package millwright.collector.cases;

import java.time.InstantSource;
import java.util.function.Supplier;
import millwright.collector.people.PeopleStore;
import millwright.collector.trust.TrustStore;
import millwright.rules.policy.MaintenancePolicy;

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
        return open(config, clock, MaintenancePolicy::shipped);
    }

    /**
     * @param policy in force at the time of the call, for targets and authorities
     */
    public static CaseStore open(
            CasesConfig config, InstantSource clock, Supplier<MaintenancePolicy> policy) {
        return new SqlCaseStore(Transactions.open(config), clock, policy);
    }

    /** The same, and beside the cases who is trusted and who may act. */
    public static Records openAll(CasesConfig config, InstantSource clock) {
        return openAll(config, clock, MaintenancePolicy::shipped);
    }

    /**
     * @param policy in force at the time of the call, for targets and authorities
     */
    public static Records openAll(
            CasesConfig config, InstantSource clock, Supplier<MaintenancePolicy> policy) {
        Transactions transactions = Transactions.open(config);
        return new Records(
                new SqlCaseStore(transactions, clock, policy),
                new SqlTrustStore(transactions, clock),
                new SqlPeopleStore(transactions, clock));
    }

    /** What one database keeps; closed together. */
    public record Records(CaseStore cases, TrustStore trust, PeopleStore people)
            implements AutoCloseable {
        @Override
        public void close() {
            cases.close();
        }
    }

    /** In memory, for replay: the same decisions give the same tickets under the same ids. */
    public static CaseStore inMemory() {
        return inMemory(MaintenancePolicy::shipped);
    }

    /** The same by a site's policy. */
    public static CaseStore inMemory(Supplier<MaintenancePolicy> policy) {
        return new MemoryCaseStore(policy);
    }
}
