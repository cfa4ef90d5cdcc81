package millwright.agent.deliver;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Why a collector gave no answer, as the rest of the sentence "The collector …". */
final class Unreached {
    private Unreached() {}

    static String words(IOException broken, Duration connectTimeout, Duration timeout) {
        if (broken instanceof SocketTimeoutException) {
            return String.valueOf(broken.getMessage()).startsWith("Connect")
                    ? "did not accept a connection within " + words(connectTimeout)
                    : late(timeout);
        }
        if (broken instanceof UnknownHostException) {
            return "has a name that cannot be resolved";
        }
        if (broken instanceof NoRouteToHostException) {
            return "cannot be reached from here (no route to it)";
        }
        if (broken instanceof ConnectException && isRefusal(broken)) {
            return "refuses connections";
        }
        if (broken instanceof SSLException) {
            return tlsWords(broken);
        }
        String message = broken.getMessage() == null ? "" : ": " + broken.getMessage();
        return "could not be reached (" + broken.getClass().getSimpleName() + message + ")";
    }

    static String late(Duration timeout) {
        return "did not answer within " + words(timeout);
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }

    private static boolean isRefusal(IOException broken) {
        return String.valueOf(broken.getMessage()).contains("refused");
    }

    private static String tlsWords(IOException broken) {
        String message = String.valueOf(broken.getMessage());
        if (message.contains("nrecognized SSL message")) {
            return "does not speak TLS; its address may begin with http:// rather than https://";
        }
        if (message.contains("PKIX path building failed")) {
            return "has a certificate that this agent's Java does not trust; put its authority into"
                    + " a trust store, and -Djavax.net.ssl.trustStore=FILE into"
                    + " MILLWRIGHT_JAVA_OPTS";
        }
        return "could not agree on TLS (" + message + ")";
    }
}
