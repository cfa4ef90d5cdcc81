package millwright.collector.cases;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import millwright.collector.calendar.CalendarStore;
import millwright.collector.change.ChangeStore;
import millwright.collector.forecast.ForecastLedger;
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

    /** The same, and all else that the database keeps. */
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
                new SqlPeopleStore(transactions, clock),
                new AuditLog(transactions),
                new SqlForecastLedger(transactions),
                new SqlChangeStore(transactions, clock),
                new SqlCalendarStore(transactions, clock),
                new CaseRetention(
                        transactions,
                        clock,
                        policy.get().retention().records(),
                        policy.get().retention().checks()),
                new Reachability(transactions));
    }

    /** What one database keeps; closed together. */
    public record Records(
            CaseStore cases,
            TrustStore trust,
            PeopleStore people,
            AuditLog audit,
            ForecastLedger forecasts,
            ChangeStore changes,
            CalendarStore calendar,
            CaseRetention retention,
            Reachability reachability)
            implements AutoCloseable {
        @Override
        public void close() {
            cases.close();
        }
    }

    /**
     * The audit alone, of a database that is there already; makes and changes no table.
     *
     * @throws CaseStoreException if it cannot be reached or read, or is of another version
     */
    public static AuditLog openAudit(CasesConfig config) {
        return new AuditLog(Transactions.openExisting(config));
    }

    /** Whether it could not be opened because a collector that runs has its file. */
    public static boolean isInUse(CaseStoreException failure) {
        return CaseDatabase.isInUse(failure);
    }

    /** In memory, for replay: the same decisions give the same tickets under the same ids. */
    public static CaseStore inMemory() {
        return inMemory(MaintenancePolicy::shipped);
    }

    /** The same by a site's policy. */
    public static CaseStore inMemory(Supplier<MaintenancePolicy> policy) {
        return inMemory(policy, ChangeStore.inMemory());
    }

    /**
     * The same beside the requests for change of its tasks.
     *
     * @param changes of one store of cases alone
     */
    public static CaseStore inMemory(Supplier<MaintenancePolicy> policy, ChangeStore changes) {
        return new MemoryCaseStore(policy, changes);
    }

    /**
     * What people say of a calendar, in memory.
     *
     * @param since when standing tasks are watched from
     */
    public static CalendarStore calendarInMemory(Instant since) {
        return new MemoryCalendarStore(since);
    }
}
