package millwright.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.agent.budget.BudgetConfig;
import millwright.agent.deliver.DeliveryConfig;
import millwright.agent.deliver.MetricsConfig;
import millwright.agent.sample.SamplersConfig;
import millwright.agent.trust.StoredIdentity;
import millwright.config.ConfigNode;

/**
 * The agent's configuration.
 *
 * @param host the name under which this machine's samples travel
 * @param tags further tags of every sample
 * @param data the agent's own folder, for the spool and its credential
 * @param identity what an enrolment left; empty where a token of the configuration is used
 * @param delivery empty where nothing is to be delivered
 */
record AgentConfig(
        String host,
        Map<String, String> tags,
        Path data,
        Optional<StoredIdentity> identity,
        Optional<DeliveryConfig> delivery,
        SamplersConfig samplers,
        Probes targets,
        BudgetConfig budget,
        MetricsConfig metrics) {
    private static final Set<String> TAGS_OF_SAMPLERS =
            Set.of(
                    "host",
                    "target",
                    "kind",
                    "server",
                    "cpu",
                    "path",
                    "fstype",
                    "device",
                    "name",
                    "interface",
                    "process_name",
                    "sampler",
                    "resource",
                    "type");

    /** Whole, as {@code run} needs it. */
    static AgentConfig read(ConfigNode root) {
        String host = host(root);
        Map<String, String> tags = tags(root);
        Path data = data(root);
        Optional<StoredIdentity> enrolled = identity(root, data);
        DeliveryConfig delivery =
                DeliveryConfig.read(
                        root.section("delivery"),
                        enrolled.map(StoredIdentity::collectors).orElse(List.of()));
        Optional<StoredIdentity> used = enrolled.filter(any -> delivery.token().isEmpty());
        used.ifPresent(identity -> check(root, host, delivery, identity));
        return rest(root, host, tags, data, used, Optional.of(delivery));
    }

    /** Without a collector, as {@code enroll} needs it, which brings one. */
    static AgentConfig readForEnrolment(ConfigNode root) {
        ConfigNode delivery = root.section("delivery");
        List<URI> unknownYet = List.of(URI.create("https://localhost"));
        DeliveryConfig configured = DeliveryConfig.read(delivery, unknownYet);
        return rest(
                root,
                host(root),
                tags(root),
                data(root),
                Optional.empty(),
                Optional.of(configured).filter(any -> !any.collectors().equals(unknownYet)));
    }

    private static Path data(ConfigNode root) {
        return root.path("data")
                .describedAs(
                        "the agent's own folder: samples that wait for the collector, and the"
                                + " credential of this host")
                .orElse(Path.of("data"));
    }

    private static Optional<StoredIdentity> identity(ConfigNode root, Path data) {
        try {
            return StoredIdentity.find(data);
        } catch (IOException unusable) {
            root.refuse("data", unusable.getMessage());
            return Optional.empty();
        }
    }

    private static void check(
            ConfigNode root, String host, DeliveryConfig delivery, StoredIdentity identity) {
        for (URI collector : delivery.collectors()) {
            identity.objection(collector)
                    .ifPresent(why -> root.section("delivery").refuse("collector", why));
        }
        if (!host.equals(identity.host())) {
            root.refuse(
                    "host",
                    "this machine is %s, and was enrolled as %s: its credential is good for that name alone. Write host: %s, or enrol it again with --force."
                            .formatted(host, identity.host(), identity.host()));
        }
    }

    /** Without a collector, as {@code sample-once} needs it where there is no file. */
    static AgentConfig readWithoutDelivery(ConfigNode root) {
        return rest(root, host(root), tags(root), data(root), Optional.empty(), Optional.empty());
    }

    private static AgentConfig rest(
            ConfigNode root,
            String host,
            Map<String, String> tags,
            Path data,
            Optional<StoredIdentity> identity,
            Optional<DeliveryConfig> delivery) {
        return new AgentConfig(
                host,
                tags,
                data,
                identity,
                delivery,
                SamplersConfig.read(root.section("samplers")),
                Probes.read(root.section("targets"), data),
                budget(root),
                MetricsConfig.read(root.section("metrics")));
    }

    private static BudgetConfig budget(ConfigNode root) {
        BudgetConfig budget = BudgetConfig.read(root.section("budget"));
        for (String name : budget.shedOrder()) {
            if (!name.contains("/") && !SamplersConfig.NAMES.contains(name)) {
                root.section("budget")
                        .refuse(
                                "shed_order",
                                "there is no sampler %s. There are %s; KIND/* is all targets of a kind."
                                        .formatted(name, String.join(", ", SamplersConfig.NAMES)));
            }
        }
        return budget;
    }

    private static String host(ConfigNode root) {
        return root.text("host")
                .describedAs("the name under which this machine's samples travel")
                .orElseGet("the machine's host name", AgentConfig::hostName);
    }

    private static Map<String, String> tags(ConfigNode root) {
        Map<String, String> tags =
                root.entries("tags").describedAs("further tags of every sample").orElse(Map.of());
        for (String name : tags.keySet()) {
            if (TAGS_OF_SAMPLERS.contains(name)) {
                root.refuse(
                        "tags",
                        "%s is a tag that samplers set themselves. Choose another name."
                                .formatted(name));
            }
        }
        return tags;
    }

    /** Without asking the network where the operating system tells. */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            // its message begins with the name that does not resolve
            String name = String.valueOf(nameless.getMessage());
            return name.contains(":") ? name.substring(0, name.indexOf(':')) : "localhost";
        }
    }

    /** Tags of every sample. */
    Map<String, String> allTags() {
        Map<String, String> all = new TreeMap<>(tags);
        all.put("host", host);
        return all;
    }
}
