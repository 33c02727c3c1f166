package io.qipan.ecology.oversight.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.oversight.model.TargetedCase.State;
import io.qipan.ecology.oversight.model.TargetedCase.TaskForce;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A task force is revised until it is disbanded. */
class TargetedCaseProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private static TargetedCase formed() {
        return TargetedCase.formed(
                new UUID(1, 1), "cases/1", new TaskForce("chen", List.of("li"), "watch the ford"), NOW);
    }

    private static Decision<TargetedCase> revised(TargetedCase targeted) {
        return targeted.revised(new TaskForce("zhao", List.of("wang"), "watch the market"));
    }

    private static Decision<TargetedCase> disbanded(TargetedCase targeted) {
        return targeted.disbanded(NOW, "found");
    }

    @Property
    void whatIsDisbandedStaysSoAndItsCaseNeverChanges(@ForAll @Size(max = 10) List<Boolean> disbanding) {
        // Given
        TargetedCase targeted = formed();

        // When
        for (boolean disband : disbanding) {
            boolean active = targeted.state() instanceof State.Active;
            Decision<TargetedCase> decision = disband ? disbanded(targeted) : revised(targeted);

            // Then
            assertThat(decision instanceof Granted<TargetedCase>).isEqualTo(active);
            if (decision instanceof Granted<TargetedCase>(TargetedCase next)) {
                assertThat(next.version()).isEqualTo(targeted.version() + 1);
                assertThat(next.caseName()).isEqualTo("cases/1");
                assertThat(next.force().lead()).isNotEmpty();
                targeted = next;
            }
        }
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        TransitionTable.check(
                "targeted-case",
                formed(),
                Map.of("revise", TargetedCaseProperty::revised, "disband", TargetedCaseProperty::disbanded),
                targeted -> targeted.stateCode().toLowerCase(Locale.ROOT));
    }
}
