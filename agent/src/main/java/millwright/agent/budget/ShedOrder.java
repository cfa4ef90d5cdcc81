package millwright.agent.budget;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which samplers may be shed, the first to go first. */
record ShedOrder(List<String> samplers) {
    ShedOrder {
        samplers = List.copyOf(samplers);
    }

    /**
     * @param order as configured: names, {@code KIND/*} or {@code *}{@code /*}
     * @param present the samplers that this agent runs; a target's is {@code KIND/NAME}
     */
    static ShedOrder of(List<String> order, Collection<String> present) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String entry : order) {
            present.stream().filter(sampler -> matches(entry, sampler)).forEach(chosen::add);
        }
        chosen.removeAll(BudgetConfig.PROTECTED);
        return new ShedOrder(List.copyOf(chosen));
    }

    static boolean isTarget(String sampler) {
        return sampler.indexOf('/') > 0;
    }

    private static boolean matches(String entry, String sampler) {
        if (!entry.endsWith("/*")) {
            return entry.equals(sampler);
        }
        String kind = entry.substring(0, entry.length() - 2);
        return isTarget(sampler) && (kind.equals("*") || sampler.startsWith(kind + "/"));
    }
}
