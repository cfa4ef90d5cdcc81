package millwright.collector.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Serves files of one class path folder, each read once and kept. */
final class Assets implements Handler {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2",
                    "json", "application/json",
                    "yaml", "application/yaml",
                    "html", "text/html; charset=utf-8",
                    "txt", "text/plain; charset=utf-8");

    private final Class<?> anchor;
    private final String folder;
    private final Map<String, Asset> kept = new ConcurrentHashMap<>();

    private static final class Asset {
        private final String type;
        private final String tag;
        private final byte[] content;

        Asset(String type, byte[] content) {
            this.type = type;
            this.tag = '"' + digest(content) + '"';
            this.content = content;
        }
    }

    Assets(Class<?> anchor, String folder) {
        this.anchor = anchor;
        this.folder = folder;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        Optional<Asset> found = find(exchange.path("file"));
        if (found.isEmpty()) {
            exchange.problem(404, "Not found", "There is no file " + exchange.path() + ".");
            return;
        }
        Asset asset = found.get();
        exchange.with("ETag", asset.tag)
                .with(
                        "Cache-Control",
                        exchange.hasQuery() ? "public, max-age=31536000, immutable" : "no-cache");
        if (exchange.header("If-None-Match").map(asset.tag::equals).orElse(false)) {
            exchange.empty(304);
        } else {
            exchange.bytes(200, asset.type, asset.content);
        }
    }

    private Optional<Asset> find(String name) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Asset known = kept.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream in = anchor.getResourceAsStream(folder + "/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = in.readAllBytes();
            Asset asset = new Asset(type, content);
            kept.put(name, asset);
            return Optional.of(asset);
        }
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
