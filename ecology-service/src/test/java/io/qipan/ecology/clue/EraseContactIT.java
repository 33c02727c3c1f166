package io.qipan.ecology.clue;

import static io.qipan.ecology.clue.ClueScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.ecology.v1.AnswerClueRequest;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.ClueServiceGrpc.ClueServiceBlockingStub;
import io.qipan.proto.ecology.v1.ShowTipsterRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EraseContactIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final ClueScenario scenario = new ClueScenario(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(scenario.rpc())).withClock(clock);

    private ClueServiceBlockingStub commander() {
        return ClueServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    private Clue told() {
        return ClueServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.CALL_TAKER))
                .submitClue(ClueScenario.tip().build())
                .getClue();
    }

    private Clue answered(Clue clue) {
        Clue triaged = commander()
                .triageClue(ClueScenario.triage(clue).setNotEnough(true).build())
                .getClue();
        return commander()
                .answerClue(AnswerClueRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(triaged.getName())
                        .setEtag(triaged.getEtag())
                        .setAnswer("Nothing was found.")
                        .build())
                .getClue();
    }

    private void pass(Duration time) {
        clock.advance(time);
        DATABASE.execute("delete from deadline where kind = 'clue.look'");
        DeadlineWorker worker = new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(scenario.eraseContact()));
        while (worker.handleNext()) {
            Thread.onSpinWait();
        }
    }

    private ShowTipsterRequest show(Clue clue) {
        return ShowTipsterRequest.newBuilder()
                .setRequestId(newId())
                .setName(clue.getName())
                .setReason("to ask back")
                .build();
    }

    private List<String> contacts() {
        return scenario.strings("select id::text from tipster where locked is not null");
    }

    @Test
    void isForgottenSomeTimeAfterTheAnswerAndItsPseudonymStays() {
        // Given
        Clue answered = answered(told());
        pass(ClueScenario.CONTACT_KEPT_FOR.minusSeconds(1));
        assertThat(contacts()).hasSize(1);

        // When
        pass(Duration.ofSeconds(1));

        // Then
        assertThat(contacts()).isEmpty();
        assertThat(reasonOf(refused(() -> commander().showTipster(show(answered)))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(scenario.strings("select tipster::text from clue"))
                .singleElement()
                .isNotNull();
        assertThat(scenario.meters.counter("qipan.clue.contacts.erased").count())
                .isEqualTo(1);
    }

    @Test
    void isKeptWhileAnythingToldWithItIsOpen() {
        // Given
        Clue answered = answered(told());
        Clue open = told();

        // When
        pass(ClueScenario.CONTACT_KEPT_FOR.multipliedBy(2));

        // Then
        assertThat(commander().showTipster(show(answered)).getContact()).isEqualTo("138-0000-0000");
        Clue last = answered(open);
        pass(ClueScenario.CONTACT_KEPT_FOR.minusDays(1));
        assertThat(commander().showTipster(show(last)).getContact()).isEqualTo("138-0000-0000");
        pass(Duration.ofDays(1));
        assertThat(contacts()).isEmpty();
    }

    @Test
    void countsFromTheLastAnswer() {
        // Given
        Clue first = answered(told());
        pass(Duration.ofDays(100));
        Clue second = answered(told());

        // When
        pass(Duration.ofDays(80));

        // Then
        assertThat(second.getName()).isNotEqualTo(first.getName());
        assertThat(scenario.strings("select distinct tipster::text from clue")).hasSize(1);
        assertThat(contacts()).hasSize(1);
        pass(Duration.ofDays(100));
        assertThat(contacts()).isEmpty();
    }

    @Test
    void whoTellsAgainAfterThatHasANewPseudonym() {
        // Given
        Clue first = answered(told());
        pass(ClueScenario.CONTACT_KEPT_FOR);

        // When
        Clue again = told();

        // Then
        assertThat(scenario.strings("select distinct tipster::text from clue")).hasSize(2);
        assertThat(commander().showTipster(show(again)).getContact()).isEqualTo("138-0000-0000");
        assertThat(reasonOf(refused(() -> commander().showTipster(show(first)))))
                .isEqualTo(Reason.NOT_FOUND);
    }
}
