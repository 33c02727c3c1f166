package io.qipan.dispatch.afteraction.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.afteraction.model.RecordedStep.Fault;
import io.qipan.dispatch.afteraction.model.RecordedStep.Finding;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedStepTest {

    private static RecordedStep step(String kind, long version, String state) {
        return new RecordedStep(kind, Optional.of(version), state);
    }

    private static Optional<Fault> fault(RecordedStep before, RecordedStep after) {
        return before.wrongWith(after, "something.happened").map(Finding::fault);
    }

    @Test
    void aVersionStaysOrGrowsByOne() {
        // Given
        RecordedStep second = step("transfers", 2, "OFFERED");

        // When
        Optional<Finding> gap = second.wrongWith(step("transfers", 4, "ACCEPTED"), "transfer.accepted");

        // Then
        assertThat(gap).contains(new Finding(Fault.VERSION_GAP, "version 4 follows version 2"));
        assertThat(fault(second, second)).isEmpty();
        assertThat(fault(second, step("transfers", 3, "ACCEPTED"))).isEmpty();
        assertThat(fault(second, step("transfers", 1, "OFFERED"))).contains(Fault.VERSION_GAP);
        assertThat(second.asFirst()).isPresent();
        assertThat(step("calls", 1, "OPEN").asFirst()).isEmpty();
    }

    @Test
    void statesFollowTheStepsOfTheirResource() {
        // Given
        RecordedStep ended = step("incidents", 3, "ENDED");

        // When
        Optional<Fault> fault = fault(ended, step("incidents", 4, "ACTIVE"));

        // Then
        assertThat(fault).contains(Fault.ILLEGAL_STEP);
        assertThat(fault(step("incidents", 1, "NEW"), step("incidents", 2, "ACTIVE")))
                .isEmpty();
        assertThat(fault(step("incidents", 1, "ACTIVE"), step("incidents", 2, "NEW")))
                .contains(Fault.ILLEGAL_STEP);
        assertThat(step("incidents", 1, "MERGED").wrongWith(step("incidents", 2, "NEW"), "incident.unmerged"))
                .isEmpty();
        assertThat(fault(step("calls", 1, "ENDED"), step("calls", 2, "OPEN"))).contains(Fault.ILLEGAL_STEP);
        assertThat(step("calls", 1, "ENDED").wrongWith(step("calls", 2, "OPEN"), "call.detached"))
                .isEmpty();
        assertThat(step("calls", 1, "ENDED").wrongWith(step("calls", 2, "OPEN"), "call.taken_back"))
                .isEmpty();
        assertThat(fault(step("orders", 1, "SENT"), step("orders", 2, "ON_SCENE")))
                .isEmpty();
        assertThat(fault(step("orders", 1, "REQUESTED"), step("orders", 2, "ACCEPTED")))
                .contains(Fault.ILLEGAL_STEP);
        assertThat(fault(step("orders", 1, "ON_SCENE"), step("orders", 2, "REFUSED")))
                .contains(Fault.ILLEGAL_STEP);
        assertThat(fault(step("orders", 1, "CLEARED"), step("orders", 2, "SENT")))
                .contains(Fault.ILLEGAL_STEP);
    }
}
