package millwright.agent.probe.fetch;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long each phase of an exchange took, in seconds; one that was not reached is empty. Of an
 * exchange that was sent on elsewhere, the sum over all its connections.
 *
 * @param dnsSeconds looking the name up; near 0 while the JDK still remembers it (30 s)
 * @param connectSeconds until TCP's handshake was done
 * @param tlsSeconds until TLS's handshake was done
 * @param firstByteSeconds from the connection being ready to the first byte of the answer
 * @param headSeconds from the beginning to the end of the answer's head
 * @param certificateExpiry the earliest in the chain that the server has shown, trusted or not
 */
public record Phases(
        OptionalDouble dnsSeconds,
        OptionalDouble connectSeconds,
        OptionalDouble tlsSeconds,
        OptionalDouble firstByteSeconds,
        OptionalDouble headSeconds,
        Optional<Instant> certificateExpiry) {}
