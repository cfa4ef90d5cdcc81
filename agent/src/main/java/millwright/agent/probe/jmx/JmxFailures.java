package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.AUTHENTICATION;
import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;
import static millwright.agent.probe.TargetDownException.Reason.CONNECTION_LOST;
import static millwright.agent.probe.TargetDownException.Reason.PERMISSION;
import static millwright.agent.probe.TargetDownException.Reason.REFUSED;
import static millwright.agent.probe.TargetDownException.Reason.TIMED_OUT;
import static millwright.agent.probe.TargetDownException.Reason.TLS;
import static millwright.agent.probe.TargetDownException.Reason.TOO_LARGE;
import static millwright.agent.probe.TargetDownException.Reason.UNKNOWN_HOST;

import java.io.InvalidClassException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.rmi.NotBoundException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.TargetDownException.Reason;

/** What the many exceptions of JMX and RMI mean to an operator. */
final class JmxFailures {
    private static final int CAUSES_MAX = 20;

    private JmxFailures() {}

    /**
     * @param place such as {@code app-01:9010}, for the message
     */
    static TargetDownException connecting(Exception failure, String place) {
        if (find(failure, SecurityException.class).isPresent()) {
            return down(
                    AUTHENTICATION,
                    "%s refuses this user and password, or wants some".formatted(place),
                    failure);
        }
        return reading(failure, place);
    }

    static TargetDownException reading(Exception failure, String place) {
        Optional<SecurityException> denied = find(failure, SecurityException.class);
        if (denied.isPresent()) {
            return down(
                    PERMISSION,
                    "%s lets this user read nothing (%s). Give it readonly in jmxremote.access"
                            .formatted(place, denied.get().getMessage()),
                    failure);
        }
        Optional<UnknownHostException> unknown = find(failure, UnknownHostException.class);
        if (unknown.isPresent()) {
            return down(
                    UNKNOWN_HOST,
                    "%s: there is no host %s".formatted(place, unknown.get().getMessage()),
                    failure);
        }
        if (find(failure, SocketTimeoutException.class).isPresent()) {
            return down(TIMED_OUT, place + " has not answered in time", failure);
        }
        if (find(failure, ConnectException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()) {
            return down(
                    REFUSED, place + " takes no connection" + elsewhere(failure, place), failure);
        }
        if (find(failure, RmiSockets.AnswerTooLargeException.class).isPresent()) {
            return down(
                    TOO_LARGE,
                    "%s: an answer is larger than %d bytes"
                            .formatted(place, RmiSockets.ANSWER_BYTES_MAX),
                    failure);
        }
        if (find(failure, SSLException.class).isPresent()) {
            return down(TLS, "%s: %s".formatted(place, words(failure)), failure);
        }
        if (find(failure, java.rmi.ConnectIOException.class).isPresent()) {
            return down(BAD_ANSWER, place + " does not speak RMI. Is the port right?", failure);
        }
        if (find(failure, NotBoundException.class).isPresent()) {
            return down(BAD_ANSWER, place + " is an RMI registry, but has no JMX", failure);
        }
        if (find(failure, InvalidClassException.class).isPresent()
                || find(failure, ClassNotFoundException.class).isPresent()) {
            return down(
                    BAD_ANSWER,
                    "%s: an attribute is made of what this agent does not read (%s)"
                            .formatted(place, words(failure)),
                    failure);
        }
        return down(CONNECTION_LOST, "%s: %s".formatted(place, words(failure)), failure);
    }

    /** The registry names the address of the application itself, which is often a wrong one. */
    private static String elsewhere(Exception failure, String place) {
        return find(failure, java.rmi.ConnectException.class)
                .map(Throwable::getMessage)
                .filter(words -> words.startsWith("Connection refused to host: "))
                .map(words -> words.substring("Connection refused to host: ".length()))
                .map(words -> words.split(";", 2)[0])
                .filter(host -> !place.startsWith(host + ":"))
                .map(
                        host ->
                                " at %s. If that is not its address, start the application with"
                                                .formatted(host)
                                        + " -Djava.rmi.server.hostname")
                .orElse("");
    }

    private static String words(Exception failure) {
        Throwable deepest = failure;
        for (int i = 0; i < CAUSES_MAX && deepest.getCause() != null; i++) {
            deepest = deepest.getCause();
        }
        return deepest.toString();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        Throwable each = failure;
        for (int i = 0; i < CAUSES_MAX && each != null; i++) {
            if (kind.isInstance(each)) {
                return Optional.of(kind.cast(each));
            }
            each = each.getCause();
        }
        return Optional.empty();
    }

    private static TargetDownException down(Reason reason, String words, Exception cause) {
        return new TargetDownException(reason, words, cause);
    }
}
