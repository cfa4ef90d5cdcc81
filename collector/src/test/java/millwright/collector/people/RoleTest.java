package millwright.collector.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
    @ParameterizedTest(name = "{0} §{3}: {1}, deputy {2}")
    @CsvSource({
        "APPROVE_P1_EMERGENCY, IT_DIRECTOR, OPERATIONS_MANAGER, 4.2",
        "APPROVE_P2_EMERGENCY, OPERATIONS_MANAGER, IT_DIRECTOR, 4.2",
        "APPROVE_STANDARD_CHANGES, OPERATIONS_MANAGER, , 6.2",
        "APPROVE_NORMAL_CHANGES, IT_DIRECTOR, , 6.2",
        "KEEP_CALENDAR, OPERATIONS_MANAGER, IT_DIRECTOR, F",
        "GRANT_EXEMPTIONS, IT_DIRECTOR, , 4.3",
        "AUTHORIZE_ROLLBACK, OPERATIONS_MANAGER, , 9.1",
        "INITIATE_ROLLBACK, ENGINEER, OPERATIONS_MANAGER, 9.1"
    })
    void theAuthoritiesAreThoseOfTheProcedure(
            Permission permission, Role authority, Role deputy, String section) {
        assertThat(permission.roles().get(0)).isEqualTo(authority);
        assertThat(permission.roles())
                .hasSize(deputy == null ? 1 : 2)
                .satisfies(roles -> assertThat(deputy == null || roles.contains(deputy)).isTrue());
    }

    @Test
    void anEngineerWorksOnTicketsButDoesNotLowerTheirPriority() {
        assertThat(Role.ENGINEER.permissions())
                .containsExactlyInAnyOrder(
                        Permission.READ,
                        Permission.WORK_ON_TICKETS,
                        Permission.COMPLETE_TASKS,
                        Permission.INITIATE_ROLLBACK);
        assertThat(Role.VIEWER.permissions()).containsExactly(Permission.READ);
    }

    @Test
    void anAdministratorDecidesNothingAboutTheSiteAndTheLocalOneEverything() {
        assertThat(Role.ADMINISTRATOR.permissions())
                .containsExactlyInAnyOrder(Permission.READ, Permission.ADMINISTER);
        assertThat(Permission.values())
                .allMatch(permission -> Person.LOCAL_ADMINISTRATOR.may(permission));
    }

    @Test
    void aRoleIsReadAsPeopleTypeIt() {
        assertThat(Role.parse("Operations-Manager")).contains(Role.OPERATIONS_MANAGER);
        assertThat(Role.parse("boss")).isEmpty();
        assertThat(Arrays.stream(Role.values()).map(Role::word).map(Role::parse))
                .allMatch(java.util.Optional::isPresent);
    }
}
