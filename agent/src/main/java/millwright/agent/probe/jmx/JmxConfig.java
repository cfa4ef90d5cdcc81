package millwright.agent.probe.jmx;

import static java.time.Duration.ofSeconds;

import java.net.MalformedURLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.management.remote.JMXServiceURL;
import millwright.agent.probe.TargetSchedule;
import millwright.config.ConfigNode;
import millwright.config.Secret;

/**
 * A Java application and what is read of it.
 *
 * @param place where its JMX is
 * @param hasPools whether it is expected to have connection pools among its MBeans
 * @param beans further MBeans
 * @param beansMax how many MBeans of one name are read
 */
record JmxConfig(
        TargetSchedule schedule,
        Place place,
        boolean hasPools,
        List<BeanMapping> beans,
        int beansMax) {
    private static final int MAPPINGS_MAX = 50;

    JmxConfig {
        beans = List.copyOf(beans);
    }

    /** Where an application's JMX is. */
    sealed interface Place {
        /** Behind a port. */
        record Remote(JMXServiceURL url, Optional<Login> login) implements Place {}

        /** In a process of this machine and this user whose command line fits. */
        record ByCommand(String glob) implements Place {}

        /** In the process that wrote its number into a file. */
        record ByPidFile(java.nio.file.Path file) implements Place {}
    }

    record Login(String user, Secret password) {}

    static JmxConfig read(ConfigNode target) {
        TargetSchedule schedule = TargetSchedule.read(target, ofSeconds(10));
        Place place = place(target);
        boolean hasPools =
                target.flag("pools")
                        .describedAs(
                                "read its connection pools: HikariCP (with registerMbeans=true),"
                                        + " Tomcat's and Commons DBCP's; to have none is a failure")
                        .orElse(true);
        List<BeanMapping> beans = new ArrayList<>(target.sections("mbeans", BeanMapping::read));
        if (beans.size() > MAPPINGS_MAX) {
            target.refuse(
                    "mbeans",
                    "has %d entries; the most is %d.".formatted(beans.size(), MAPPINGS_MAX));
        }
        int beansMax =
                target.integer("mbeans_max")
                        .between(1, 500)
                        .describedAs("how many MBeans of one pattern are read, first by name")
                        .orElse(50);
        return new JmxConfig(schedule, place, hasPools, beans, beansMax);
    }

    private static Place place(ConfigNode target) {
        Optional<String> address =
                target.text("address")
                        .describedAs(
                                "host:port of its JMX, such as app-01:9010, or a whole"
                                        + " service:jmx:rmi: URL")
                        .optional();
        Optional<String> user = target.text("user").describedAs("of its JMX").optional();
        Optional<Secret> password = target.secret("password").describedAs("of its JMX").optional();
        Optional<String> process =
                target.text("process")
                        .describedAs(
                                "instead of an address: a process of this machine whose main class"
                                        + " and arguments fit, such as *shop.jar*; it must run as"
                                        + " the agent's user")
                        .optional();
        Optional<java.nio.file.Path> pidFile =
                target.path("pid_file")
                        .describedAs("instead of an address: the process whose number stands there")
                        .optional();
        long ways = List.of(address, process, pidFile).stream().filter(Optional::isPresent).count();
        if (ways != 1) {
            target.refuse(
                    ways == 0 ? "address" : process.isPresent() ? "process" : "pid_file",
                    ways == 0
                            ? "is required, or process or pid_file. Write host:port, such as"
                                    + " app-01:9010."
                            : "one of address, process and pid_file is enough. Remove the others.");
        }
        if (user.isPresent() != password.isPresent()) {
            target.refuse(
                    user.isPresent() ? "password_file" : "user", "user and password go together.");
        }
        if (user.isPresent() && address.isEmpty()) {
            target.refuse("user", "goes with an address only. Remove it.");
        }
        if (process.isPresent()) {
            return new Place.ByCommand(process.get());
        }
        if (pidFile.isPresent()) {
            return new Place.ByPidFile(pidFile.get());
        }
        Optional<Login> login =
                user.isPresent() && password.isPresent()
                        ? Optional.of(new Login(user.get(), password.get()))
                        : Optional.empty();
        return new Place.Remote(url(target, address.orElse("localhost:9010")), login);
    }

    /** Over RMI only: a name in another directory could load anything. */
    private static JMXServiceURL url(ConfigNode target, String address) {
        String text =
                address.startsWith("service:")
                        ? address
                        : "service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi";
        try {
            boolean isHostAndPort = address.matches("(\\[[0-9a-fA-F:.]+]|[^\\s/:]+):[0-9]{1,5}");
            JMXServiceURL url = new JMXServiceURL(text);
            String path = url.getURLPath().toLowerCase(Locale.ROOT);
            boolean isSafe =
                    path.startsWith("/jndi/rmi://") || path.startsWith("/stub/") || path.isEmpty();
            if (url.getProtocol().equals("rmi")
                    && isSafe
                    && (isHostAndPort || address.startsWith("service:"))) {
                return url;
            }
        } catch (MalformedURLException broken) {
            // refused below
        }
        target.refuse(
                "address",
                "\"%s\" is no JMX address. Write host:port, or service:jmx:rmi:///jndi/rmi://…"
                        .formatted(address));
        return fallback();
    }

    private static JMXServiceURL fallback() {
        try {
            return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://localhost:9010/jmxrmi");
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
