package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetDownException;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/** The pools of one application, and what else is asked of its MBeans. */
final class JmxTarget implements Target, AutoCloseable {
    private final JmxConfig config;
    private final JmxConnection connection;
    private final ConnectionPools pools;

    JmxTarget(JmxConfig config) {
        this.config = config;
        this.connection = new JmxConnection(config);
        this.pools = new ConnectionPools(config.beansMax());
    }

    @Override
    public void read(Instant at, SampleBatch batch) {
        connection.ask(server -> read(server, at, batch));
    }

    private void read(MBeanServerConnection server, Instant at, SampleBatch batch)
            throws IOException {
        for (BeanMapping mapping : config.beans()) {
            for (ObjectName bean : names(server, mapping)) {
                read(server, bean, mapping, at, batch);
            }
        }
        String name = config.schedule().name();
        if (config.hasPools() && pools.read(server, name, at, batch) == 0) {
            throw new TargetDownException(
                    BAD_ANSWER,
                    "it has no connection pool among its MBeans. HikariCP shows its own only with"
                        + " registerMbeans=true (Spring: spring.datasource.hikari.register-mbeans);"
                        + " write pools: false if it has none");
        }
    }

    private List<ObjectName> names(MBeanServerConnection server, BeanMapping mapping)
            throws IOException {
        return new TreeSet<>(server.queryNames(mapping.name(), null))
                .stream().limit(config.beansMax()).toList();
    }

    private void read(
            MBeanServerConnection server,
            ObjectName bean,
            BeanMapping mapping,
            Instant at,
            SampleBatch batch)
            throws IOException {
        Optional<Attributes> found =
                Attributes.of(server, bean, List.copyOf(mapping.fields().values()));
        if (found.isEmpty()) {
            return;
        }
        SampleLine line =
                batch.add(mapping.measurement(), at).tag("target", config.schedule().name());
        mapping.tags()
                .forEach(
                        (tag, key) ->
                                Optional.ofNullable(bean.getKeyProperty(key))
                                        .ifPresent(value -> line.tag(tag, value)));
        mapping.fields()
                .forEach((field, attribute) -> tell(line, field, found.get().number(attribute)));
    }

    private static void tell(SampleLine line, String field, Optional<Number> number) {
        if (number.isEmpty()) {
            return;
        }
        Number value = number.get();
        if (value instanceof Double || value instanceof Float) {
            line.field(field, value.doubleValue());
        } else {
            line.field(field, value.longValue());
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
