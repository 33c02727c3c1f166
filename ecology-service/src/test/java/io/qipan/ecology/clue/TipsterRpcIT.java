package io.qipan.ecology.clue;

import static io.qipan.ecology.clue.ClueScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ShowTipsterRequest;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import io.qipan.proto.ecology.v1.TakeOverClueRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class TipsterRpcIT extends ClueRpcScenario {
    @Test
    void keepsTheContactApartAndRecordsEachShowing() {
        // Given
        SubmitClueResponse told = told();
        ShowTipsterRequest request = ShowTipsterRequest.newBuilder()
                .setRequestId(newId())
                .setName(told.getClue().getName())
                .setReason("to ask which bank of the river")
                .build();

        // When
        String contact = as("chen", Role.COMMANDER).showTipster(request).getContact();

        // Then
        assertThat(contact).isEqualTo("138-0000-0000");
        assertThat(told.getClue().getHasContact()).isTrue();
        String pseudonym = scenario.strings("select id::text from tipster").getFirst();
        assertThat(told.toString()).doesNotContain(pseudonym);
        assertThat(scenario.strings("select encode(state, 'escape') from journal"))
                .noneMatch(state -> state.contains(pseudonym));
        assertThat(history(told.getClue())).containsExactly("clue.received", "clue.tipster_shown");
        assertThat(scenario.strings("select encode(state, 'escape') from journal"))
                .noneMatch(s -> s.contains("138"));
        assertThat(scenario.strings("select encode(reply, 'escape') from request"))
                .noneMatch(s -> s.contains("138"));
    }

    @Test
    void showsTheTipsterToTheOwnerAndNoOtherOfficer() {
        // Given
        Clue clue = told().getClue();
        ShowTipsterRequest.Builder request = ShowTipsterRequest.newBuilder()
                .setRequestId(newId())
                .setName(clue.getName())
                .setReason("to ask back");

        // When
        StatusRuntimeException refused = refused(() -> officer().showTipster(request.build()));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(history(clue)).containsExactly("clue.received");
        var ignored = officer()
                .takeOverClue(TakeOverClueRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(clue.getName())
                        .setEtag(clue.getEtag())
                        .build());
        assertThat(officer().showTipster(request.setRequestId(newId()).build()).getContact())
                .isEqualTo("138-0000-0000");
    }

    @Test
    void showsNothingAgainToAnOwnerWhoIsNoneAnyMoreAndRecordsARepeat() {
        // Given
        Clue own = notEnough(told().getClue());
        ShowTipsterRequest request = ShowTipsterRequest.newBuilder()
                .setRequestId(newId())
                .setName(own.getName())
                .setReason("to ask back")
                .build();
        List<String> shown = List.of(
                officer().showTipster(request).getContact(),
                officer().showTipster(request).getContact());
        var ignored = as("zhao", Role.ECOLOGY_OFFICER)
                .takeOverClue(TakeOverClueRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(own.getName())
                        .setEtag(own.getEtag())
                        .build());

        // When
        StatusRuntimeException refused = refused(() -> officer().showTipster(request));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(shown).containsOnly("138-0000-0000");
        assertThat(history(own)).filteredOn("clue.tipster_shown"::equals).hasSize(2);
    }
}
