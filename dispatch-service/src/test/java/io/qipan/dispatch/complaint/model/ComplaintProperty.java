package io.qipan.dispatch.complaint.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.complaint.model.ComplaintState.Answer;
import io.qipan.dispatch.complaint.model.ComplaintState.Answered;
import io.qipan.dispatch.complaint.model.ComplaintState.Closed;
import io.qipan.dispatch.complaint.model.ComplaintState.Finding;
import io.qipan.dispatch.complaint.model.ComplaintState.Received;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ComplaintProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final String OWNER = "wang";
    /** Of the incident, and of the one that it was merged into. */
    private static final Set<String> OWNERS = Set.of("desk", OWNER);

    private static final Answer ANSWER = new Answer(Finding.FOUNDED, "nobody went", NOW);

    /** Everything that can be asked of a complaint, by who owns the incident and by two others. */
    enum Act {
        EXAMINE_OWN(c -> c.examine(OWNER, OWNERS, LATER)),
        EXAMINE_LI(c -> c.examine("li", OWNERS, LATER)),
        EXAMINE_ZHAO(c -> c.examine("zhao", OWNERS, LATER)),
        ANSWER_OWN(c -> c.answer(OWNER, OWNERS, ANSWER, LATER)),
        ANSWER_LI(c -> c.answer("li", OWNERS, ANSWER, LATER)),
        ANSWER_ZHAO(c -> c.answer("zhao", OWNERS, ANSWER, LATER)),
        CLOSE(c -> c.close("told", NOW)),
        LOOK(c -> Decision.grant(c.overdue(LATER)));

        private final Function<Complaint, Decision<Complaint>> on;

        Act(Function<Complaint, Decision<Complaint>> on) {
            this.on = on;
        }
    }

    private static Complaint received() {
        UUID some = UUID.fromString("01939b4e-0000-7000-8000-000000000003");
        return new Complaint(
                new ComplaintId(some),
                1,
                new Received(LATER, false),
                new IncidentId(some),
                Optional.empty(),
                Category.INACTION,
                "nobody came",
                OWNER,
                OWNER,
                NOW,
                false);
    }

    @Property
    void whateverIsAskedItIsOpenWithADeadlineOrClosedWithAFindingOfSomebodyElse(
            @ForAll @Size(max = 12) List<Act> acts) {
        // Given
        Complaint complaint = received();

        // When
        for (Act act : acts) {
            switch (act.on.apply(complaint)) {
                case Granted<Complaint>(Complaint next) -> {
                    assertThat(complaint.state() instanceof Closed && !next.equals(complaint))
                            .as("a way back from closed by " + act)
                            .isFalse();
                    assertThat(next.version()).isBetween(complaint.version(), complaint.version() + 1);
                    complaint = next;
                }
                case Refused<Complaint>(var refusal) ->
                    assertThat(refusal.reason())
                            .isIn(Reason.ILLEGAL_TRANSITION, Reason.SECOND_PERSON_REQUIRED, Reason.ACCESS_DENIED);
            }
        }

        // Then
        assertThat(complaint.nextDeadlineAt().isEmpty()).isEqualTo(complaint.state() instanceof Closed);
        assertThat(complaint.answer().isPresent())
                .isEqualTo(complaint.state() instanceof Answered || complaint.state() instanceof Closed);
        assertThat(complaint.examiner()).as("never the owner of the incident").isNotEqualTo(OWNER);
        assertThat(complaint.examiner().isEmpty()).isEqualTo(complaint.state() instanceof Received);
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(received()), TransitionTable.acts(Act.values(), act -> act.on), ComplaintProperty::word);

        // Then
        TransitionTable.assertPublished("complaint", rows);
    }

    /** With who examines it, whom the rules ask for. */
    private static String word(Complaint complaint) {
        return complaint.state().word() + (complaint.examiner().isEmpty() ? "" : " by " + complaint.examiner());
    }
}
