package millwright.agent.probe.jmx;

import java.util.Map;
import java.util.TreeMap;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import millwright.config.ConfigNode;

/**
 * Which attributes of an application's MBeans become which fields.
 *
 * @param name a pattern of MBeans' names
 * @param fields attribute by field; {@code HeapMemoryUsage.used} is a part of a composite one
 * @param tags key of the MBean's name by tag
 */
record BeanMapping(
        ObjectName name, String measurement, Map<String, String> fields, Map<String, String> tags) {
    BeanMapping {
        fields = new TreeMap<>(fields);
        tags = new TreeMap<>(tags);
    }

    static BeanMapping read(ConfigNode mapping) {
        mapping.describedAs("Further MBeans of the application.");
        String name =
                mapping.text("object_name")
                        .describedAs("a pattern of MBeans' names")
                        .required("a name, such as java.lang:type=Threading");
        String measurement =
                mapping.text("measurement")
                        .describedAs("what their samples are called")
                        .required("a name, such as jvm_threads");
        Map<String, String> fields =
                mapping.entries("fields")
                        .describedAs(
                                "fields and the attributes they come from, such as {threads:"
                                        + " ThreadCount}; numbers and flags (0 or 1)")
                        .required("which attributes become which fields: {threads: ThreadCount}");
        Map<String, String> tags =
                mapping.entries("tags")
                        .describedAs(
                                "tags and the keys of the MBean's name they come from, such as"
                                        + " {collector: name}")
                        .orElse(Map.of());
        return new BeanMapping(objectName(mapping, name), measurement, fields, tags);
    }

    private static ObjectName objectName(ConfigNode mapping, String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException broken) {
            if (!text.equals("?")) { // what stands in for a missing one is refused already
                mapping.refuse(
                        "object_name",
                        "\"%s\" is no MBean's name: %s.".formatted(text, broken.getMessage()));
            }
            return ObjectName.WILDCARD;
        }
    }
}
