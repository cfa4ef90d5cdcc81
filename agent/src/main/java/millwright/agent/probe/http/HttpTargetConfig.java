package millwright.agent.probe.http;

import static java.time.Duration.ofSeconds;
import static millwright.config.ByteSize.kibibytes;
import static millwright.config.ByteSize.mebibytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import millwright.agent.probe.TargetSchedule;
import millwright.agent.probe.fetch.Header;
import millwright.agent.probe.fetch.PeerConfig;
import millwright.agent.probe.fetch.Request;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;

/**
 * An address to be asked.
 *
 * @param body of the request; empty for none
 * @param expectBody to be found in the first {@code bodyMax} of the answer
 * @param bodyMax how much of the answer is read; the rest is not waited for
 */
record HttpTargetConfig(
        TargetSchedule schedule,
        PeerConfig peer,
        String method,
        String body,
        ExpectedStatus expectStatus,
        Optional<Pattern> expectBody,
        ByteSize bodyMax,
        boolean followsRedirects) {
    private static final List<String> STATUS = List.of("200-299");
    private static final int BODY_CHARS_MAX = 65_536;
    private static final int PATTERN_CHARS_MAX = 1_000;

    /**
     * @param names those of the targets before this one, which it must not repeat
     */
    static HttpTargetConfig read(ConfigNode target, Set<String> names) {
        TargetSchedule schedule = TargetSchedule.read(target, ofSeconds(30));
        if (!names.add(schedule.name())) {
            target.refuse("name", "%s is the name of another one.".formatted(schedule.name()));
        }
        return new HttpTargetConfig(
                schedule,
                PeerConfig.read(target, "https://portal.example.com/health"),
                method(target),
                body(target),
                expectStatus(target),
                expectBody(target),
                target.size("body_max")
                        .between(kibibytes(1), mebibytes(1))
                        .describedAs(
                                "how much of the answer is read; of a longer one the rest is not"
                                        + " waited for")
                        .orElse(kibibytes(64)),
                target.flag("follow_redirects")
                        .describedAs(
                                "whether a redirect is followed, %d at most and never from https to"
                                                .formatted(Redirects.MAX)
                                        + " http; the headers go to the first server only")
                        .orElse(false));
    }

    private static String method(ConfigNode target) {
        return target.text("method")
                .oneOf("GET", "HEAD", "POST", "PUT", "OPTIONS")
                .describedAs("of the request")
                .orElse("GET");
    }

    private static String body(ConfigNode target) {
        String body = target.text("body").describedAs("of the request").optional().orElse("");
        if (body.length() > BODY_CHARS_MAX) {
            target.refuse("body", "is longer than %d characters.".formatted(BODY_CHARS_MAX));
        }
        return body;
    }

    private static ExpectedStatus expectStatus(ConfigNode target) {
        List<String> texts =
                target.list("expect_status")
                        .describedAs("the good answers: status codes and ranges")
                        .orElse(STATUS);
        try {
            return ExpectedStatus.parse(texts);
        } catch (IllegalArgumentException unusable) {
            target.refuse(
                    "expect_status",
                    unusable.getMessage() + ". Write codes and ranges, such as [200-299, 401].");
            return ExpectedStatus.parse(STATUS);
        }
    }

    private static Optional<Pattern> expectBody(ConfigNode target) {
        Optional<String> expression =
                target.text("expect_body")
                        .describedAs("a regular expression that the answer's body must hold")
                        .optional();
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        if (expression.get().length() > PATTERN_CHARS_MAX) {
            target.refuse(
                    "expect_body", "is longer than %d characters.".formatted(PATTERN_CHARS_MAX));
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(expression.get()));
        } catch (PatternSyntaxException broken) {
            target.refuse(
                    "expect_body",
                    "is no regular expression: %s at character %d."
                            .formatted(broken.getDescription(), broken.getIndex() + 1));
            return Optional.empty();
        }
    }

    Request request() {
        List<Header> headers = new ArrayList<>(peer.headers());
        headers.add(Header.of("Accept-Encoding", "identity"));
        return new Request(peer.url(), method, headers, body, peer.trust(), peer.family());
    }
}
