package millwright.collector.trust;

/** Administrators' tokens without a data folder. */
public final class AdminTokens {
    private AdminTokens() {}

    public static AdminToken of(String token) {
        return new AdminToken(token);
    }
}
