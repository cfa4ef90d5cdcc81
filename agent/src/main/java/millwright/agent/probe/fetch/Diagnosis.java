package millwright.agent.probe.fetch;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.TargetDownException.Reason;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** What a failure of the network means, and how to say it. */
final class Diagnosis {
    private Diagnosis() {}

    static TargetDownException of(
            Request request, List<X509Certificate> chain, Instant at, Exception failed) {
        String peer = request.authority();
        if (failed instanceof UnknownHostException) {
            return down(Reason.UNKNOWN_HOST, String.valueOf(failed.getMessage()), failed);
        }
        if (failed instanceof NoRouteToHostException) {
            return down(Reason.CONNECTION_LOST, "there is no route to " + peer, failed);
        }
        if (failed instanceof ConnectException) {
            return down(
                    Reason.REFUSED,
                    "%s takes no connection: %s".formatted(peer, failed.getMessage()),
                    failed);
        }
        if (failed instanceof SSLException handshake) {
            return down(Reason.TLS, TlsTrouble.words(handshake, chain, request, at), failed);
        }
        if (failed instanceof MessageConstraintException) {
            return down(Reason.TOO_LARGE, peer + ": " + failed.getMessage(), failed);
        }
        if (isLost(failed)) {
            return down(
                    Reason.CONNECTION_LOST,
                    "%s closed the connection in the middle of its answer (%s)"
                            .formatted(peer, failed.getMessage()),
                    failed);
        }
        return down(
                Reason.BAD_ANSWER,
                "%s does not speak HTTP properly: %s".formatted(peer, failed.getMessage()),
                failed);
    }

    private static boolean isLost(Exception failed) {
        return failed instanceof NoHttpResponseException
                || failed instanceof ConnectionClosedException
                || failed instanceof SocketException
                || failed instanceof EOFException;
    }

    static String late(Request request, Stopwatch watch, Duration limit, Exception failed) {
        String what =
                watch.running() == Stopwatch.Phase.DNS
                        ? String.valueOf(failed.getMessage())
                        : watch.running().words() + " is missing";
        return "%s has not answered within %s s: %s"
                .formatted(
                        request.authority(),
                        String.format(Locale.ROOT, "%.1f", limit.toMillis() / 1000.0),
                        what);
    }

    private static TargetDownException down(Reason reason, String words, Exception failed) {
        return new TargetDownException(reason, words, failed);
    }
}
