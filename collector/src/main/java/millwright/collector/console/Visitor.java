package millwright.collector.console;

import millwright.collector.people.Session;

/**
 * Who looks at a page, for its head and its forms.
 *
 * @param account the name that the audit has; empty for somebody who has not signed in
 * @param name as people know it; empty for somebody who has not signed in
 * @param formToken for the hidden field {@code form-token} of every form that changes something
 */
record Visitor(String account, String name, String formToken) {
    static final Visitor STRANGER = new Visitor("", "", "");

    static Visitor of(Session session) {
        return new Visitor(
                session.person().name(), session.person().displayName(), session.formToken());
    }

    /** Whether the collector knows who it is. */
    public boolean known() {
        return !name.isEmpty();
    }
}
