package io.qipan.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.ContingencyPlanContent;
import org.junit.jupiter.api.Test;

class EveningPlanTest {

    @Test
    void thePlanFitsNoRealFireEvenWhereItIsLeftInForce() {
        // When
        ContingencyPlanContent left = EveningPlan.content().build();

        // Then
        assertThat(left.getRetired()).isFalse();
        assertThat(left.getCondition().getZonesList()).containsExactly(EveningPlan.NOWHERE);
    }
}
