package millwright.agent.probe.jmx;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.openmbean.CompositeData;

/** Attributes of one MBean, those that it has. */
record Attributes(Map<String, Object> values) {
    /**
     * Asks for all at once.
     *
     * @param names {@code Name} or {@code Name.part}
     * @return empty where the MBean has gone meanwhile
     */
    static Optional<Attributes> of(
            MBeanServerConnection server, ObjectName bean, List<String> names) throws IOException {
        Set<String> wanted = new LinkedHashSet<>();
        names.forEach(name -> wanted.add(name.split("\\.", 2)[0]));
        try {
            Map<String, Object> values = new HashMap<>();
            for (Attribute found :
                    server.getAttributes(bean, wanted.toArray(new String[0])).asList()) {
                values.put(found.getName(), found.getValue());
            }
            return Optional.of(new Attributes(values));
        } catch (InstanceNotFoundException gone) {
            return Optional.empty();
        } catch (ReflectionException broken) {
            throw new IOException(bean + " does not tell its attributes", broken);
        }
    }

    /** A number as it is, a flag as 0 or 1; empty for all else. */
    Optional<Number> number(String name) {
        String[] parts = name.split("\\.");
        Object value = values.get(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            boolean hasPart =
                    value instanceof CompositeData composite && composite.containsKey(parts[i]);
            value = hasPart ? ((CompositeData) value).get(parts[i]) : null;
        }
        if (value instanceof Boolean flag) {
            return Optional.of(flag ? 1L : 0L);
        }
        boolean isFinite = value instanceof Number number && Double.isFinite(number.doubleValue());
        return isFinite ? Optional.of((Number) value) : Optional.empty();
    }

    /** The first of several spellings that is there. */
    OptionalDouble first(List<String> names) {
        return names.stream()
                .flatMap(name -> number(name).stream())
                .mapToDouble(Number::doubleValue)
                .findFirst();
    }
}
