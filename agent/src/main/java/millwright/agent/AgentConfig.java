package millwright.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.agent.budget.BudgetConfig;
import millwright.agent.deliver.DeliveryConfig;
import millwright.agent.deliver.MetricsConfig;
import millwright.agent.sample.SamplersConfig;
import millwright.config.ConfigNode;

/**
 * The agent's configuration.
 *
 * @param host the name under which this machine's samples travel
 * @param tags further tags of every sample
 * @param data the agent's own folder, for the spool and its credential
 * @param delivery empty where nothing is to be delivered
 */
record AgentConfig(
        String host,
        Map<String, String> tags,
        Path data,
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
        DeliveryConfig delivery = DeliveryConfig.read(root.section("delivery"));
        return rest(root, host, tags, Optional.of(delivery));
    }

    /** Without a collector, as {@code sample-once} needs it where there is no file. */
    static AgentConfig readWithoutDelivery(ConfigNode root) {
        return rest(root, host(root), tags(root), Optional.empty());
    }

    private static AgentConfig rest(
            ConfigNode root,
            String host,
            Map<String, String> tags,
            Optional<DeliveryConfig> delivery) {
        Path data =
                root.path("data")
                        .describedAs(
                                "the agent's own folder: samples that wait for the collector, the"
                                        + " positions in logs, and the credential of this host")
                        .orElse(Path.of("data"));
        return new AgentConfig(
                host,
                tags,
                data,
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
