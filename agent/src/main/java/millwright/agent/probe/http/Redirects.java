package millwright.agent.probe.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.fetch.Answer;
import millwright.agent.probe.fetch.Exchange;
import millwright.agent.probe.fetch.Request;

/** Goes where an answer sends it, with care. */
final class Redirects {
    static final int MAX = 5;

    private static final List<Integer> STATUS = List.of(301, 302, 303, 307, 308);

    private Redirects() {}

    /** The first answer that is no redirect. */
    static Answer follow(Exchange exchange, Request first) throws InterruptedException {
        Request request = first;
        for (int followed = 0; followed <= MAX; followed++) {
            Answer answer = exchange.ask(request);
            Optional<Request> next = next(answer);
            if (next.isEmpty()) {
                return answer;
            }
            request = next.get();
        }
        throw bad("%s redirects more than %d times".formatted(first.place(), MAX));
    }

    static Optional<Request> next(Answer answer) {
        Optional<String> location = answer.header("Location");
        if (!STATUS.contains(answer.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        Request last = answer.request();
        boolean isGet =
                answer.status() == 303 || (answer.status() < 303 && last.method().equals("POST"));
        Request next =
                new Request(
                        resolve(last, location.get()),
                        isGet && !last.method().equals("HEAD") ? "GET" : last.method(),
                        last.headers(),
                        isGet ? "" : last.body(),
                        last.trust(),
                        last.family());
        if (last.isTls() && !next.isTls()) {
            throw bad("%s redirects from https to %s".formatted(last.place(), next.place()));
        }
        return Optional.of(next.isOfSameOrigin(last) ? next : anonymous(next));
    }

    private static URI resolve(Request last, String location) {
        try {
            URI next = last.uri().resolve(location.strip());
            if (next.getHost() != null
                    && next.getUserInfo() == null
                    && ("http".equalsIgnoreCase(next.getScheme())
                            || "https".equalsIgnoreCase(next.getScheme()))) {
                return next;
            }
        } catch (IllegalArgumentException garbage) {
            // refused below
        }
        throw bad("%s redirects to what is no web address".formatted(last.place()));
    }

    /** Credentials, and a body, are for the server that they were configured for. */
    private static Request anonymous(Request request) {
        return new Request(
                request.uri(),
                request.method(),
                request.headers().stream()
                        .filter(each -> each.name().equals("Accept-Encoding"))
                        .toList(),
                "",
                request.trust(),
                request.family());
    }

    private static TargetDownException bad(String words) {
        return new TargetDownException(TargetDownException.Reason.BAD_ANSWER, words);
    }
}
