package millwright.agent.probe.fetch;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.config.ConfigNode;
import millwright.config.Secret;

/**
 * Whom to ask, and how both prove who they are: what every target over HTTP has.
 *
 * @param headers sent with each request
 */
public record PeerConfig(URI url, List<Header> headers, Trust trust, AddressFamily family) {
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /** What a refused text reads as. */
    private static final String STAND_IN = "?";

    /** What follows from the request itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "accept-encoding");

    public PeerConfig {
        headers = List.copyOf(headers);
    }

    /**
     * @param example what the address looks like
     */
    public static PeerConfig read(ConfigNode target, String example) {
        URI url = url(target, example);
        List<Header> headers = new ArrayList<>(headers(target));
        Optional<Secret> token =
                target.secret("token").describedAs("sent as `Authorization: Bearer …`").optional();
        token.ifPresent(
                secret -> {
                    checkValue(target, "token", secret);
                    headers.add(Header.of("Authorization", "Bearer " + secret.reveal()));
                });
        return new PeerConfig(url, headers, trust(target), family(target));
    }

    private static URI url(ConfigNode target, String example) {
        URI url =
                target.uri("url")
                        .describedAs("`http` or `https`")
                        .required("its address, such as " + example);
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            target.refuse("url", "%s is neither http nor https.".formatted(scheme));
        }
        if (url.getUserInfo() != null) {
            target.refuse(
                    "url",
                    "holds credentials, which would stand in logs. Write a header with value_file"
                            + " instead.");
        }
        return url;
    }

    private static Trust trust(ConfigNode target) {
        Optional<Path> authorities =
                target.path("ca_file")
                        .describedAs(
                                "PEM file of the authorities that may vouch for it, instead of the"
                                        + " JDK's list")
                        .optional();
        if (authorities.isPresent() && !Files.isReadable(authorities.get())) {
            target.refuse(
                    "ca_file",
                    "%s cannot be read by user %s. Run: ls -l %s"
                            .formatted(
                                    authorities.get(),
                                    System.getProperty("user.name"),
                                    authorities.get()));
        }
        boolean verifies =
                target.flag("verify")
                        .describedAs(
                                "whether its certificate must be vouched for, in date and for its"
                                        + " name")
                        .orElse(true);
        return new Trust(authorities, verifies);
    }

    private static AddressFamily family(ConfigNode target) {
        String family =
                target.text("family")
                        .oneOf("any", "ipv4", "ipv6")
                        .describedAs("which of its addresses are tried")
                        .orElse("any");
        return AddressFamily.valueOf(family.toUpperCase(Locale.ROOT));
    }

    private static List<Header> headers(ConfigNode target) {
        return target.sections("headers", PeerConfig::header);
    }

    private static Header header(ConfigNode header) {
        String name =
                header.text("name")
                        .describedAs("of the header, sent with each request")
                        .required("the header's name, such as X-Api-Key");
        Secret value =
                header.secret("value").describedAs("of the header").required("the header's value");
        if (!HEADER_NAME.matcher(name).matches() && !name.equals(STAND_IN)) {
            header.refuse("name", "\"%s\" is no name of a header.".formatted(name));
        } else if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            header.refuse("name", "%s is set by the agent itself. Remove it.".formatted(name));
        }
        checkValue(header, "value", value);
        return new Header(name, value);
    }

    /** The value itself is never quoted. */
    private static void checkValue(ConfigNode node, String key, Secret value) {
        if (value.reveal().chars().anyMatch(c -> c < ' ' || c > '~')) {
            node.refuse(key, "holds a character that no header can hold.");
        }
    }

    /** Without the values of headers. */
    @Override
    public String toString() {
        return url.getHost();
    }
}
