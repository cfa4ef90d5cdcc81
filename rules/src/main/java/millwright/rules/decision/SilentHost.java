package millwright.rules.decision;

/**
 * Fact: a host that sends nothing, as an open ticket says.
 *
 * @param ticket id of the ticket of its silence
 */
public record SilentHost(String host, String ticket) {}
