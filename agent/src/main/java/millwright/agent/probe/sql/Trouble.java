package millwright.agent.probe.sql;

import static millwright.agent.probe.TargetDownException.Reason.AUTHENTICATION;
import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;
import static millwright.agent.probe.TargetDownException.Reason.CONNECTION_LOST;
import static millwright.agent.probe.TargetDownException.Reason.PERMISSION;
import static millwright.agent.probe.TargetDownException.Reason.REFUSED;
import static millwright.agent.probe.TargetDownException.Reason.TIMED_OUT;
import static millwright.agent.probe.TargetDownException.Reason.TLS;
import static millwright.agent.probe.TargetDownException.Reason.TOO_LARGE;
import static millwright.agent.probe.TargetDownException.Reason.UNKNOWN_HOST;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.TargetDownException.Reason;

/**
 * What a driver's exception means: by what caused it, by its code, by its SQLState, in this order.
 */
final class Trouble {
    /** What goes on before a connection is there. */
    static final String CONNECTING = "connecting";

    private static final int CAUSES_MAX = 20;

    /** 1045, 1698: MariaDB, MySQL; 18452, 18456, 18470, 18486 to 18488: SQL Server. */
    private static final Set<Integer> WRONG_LOGIN =
            Set.of(1045, 1698, 18452, 18456, 18470, 18486, 18487, 18488);

    /** 1044, 1049: MariaDB, MySQL; 4060, 916: SQL Server. */
    private static final Set<Integer> NO_SUCH_DATABASE = Set.of(1044, 1049, 4060, 916);

    /** 1040: MariaDB, MySQL; 17809, 10928: SQL Server. */
    private static final Set<Integer> SERVER_FULL = Set.of(1040, 17809, 10928);

    /** 1142, 1143, 1227, 1370: MariaDB, MySQL; the others SQL Server's. */
    private static final Set<Integer> NOT_PERMITTED =
            Set.of(1044, 1142, 1143, 1227, 1370, 229, 230, 297, 300, 371, 916, 15562);

    /** 1969: MariaDB; 3024: MySQL; 1222: SQL Server's lock timeout. */
    private static final Set<Integer> TOO_SLOW = Set.of(1969, 3024, 1222);

    private Trouble() {}

    /**
     * The target gives no answer at all.
     *
     * @param doing what was going on, such as {@code connecting}
     */
    static TargetDownException down(SQLException broken, Wire wire, String doing, long millis) {
        return switch (wire.cut()) {
            case EXPIRED ->
                    new TargetDownException(
                            TIMED_OUT,
                            "no answer within %d ms, %s".formatted(millis, doing),
                            broken);
            case TOO_LARGE ->
                    new TargetDownException(
                            TOO_LARGE,
                            "more than %d MiB in one reading, %s"
                                    .formatted(Wire.BYTES_MAX >> 20, doing),
                            broken);
            case CLOSED, NONE ->
                    new TargetDownException(
                            reason(broken, wire, doing),
                            "%s: %s".formatted(doing, words(broken)),
                            broken);
        };
    }

    private static Reason reason(SQLException broken, Wire wire, String doing) {
        Optional<Reason> known = wire.refusal().flatMap(Trouble::ofCause);
        if (known.isPresent()) {
            return known.get();
        }
        Reason said = reason(broken);
        // SQL Server's driver looks the name up itself, and tells of it in words alone
        boolean isNameless = doing.equals(CONNECTING) && !wire.isTried() && isLost(broken);
        return isNameless && said == CONNECTION_LOST ? UNKNOWN_HOST : said;
    }

    private static Reason reason(SQLException broken) {
        int depth = 0;
        for (Throwable t = broken; t != null && depth < CAUSES_MAX; t = t.getCause(), depth++) {
            Optional<Reason> known = ofCause(t);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return ofCode(broken);
    }

    private static Optional<Reason> ofCause(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Optional.of(UNKNOWN_HOST);
        }
        if (cause instanceof SSLException || cause instanceof CertificateException) {
            return Optional.of(TLS);
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of(TIMED_OUT);
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return Optional.of(
                    String.valueOf(cause.getMessage()).contains("timed out") ? TIMED_OUT : REFUSED);
        }
        if (cause instanceof EOFException || cause instanceof SocketException) {
            return Optional.of(CONNECTION_LOST);
        }
        return Optional.empty();
    }

    private static Reason ofCode(SQLException broken) {
        String state = state(broken);
        int code = broken.getErrorCode();
        if (state.startsWith("28") || WRONG_LOGIN.contains(code)) {
            return AUTHENTICATION;
        }
        if (state.equals("3D000") || NO_SUCH_DATABASE.contains(code)) {
            return PERMISSION;
        }
        if (state.equals("57P03") || state.startsWith("53") || SERVER_FULL.contains(code)) {
            return REFUSED;
        }
        if (state.equals("08001") || state.equals("08004")) {
            return REFUSED;
        }
        return isLost(broken) ? CONNECTION_LOST : BAD_ANSWER;
    }

    /** Nothing more can be asked on this connection. */
    static boolean isLost(SQLException broken) {
        String state = state(broken);
        return state.startsWith("08") || state.startsWith("57P0");
    }

    static boolean isNotPermitted(SQLException broken) {
        return state(broken).equals("42501") || NOT_PERMITTED.contains(broken.getErrorCode());
    }

    static boolean isTooSlow(SQLException broken) {
        return state(broken).equals("57014")
                || state(broken).equals("55P03")
                || broken instanceof java.sql.SQLTimeoutException
                || TOO_SLOW.contains(broken.getErrorCode());
    }

    /** The server takes no more connections, from nobody: the pool of them is used up. */
    static boolean isFull(DatabaseKind kind, SQLException broken) {
        return kind == DatabaseKind.POSTGRESQL
                ? PostgresRefusal.isServerFull(broken)
                : SERVER_FULL.contains(broken.getErrorCode());
    }

    private static String state(SQLException broken) {
        return broken.getSQLState() == null ? "" : broken.getSQLState();
    }

    /** The first line: drivers append stacks and whole statements. */
    static String words(SQLException broken) {
        String first = String.valueOf(broken.getMessage()).lines().findFirst().orElse("no message");
        Throwable cause = broken.getCause();
        boolean saysLittle =
                cause != null && cause.getMessage() != null && !first.contains(cause.getMessage());
        return saysLittle && !(cause instanceof SQLException)
                ? "%s (%s)".formatted(first, cause.getMessage().lines().findFirst().orElse(""))
                : first;
    }
}
