package millwright.collector.people;

/**
 * Somebody who signed in to the console.
 *
 * @param person with the roles that they have now
 * @param formToken must come back with every form of theirs; secret
 */
public record Session(Person person, String formToken) {
    @Override
    public String toString() {
        return "Session[" + person.name() + "]";
    }
}
