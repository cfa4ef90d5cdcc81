package millwright.agent.probe.jmx;

import static java.time.Duration.ofSeconds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final int PORT_MAX = 65_535;

    /** {@code host:port}, or the same within the URL that Java's own tools take. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:service:jmx:rmi:///jndi/rmi://)?"
                            + "(?<host>\\[[0-9a-fA-F:.]+]|[^\\s/:\\[\\]]+)"
                            + ":(?<port>[0-9]{1,5})"
                            + "(?:/(?<object>[^\\s/]+))?");

    JmxConfig {
        beans = List.copyOf(beans);
    }

    /** Where an application's JMX is. */
    sealed interface Place {
        /**
         * Behind an RMI registry.
         *
         * @param object its name there, {@code jmxrmi} as a rule
         */
        record Remote(String host, int port, String object, Optional<Login> login)
                implements Place {}

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
        return remote(target, address.orElse("localhost:9010"), login);
    }

    /** Over RMI only: a name in another directory could load anything. */
    private static Place remote(ConfigNode target, String address, Optional<Login> login) {
        Matcher parts = ADDRESS.matcher(address);
        int port = parts.matches() ? Integer.parseInt(parts.group("port")) : 0;
        if (port < 1 || port > PORT_MAX) {
            target.refuse(
                    "address",
                    "\"%s\" is no JMX address. Write host:port, or service:jmx:rmi:///jndi/rmi://…"
                            .formatted(address));
            return new Place.Remote("localhost", 9010, "jmxrmi", login);
        }
        String object = Optional.ofNullable(parts.group("object")).orElse("jmxrmi");
        return new Place.Remote(parts.group("host"), port, object, login);
    }
}
