package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.common.v1.Scope;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRuleTest {

    private static Caller caller(Role... roles) {
        return new Caller("zhao", Set.of(roles), Optional.empty(), Instant.MAX);
    }

    @Test
    void aRuleThatLeavesOutAgenciesAdmitsNobody() {
        // Given
        AccessRule rule = new AccessRule(Set.of(Role.values()), true, Scope.SCOPE_UNSPECIFIED, Scope.ALL_ROWS);

        // When
        Set<Role> admitting = rule.admitting(caller(Role.values()));

        // Then
        assertThat(admitting).isEmpty();
        assertThat(rule.anyone()).isFalse();
    }

    @Test
    void aRoleWhoseScopeHasNoRowsAdmitsNobody() {
        // Given
        AccessRule rule = new AccessRule(
                Set.of(Role.AGENCY, Role.UNIT, Role.DISPATCHER), false, Scope.NO_ROWS, Scope.SCOPE_UNSPECIFIED);

        // When
        Set<Role> admitting = rule.admitting(caller(Role.AGENCY, Role.UNIT));

        // Then
        assertThat(admitting).isEmpty();
        assertThat(rule.admitting(caller(Role.AGENCY, Role.DISPATCHER))).containsExactly(Role.DISPATCHER);
    }

    private static boolean held(AccessRule rule, Caller caller) {
        return rule.holdsToRows(caller, rule.admitting(caller));
    }

    @Test
    void whoHasAnotherRoleBesideIsNotHeldToRows() {
        // Given
        AccessRule rule = new AccessRule(
                Set.of(Role.AGENCY, Role.UNIT, Role.CALL_TAKER), false, Scope.SHARED_ROWS, Scope.OWN_ROWS);

        // When
        boolean held = held(rule, caller(Role.UNIT));

        // Then
        assertThat(held).isTrue();
        assertThat(held(rule, caller(Role.AGENCY))).isTrue();
        assertThat(held(rule, caller(Role.UNIT, Role.ENGINEER))).isTrue();
        assertThat(held(rule, caller(Role.UNIT, Role.CALL_TAKER))).isFalse();
        assertThat(held(rule, caller(Role.ENGINEER))).isFalse();
    }

    @Test
    void whoMayActForAnyUnitIsNotHeldToOneThoughOnlyUnitsAreLetIn() {
        // Given
        AccessRule rule = new AccessRule(Set.of(Role.UNIT, Role.AGENCY), false, Scope.OWN_ROWS, Scope.OWN_ROWS);

        // When
        boolean held = held(rule, caller(Role.UNIT, Role.DISPATCHER));

        // Then
        assertThat(held).isFalse();
    }

    @Test
    void anAgencyIsHeldToItsRowsWhateverOtherRoleItHasThatIsNotAskedFor() {
        // Given
        AccessRule rule = new AccessRule(Set.of(Role.UNIT, Role.AGENCY), false, Scope.OWN_ROWS, Scope.OWN_ROWS);

        // When
        boolean held = held(rule, caller(Role.AGENCY, Role.ECOLOGY_OFFICER));

        // Then
        assertThat(held).isTrue();
    }
}
