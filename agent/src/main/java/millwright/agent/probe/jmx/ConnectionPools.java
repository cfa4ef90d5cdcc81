package millwright.agent.probe.jmx;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/**
 * The connection pools of an application as {@code connection_pool}: HikariCP's own MBeans, and
 * those under which Tomcat and Commons DBCP show theirs.
 */
final class ConnectionPools {
    private static final String HIKARI = "com.zaxxer.hikari";
    private static final List<ObjectName> OTHERS =
            List.of(
                    name("*:type=DataSource,class=javax.sql.DataSource,*"),
                    name("*:type=ConnectionPool,*"),
                    name("org.apache.commons.dbcp2:*"),
                    name("org.apache.commons.pool2:type=GenericObjectPool,*"));

    private static final List<String> ACTIVE = List.of("numActive", "NumActive", "Active");
    private static final List<String> IDLE = List.of("numIdle", "NumIdle", "Idle");
    private static final List<String> MAX =
            List.of("maxTotal", "MaxTotal", "maxActive", "MaxActive");
    private static final List<String> PENDING = List.of("NumWaiters", "WaitCount");

    private final int poolsMax;

    ConnectionPools(int poolsMax) {
        this.poolsMax = poolsMax;
    }

    /** How many pools there were. */
    int read(MBeanServerConnection server, String target, Instant at, SampleBatch batch)
            throws IOException {
        int pools = 0;
        for (ObjectName bean : names(server, name(HIKARI + ":*"))) {
            String type = String.valueOf(bean.getKeyProperty("type"));
            if (!type.equals("Pool") && !type.startsWith("Pool (")) {
                continue;
            }
            Optional<Attributes> pool =
                    Attributes.of(
                            server,
                            bean,
                            List.of(
                                    "ActiveConnections",
                                    "IdleConnections",
                                    "ThreadsAwaitingConnection"));
            Optional<Attributes> settings =
                    Attributes.of(server, settingsOf(bean, type), List.of("MaximumPoolSize"));
            if (pool.isPresent() && pools < poolsMax) {
                pools++;
                tell(
                        batch.add("connection_pool", at)
                                .tag("target", target)
                                .tag("pool", hikariName(bean, type)),
                        pool.get().first(List.of("ActiveConnections")),
                        pool.get().first(List.of("IdleConnections")),
                        pool.get().first(List.of("ThreadsAwaitingConnection")),
                        settings.map(each -> each.first(List.of("MaximumPoolSize")))
                                .orElse(OptionalDouble.empty()));
            }
        }
        return pools + readOthers(server, target, at, batch, poolsMax - pools);
    }

    private int readOthers(
            MBeanServerConnection server, String target, Instant at, SampleBatch batch, int most)
            throws IOException {
        List<String> wanted = new ArrayList<>();
        List.of(ACTIVE, IDLE, MAX, PENDING).forEach(wanted::addAll);
        TreeSet<String> seen = new TreeSet<>();
        for (ObjectName pattern : OTHERS) {
            for (ObjectName bean : names(server, pattern)) {
                // below a pool stand its connections, and Commons' own inner pool
                if (bean.getKeyProperty("connectionpool") != null
                        || bean.getKeyProperty("connection") != null
                        || seen.size() >= most) {
                    continue;
                }
                Optional<Attributes> found = Attributes.of(server, bean, wanted);
                if (found.isEmpty() || found.get().first(ACTIVE).isEmpty()) {
                    continue;
                }
                String pool = otherName(bean);
                if (seen.add(pool)) {
                    tell(
                            batch.add("connection_pool", at)
                                    .tag("target", target)
                                    .tag("pool", pool),
                            found.get().first(ACTIVE),
                            found.get().first(IDLE),
                            found.get().first(PENDING),
                            found.get().first(MAX));
                }
            }
        }
        return seen.size();
    }

    private static void tell(
            SampleLine line,
            OptionalDouble active,
            OptionalDouble idle,
            OptionalDouble pending,
            OptionalDouble max) {
        active.ifPresent(count -> line.field("active", (long) count));
        idle.ifPresent(count -> line.field("idle", (long) count));
        pending.ifPresent(count -> line.field("pending", (long) count));
        if (max.isPresent() && max.getAsDouble() > 0) { // else unlimited
            line.field("max", (long) max.getAsDouble());
            active.ifPresent(
                    count -> line.field("used_percent", 100.0 * count / max.getAsDouble()));
        }
    }

    /**
     * {@code type=PoolConfig (shop)} beside {@code type=Pool (shop)}, or with a name of its own.
     */
    private static ObjectName settingsOf(ObjectName pool, String type) {
        return type.equals("Pool")
                ? name(HIKARI + ":type=PoolConfig,name=" + pool.getKeyProperty("name"))
                : name(HIKARI + ":type=PoolConfig" + type.substring("Pool".length()));
    }

    private static String hikariName(ObjectName pool, String type) {
        return type.equals("Pool")
                ? String.valueOf(pool.getKeyProperty("name"))
                : type.substring("Pool (".length(), type.length() - 1);
    }

    /** {@code jdbc/shop@/app}: two web applications may have one of the same name. */
    private static String otherName(ObjectName bean) {
        String name = bean.getKeyProperty("name");
        String context = bean.getKeyProperty("context");
        String plain = name == null ? bean.getCanonicalName() : unquoted(name);
        return context == null ? plain : plain + "@" + unquoted(context);
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }

    private static List<ObjectName> names(MBeanServerConnection server, ObjectName pattern)
            throws IOException {
        return List.copyOf(new TreeSet<>(server.queryNames(pattern, null)));
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException broken) {
            throw new IllegalStateException(text + " is no name of an MBean", broken);
        }
    }
}
