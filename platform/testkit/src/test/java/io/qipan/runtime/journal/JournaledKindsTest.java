package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.HazardServiceGrpc;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JournaledKindsTest {
    private final JournaledKinds kinds = JournaledKinds.readBy(
            Map.of("calls", CallServiceGrpc.getGetCallMethod(), "cases", CaseServiceGrpc.getGetCaseMethod()));

    private static Caller caller(Role... roles) {
        return new Caller("wang", Set.of(roles), Optional.empty(), Instant.MAX);
    }

    @Test
    void selectsWhatOneOfTheCallersRolesMayRead() {
        // When
        Collection<String> selected = kinds.select(caller(Role.CALL_TAKER, Role.ECOLOGY_OFFICER), List.of());

        // Then
        assertThat(selected).containsExactly("calls", "cases");
        assertThat(kinds.select(caller(Role.CALL_TAKER), List.of())).containsExactly("calls");
    }

    @Test
    void refusesACallerThatMayReadNothing() {
        // When
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> kinds.select(caller(Role.AGENCY), List.of()));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(refused.refusal().metadata()).containsEntry("kind", "calls, cases");
    }

    @Test
    void letsAUnitWatchNothingThatIsNotDeclaredForUnits() {
        // Given
        JournaledKinds orders = JournaledKinds.readBy(Map.of("orders", OrderServiceGrpc.getGetOrderMethod()));
        Caller unit = new Caller("crew", Set.of(Role.UNIT), Optional.of("units/1"), Instant.MAX);

        // When
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> orders.select(unit, List.of()));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void letsAnAgencyReadAllOfNoKindAndWatchOnlyWhatIsDeclaredForAgencies() {
        // Given
        JournaledKinds undeclared = JournaledKinds.readBy(
                Map.of("hazards", HazardServiceGrpc.getGetHazardMethod(), "calls", CallServiceGrpc.getGetCallMethod()));
        Caller hotline =
                new Caller("zhao", Set.of(Role.AGENCY), Optional.empty(), Optional.of("agencies/12345"), Instant.MAX);

        // When
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> undeclared.select(hotline, List.of()));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(undeclared.mayRead(hotline, "hazards")).isFalse();
        assertThat(LiveFeed.KINDS.select(hotline, List.of())).containsExactly("referrals");
        assertThat(LiveFeed.KINDS.mayRead(hotline, "referrals")).isFalse();
        assertThat(LiveFeed.KINDS.ownRows(caller(Role.DISPATCHER), "referrals")).isEmpty();
    }

    @Test
    void letsAUnitWithoutANameWatchNothing() {
        // When
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> LiveFeed.KINDS.select(caller(Role.UNIT), List.of()));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.ACCESS_DENIED);
    }
}
