package millwright.collector.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import millwright.collector.api.Acting;
import millwright.collector.http.Exchange;
import millwright.collector.http.SameOrigin;
import millwright.collector.people.People;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Session;

/**
 * Who sends a form, and whether it is really theirs. A form counts only if the browser says that it
 * came from a page of ours, and if it carries its session's own token in the hidden field {@value
 * #TOKEN}, which a page has as {@code visitor.formToken}.
 */
final class Forms {
    static final String TOKEN = "form-token";

    private final People people;

    Forms(People people) {
        this.people = people;
    }

    Visitor visitor(Exchange exchange) {
        return people.sessions().of(exchange).map(Visitor::of).orElse(Visitor.STRANGER);
    }

    /** Who looks, for what a page offers them; empty for somebody who has not signed in. */
    Optional<Person> person(Exchange exchange) {
        return people.sessions().of(exchange).map(Session::person);
    }

    /**
     * @throws NoSuchPage with 401 for somebody who has not, leading to where they can
     */
    Person signedIn(Exchange exchange) {
        return session(exchange).person();
    }

    /**
     * @throws NoSuchPage as {@link #signedIn}, and with 403 for somebody who may not
     */
    Person may(Exchange exchange, Permission permission) {
        Person person = signedIn(exchange);
        if (!person.may(permission)) {
            throw NoSuchPage.notAllowed(Acting.refusal(person, permission), backTo(exchange));
        }
        return person;
    }

    /**
     * The fields of a form that somebody signed in has sent; call it before anything changes.
     *
     * @throws NoSuchPage as {@link #signedIn}; with 403 if it is another's form, and with 400, 413
     *     or 415 if it is none
     */
    FormFields checkPost(Exchange exchange) throws IOException {
        return check(exchange, FormFields::of);
    }

    /** The same of a form with a file in it. */
    FormFields checkUpload(Exchange exchange) throws IOException {
        return check(exchange, FormFields::withFile);
    }

    @FunctionalInterface
    private interface Reader {
        FormFields read(Exchange exchange) throws IOException;
    }

    private FormFields check(Exchange exchange, Reader reader) throws IOException {
        checkOrigin(exchange);
        Session session = session(exchange);
        FormFields fields = reader.read(exchange);
        if (!isSame(session.formToken(), fields.text(TOKEN))) {
            throw NoSuchPage.foreignForm();
        }
        return fields;
    }

    /** For the one form that belongs to no session yet. */
    FormFields checkFirstPost(Exchange exchange) throws IOException {
        checkOrigin(exchange);
        return FormFields.of(exchange);
    }

    private static void checkOrigin(Exchange exchange) {
        if (!SameOrigin.is(exchange)) {
            throw NoSuchPage.foreignForm();
        }
    }

    private Session session(Exchange exchange) {
        return people.sessions()
                .of(exchange)
                .orElseThrow(() -> NoSuchPage.notSignedIn(backTo(exchange)));
    }

    /** After signing in, a page is shown again; a form is not sent again. */
    private static String backTo(Exchange exchange) {
        return exchange.method().equals("GET") ? exchange.path() : "/";
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
