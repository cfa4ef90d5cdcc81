package millwright.agent.probe.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import millwright.agent.probe.TargetGroup;
import millwright.agent.probe.TargetSampler;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigNode;

/**
 * All databases that the configuration names. One thread looks after all of their connections;
 * there is none, and no driver, where no database is named.
 */
public final class SqlTargets implements TargetGroup {
    private final List<SqlTargetConfig> configs;
    private final List<SqlTarget> targets = new ArrayList<>();
    private Optional<ScheduledThreadPoolExecutor> housekeeper = Optional.empty();

    SqlTargets(List<SqlTargetConfig> configs) {
        this.configs = List.copyOf(configs);
    }

    /**
     * @param targets the section that holds all kinds
     */
    public static SqlTargets read(ConfigNode targets) {
        Set<String> names = new HashSet<>();
        return new SqlTargets(
                targets.sections(
                        "sql",
                        node -> {
                            SqlTargetConfig config = SqlTargetConfig.read(node);
                            if (!names.add(config.schedule().name())) {
                                node.refuse(
                                        "name",
                                        "%s is another database's already. Rename one."
                                                .formatted(config.schedule().name()));
                            }
                            return config;
                        }));
    }

    @Override
    public List<ScheduledSampler> open() {
        return configs.stream().map(this::open).toList();
    }

    private ScheduledSampler open(SqlTargetConfig config) {
        ScheduledThreadPoolExecutor watch = housekeeper.orElseGet(SqlTargets::housekeeper);
        housekeeper = Optional.of(watch);
        SqlTarget target = new SqlTarget(config, watch, System::nanoTime);
        targets.add(target);
        return TargetSampler.of(config.kind().word(), config.schedule(), target);
    }

    static ScheduledThreadPoolExecutor housekeeper() {
        ScheduledThreadPoolExecutor watch =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "sql-watch");
                            thread.setDaemon(true);
                            return thread;
                        },
                        new ThreadPoolExecutor.DiscardPolicy());
        watch.setRemoveOnCancelPolicy(true);
        watch.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return watch;
    }

    @Override
    public int databaseSessions() {
        return targets.stream().mapToInt(SqlTarget::sessions).sum();
    }

    @Override
    public void close() {
        targets.forEach(SqlTarget::close);
        housekeeper.ifPresent(ScheduledThreadPoolExecutor::shutdownNow);
    }
}
