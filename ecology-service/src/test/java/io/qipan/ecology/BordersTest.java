package io.qipan.ecology;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.caller.Role;
import io.qipan.testkit.ServiceContracts;
import io.qipan.testkit.Strangers;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each service by which agencies, or units, reach rows of their own has a test in which strangers try all its RPCs. Who adds a
 * service adds it here and has {@link Strangers} try it.
 */
class BordersTest {
    /** By {@code ClueRpcIT}, {@code InspectionBordersIT}, {@code ScopeRpcIT}, {@code SharedPagesIT}, {@code JointOperationRpcIT}. */
    private static final List<String> TRIED_AS_AGENCIES = List.of(
            "qipan.ecology.v1.ClueService",
            "qipan.ecology.v1.HazardService",
            "qipan.ecology.v1.InspectionService",
            "qipan.ecology.v1.JurisdictionService",
            "qipan.ecology.v1.SharedCaseService",
            "qipan.ecology.v1.SharedOperationService",
            "qipan.ecology.v1.SubjectService");

    /** By {@code ClueRpcIT}. */
    private static final List<String> TRIED_AS_UNITS = List.of("qipan.ecology.v1.ClueService");

    @Test
    void everyServiceWithRowsOfAgenciesIsTriedByAStranger() {
        // When
        List<String> toTry = Strangers.toTry(Role.AGENCY, ServiceContracts.of("ecology"));

        // Then
        assertThat(toTry).isEqualTo(TRIED_AS_AGENCIES);
    }

    @Test
    void everyServiceWithRowsOfUnitsIsTriedByAStranger() {
        // When
        List<String> toTry = Strangers.toTry(Role.UNIT, ServiceContracts.of("ecology"));

        // Then
        assertThat(toTry).isEqualTo(TRIED_AS_UNITS);
    }
}
