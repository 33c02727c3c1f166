package io.qipan.ecology.clue;

import static io.qipan.ecology.clue.ClueScenario.tip;
import static io.qipan.ecology.clue.ClueScenario.triage;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.GetClueProgressResponse.Progress;
import io.qipan.proto.ecology.v1.ListLikelyDuplicatesRequest;
import io.qipan.proto.ecology.v1.PossibleDuplicate;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clues that tell of the same. */
class ClueMergeRpcIT extends ClueRpcScenario {
    @Test
    void suggestsWhatTellsOfTheSameAndMergesNothingByItself() {
        // Given
        Clue clue = told().getClue();
        Clue near = told().getClue();
        as("li", Role.CALL_TAKER)
                .submitClue(tip().setPoint(ClueScenario.at(39.75, 106.78)).build());
        as("li", Role.CALL_TAKER)
                .submitClue(tip().setOptionalActivity("sand_mining").build());
        as("li", Role.CALL_TAKER)
                .submitClue(tip().setOccurredAt(ClueScenario.timestamp("2026-11-10T01:30:00Z"))
                        .build());

        // When
        List<PossibleDuplicate> duplicates = officer()
                .listLikelyDuplicates(ListLikelyDuplicatesRequest.newBuilder()
                        .setName(clue.getName())
                        .build())
                .getDuplicatesList();

        // Then
        assertThat(duplicates).singleElement().satisfies(found -> {
            assertThat(found.getClue()).isEqualTo(near);
            assertThat(found.getDistanceM()).isZero();
            assertThat(found.getSameActivity()).isTrue();
        });
        assertThat(now(clue).getState()).isEqualTo(Clue.State.RECEIVED);
    }

    @Test
    void answersTheTipstersOfMergedCluesTogether() {
        // Given
        Clue first = told().getClue();
        SubmitClueResponse second = told();
        Clue merged = officer()
                .triageClue(
                        triage(second.getClue()).setMergeInto(first.getName()).build())
                .getClue();

        // When
        StatusRuntimeException alone = refused(() -> officer().answerClue(answering(merged)));

        // Then
        assertThat(reasonOf(alone)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        answer(notEnough(first));
        assertThat(check(second.getReceipt()).getProgress()).isEqualTo(Progress.DONE);
        assertThat(history(merged)).containsExactly("clue.received", "clue.merge_into", "clue.answered");
    }

    @Test
    void refusesToMergeInCirclesAndChains() {
        // Given
        Clue first = told().getClue();
        Clue second = officer()
                .triageClue(
                        triage(told().getClue()).setMergeInto(first.getName()).build())
                .getClue();
        Clue third = told().getClue();

        // When
        StatusRuntimeException circle = refused(() -> officer()
                .triageClue(triage(first).setMergeInto(second.getName()).build()));

        // Then
        assertThat(reasonOf(circle)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> officer()
                        .triageClue(triage(third).setMergeInto(second.getName()).build()))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> officer()
                        .triageClue(triage(first).setMergeInto(third.getName()).build()))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> officer()
                        .triageClue(triage(third)
                                .setMergeInto("clues/" + UUID.randomUUID())
                                .build()))))
                .isEqualTo(Reason.NOT_FOUND);
    }
}
