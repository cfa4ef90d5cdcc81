package millwright.collector.people;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.trust.AdminTokens;

/** People without a database, and a token of the local administrator. */
public final class MadeUpPeople {
    public static final String ADMINISTRATOR = "mwo_of-a-test";

    private MadeUpPeople() {}

    /** The local administrator alone. */
    public static People nobody() {
        return open(InstantSource.fixed(MadeUpFleet.NOW));
    }

    public static People open(InstantSource clock) {
        return open(new MemoryPeopleStore(), clock);
    }

    static People open(PeopleStore store, InstantSource clock) {
        return People.open(store, AdminTokens.of(ADMINISTRATOR), clock);
    }

    /** Adds somebody. @return their token */
    public static String add(People people, String name, Role... roles) {
        Person person = new Person(name, "The " + name, EnumSet.copyOf(List.of(roles)));
        return people.add(person, Optional.empty(), Person.LOCAL_ADMINISTRATOR).secret();
    }
}
