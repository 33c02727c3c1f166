package io.qipan.dispatch.response.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class PlanRevisionProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final String MAKER = "li";

    /** Everything that can be asked of a revision. */
    enum Act {
        APPROVE_BY_ITS_MAKER(r -> r.approve(MAKER, NOW, 4)),
        APPROVE(r -> r.approve("zhao", NOW, 4)),
        APPROVE_BEHIND_A_NEWER_ONE(r -> r.approve("zhao", NOW, 6));

        private final Function<PlanRevision, Decision<PlanRevision>> on;

        Act(Function<PlanRevision, Decision<PlanRevision>> on) {
            this.on = on;
        }
    }

    private static PlanRevision drafted() {
        return new PlanRevision(5, NOW, MAKER, "before the ice breaks", Optional.empty(), List.of());
    }

    @Property
    void whatever_is_asked_it_is_in_force_once_and_by_a_second_person(@ForAll @Size(max = 10) List<Act> acts) {
        // Given
        PlanRevision revision = drafted();

        // When
        for (Act act : acts) {
            switch (act.on.apply(revision)) {
                case Granted<PlanRevision>(PlanRevision next) -> {
                    assertThat(revision.approval()).as("before " + act).isEmpty();
                    assertThat(act).isEqualTo(Act.APPROVE);
                    revision = next;
                }
                case Refused<PlanRevision>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.SECOND_PERSON_REQUIRED);
            }
        }

        // Then
        assertThat(revision.approval().map(PlanRevision.Approval::by)).isNotEqualTo(Optional.of(MAKER));
        assertThat(revision.approval().isPresent()).isEqualTo(acts.contains(Act.APPROVE));
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(drafted()),
                TransitionTable.acts(Act.values(), act -> act.on),
                revision -> revision.approval().isPresent() ? "approved" : "draft");

        // Then
        TransitionTable.assertPublished("plan-revision", rows);
    }
}
