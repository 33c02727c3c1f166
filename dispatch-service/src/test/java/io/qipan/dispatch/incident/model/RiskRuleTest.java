package io.qipan.dispatch.incident.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RiskRuleTest {

    @ParameterizedTest
    @CsvSource({"P1, P1", "P2, P1 P2", "P3, P1 P2 P3", "P4, P1 P2 P3 P4"})
    void a_risk_is_what_is_at_least_as_urgent_as_the_setting(Priority from, String atRisk) {
        // Given
        RiskRule rule = new RiskRule(from);

        // When
        List<Priority> risks =
                Arrays.stream(Priority.values()).filter(rule::isAtRisk).toList();

        // Then
        assertThat(risks).extracting(Priority::name).containsExactly(atRisk.split(" "));
    }

    @ParameterizedTest
    @EnumSource
    void nothing_without_risk_takes_two_to_end(IncidentOutcome outcome) {
        // Given
        RiskRule rule = new RiskRule(Priority.P2);

        // When
        boolean two = rule.dismisses(Priority.P3, outcome, false);

        // Then
        assertThat(two).isFalse();
    }

    @Test
    void at_risk_only_what_says_that_nobody_was_needed_takes_two() {
        // Given
        RiskRule rule = new RiskRule(Priority.P2);

        // When
        List<IncidentOutcome> unattended = Arrays.stream(IncidentOutcome.values())
                .filter(outcome -> rule.dismisses(Priority.P2, outcome, false))
                .toList();

        // Then
        assertThat(unattended)
                .containsExactlyInAnyOrder(
                        IncidentOutcome.CALLED_OFF, IncidentOutcome.DUPLICATE, IncidentOutcome.NOTHING_FOUND);
        assertThat(rule.dismisses(Priority.P2, IncidentOutcome.NOTHING_FOUND, true))
                .isFalse();
        assertThat(rule.dismisses(Priority.P2, IncidentOutcome.CALLED_OFF, true))
                .isTrue();
    }
}
