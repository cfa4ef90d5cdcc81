package millwright.collector.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import millwright.rules.indicator.IndicatorKey;

/** Addresses of pages; whatever a name holds, it stays one segment or one value. */
final class Links {
    private Links() {}

    static String host(String name) {
        return "/hosts/" + encode(name);
    }

    static String indicator(IndicatorKey key) {
        return host(key.host()) + "#" + anchor(key);
    }

    static String ticket(String id) {
        return "/tickets/" + encode(id);
    }

    /** Of its section on the plan; its forms go there, too. */
    static String task(String id) {
        return "/plan/" + encode(id);
    }

    static String rfc(String id) {
        return "/rfcs/" + encode(id);
    }

    static String emergency(String id) {
        return "/emergency-windows/" + encode(id);
    }

    static String forecast(IndicatorKey key) {
        return with(
                "/forecasts/" + encode(key.host()) + "/" + encode(key.indicator()),
                Map.of("resource", key.resource()));
    }

    /** The id of an indicator's section on its host's page: letters, digits and {@code - _ . %}. */
    static String anchor(IndicatorKey key) {
        String resource = key.resource().isEmpty() ? "" : "-" + encode(key.resource());
        return (encode(key.indicator()) + resource).replace('%', '.');
    }

    /** A path with those parameters that have a value. */
    static String with(String path, Map<String, String> parameters) {
        StringBuilder address = new StringBuilder(path);
        parameters.forEach(
                (name, value) -> {
                    if (!value.isEmpty()) {
                        address.append(address.indexOf("?") < 0 ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(encode(value));
                    }
                });
        return address.toString();
    }

    /** The address if it is one that a page may link to (http or https), else nothing. */
    static String web(String address) {
        try {
            String scheme = new URI(address).getScheme();
            boolean web = scheme != null && scheme.toLowerCase(Locale.ROOT).matches("https?");
            return web ? address : "";
        } catch (URISyntaxException e) {
            return "";
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
