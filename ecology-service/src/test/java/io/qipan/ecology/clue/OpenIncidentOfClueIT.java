package io.qipan.ecology.clue;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Status;
import io.qipan.ecology.clue.DispatchIncidents.Answer;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.LinkedIncident.Opened;
import io.qipan.ecology.clue.model.LinkedIncident.Result;
import io.qipan.proto.ecology.v1.AnswerClueRequest;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.ClueServiceGrpc.ClueServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetClueRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenIncidentOfClueIT {
    private static final Opened OPENED =
            new Opened("incidents/01939b4e-0000-7000-8000-000000000001", "I2026-000001", Optional.empty(), 0);

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final ClueScenario scenario = new ClueScenario(DATABASE.unitOfWork(), clock);
    private final List<List<String>> asked = new ArrayList<>();
    private Optional<RuntimeException> away = Optional.empty();
    private Optional<Answer> answer = Optional.empty();

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(scenario.rpc())).withClock(clock);

    private ClueServiceBlockingStub officer() {
        return ClueServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private Clue sent() {
        Clue clue = officer().submitClue(ClueScenario.tip().build()).getClue();
        return officer()
                .triageClue(ClueScenario.triage(clue).setOpenIncident(true).build())
                .getClue();
    }

    private void due(Clue clue) {
        OpenIncidentOfClue handler = scenario.openIncident((asking, activities) -> {
            asked.add(activities);
            away.ifPresent(problem -> {
                throw problem;
            });
            return answer.orElseGet(() -> new Answer.Opened(new LinkedIncident(
                    asking.incident().orElseThrow().requestedAt(), Optional.of(OPENED), Optional.empty())));
        });
        handler.handle(new Due("clue.incident", clue.getName(), clock.instant(), 0));
    }

    private Clue now(Clue clue) {
        return officer()
                .getClue(GetClueRequest.newBuilder().setName(clue.getName()).build())
                .getClue();
    }

    private List<String> deadlines(Clue clue) {
        return scenario.strings("select kind from deadline where subject = '" + clue.getName() + "' order by kind");
    }

    private Clue notEnough(Clue clue) {
        return officer()
                .triageClue(ClueScenario.triage(clue).setNotEnough(true).build())
                .getClue();
    }

    private void look(Clue clue) {
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            scenario.lookAtClue().handle(new Due("clue.look", clue.getName(), clock.instant(), 0));
            return true;
        });
    }

    private static AnswerClueRequest answering(Clue clue) {
        return AnswerClueRequest.newBuilder()
                .setRequestId(ClueScenario.newId())
                .setName(clue.getName())
                .setEtag(clue.getEtag())
                .setAnswer("Thank you.")
                .build();
    }

    private static Opened merged(long version) {
        return new Opened(OPENED.name(), OPENED.number(), Optional.of("incidents/2"), version);
    }

    private static Opened open(long version) {
        return new Opened(OPENED.name(), OPENED.number(), Optional.empty(), version);
    }

    private void tell(Clue clue, Optional<Result> result) {
        tell(clue, OPENED, result);
    }

    private void tell(Clue clue, Opened opened, Optional<Result> result) {
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            scenario.takeIncidentNews().take(clue.getName(), opened, result);
            return true;
        });
    }

    @Test
    void waitsForDispatchServiceAndAsksAgain() {
        // Given
        Clue clue = sent();
        away = Optional.of(new PeerAway("dispatch-service", Status.UNAVAILABLE.asRuntimeException()));
        Throwable first = catchThrowable(() -> due(clue));
        List<String> waiting = deadlines(clue);
        away = Optional.empty();

        // When
        due(clue);

        // Then
        assertThat(first).isInstanceOf(PeerAway.class);
        assertThat(waiting).containsExactly("clue.incident", "clue.look");
        assertThat(asked)
                .hasSize(2)
                .allSatisfy(codes -> assertThat(codes).startsWith("fishing_electric", "fishing_destructive"));
        assertThat(now(clue).getIncident().getName()).isEqualTo(OPENED.name());
        assertThat(deadlines(clue)).containsExactly("clue.look");
    }

    @Test
    void keepsTheIncidentOfAClueThatWasDecidedOtherwiseMeanwhile() {
        // Given
        Clue clue = sent();
        Clue decided = notEnough(clue);

        // When
        due(clue);

        // Then
        assertThat(now(clue).getIncident().getName()).isEqualTo(OPENED.name());
        assertThat(now(clue).getTriage().getNotEnough()).isTrue();
        assertThat(reasonOf(refused(() -> officer().answerClue(answering(now(clue))))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(decided.getIncident().getName()).isEmpty();
    }

    @Test
    void leavesTheDecisionToPeopleWhenDispatchServiceWillNot() {
        // Given
        Clue clue = sent();
        answer = Optional.of(new Answer.Refused("The area is not a simple polygon."));

        // When
        due(clue);

        // Then
        assertThat(now(clue).hasIncident()).isFalse();
        assertThat(deadlines(clue)).containsExactly("clue.look");
        assertThat(Times.instant(now(clue).getNextDeadlineAt())).isEqualTo(clock.instant());
        look(clue);
        assertThat(scenario.strings("select action from journal where resource = '" + clue.getName() + "'"))
                .contains("clue.incident_overdue");
        assertThat(Times.instant(now(clue).getNextDeadlineAt()))
                .isEqualTo(clock.instant().plus(ClueScenario.REMIND_EVERY));
        Clue decided = notEnough(now(clue));
        assertThat(officer().answerClue(answering(decided)).getClue().getState())
                .isEqualTo(Clue.State.ANSWERED);
    }

    @Test
    void putsTheResultOnTheClueOnceAndLetsItBeAnsweredThen() {
        // Given
        Clue clue = sent();
        due(clue);
        Optional<Result> result = Optional.of(new Result(clock.instant(), "RESOLVED", "Gear and 12 kg of fish"));
        tell(clue, Optional.empty());
        tell(clue, result);

        // When
        tell(clue, result);

        // Then
        assertThat(now(clue).getIncident().getOutcome()).isEqualTo("RESOLVED");
        assertThat(now(clue).getIncident().getResult()).isEqualTo("Gear and 12 kg of fish");
        assertThat(scenario.strings(
                        "select action from journal where resource = '" + clue.getName() + "' order by position"))
                .containsExactly("clue.received", "clue.open_incident", "clue.incident_opened", "clue.incident_ended");
        tell(clue, Optional.empty());
        assertThat(now(clue).getIncident().getOutcome()).isEqualTo("RESOLVED");
        assertThat(officer().answerClue(answering(now(clue))).getClue().getState())
                .isEqualTo(Clue.State.ANSWERED);
    }

    @Test
    void letsAClueBeAnsweredAsLongAsItsIncidentIsWorkedAsAnother() {
        // Given
        Clue clue = sent();
        due(clue);
        Opened merged = merged(0);
        tell(clue, merged, Optional.empty());
        String into = now(clue).getIncident().getMergedInto();
        tell(clue, Optional.empty());
        Reason unmerged = reasonOf(refused(() -> officer().answerClue(answering(now(clue)))));
        tell(clue, merged, Optional.empty());

        // When
        Clue answered = officer().answerClue(answering(now(clue))).getClue();

        // Then
        assertThat(into).isEqualTo("incidents/2");
        assertThat(unmerged).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(answered.getState()).isEqualTo(Clue.State.ANSWERED);
    }

    @Test
    void anOlderStateThatAnotherReplicaReadsLateUndoesNothing() {
        // Given it was merged, taken apart, and changed in something that concerns no clue
        Clue clue = sent();
        tell(clue, open(1), Optional.empty());
        tell(clue, open(4), Optional.empty());
        String etag = now(clue).getEtag();

        // When
        tell(clue, merged(2), Optional.empty());

        // Then
        assertThat(now(clue).getIncident().getMergedInto()).isEmpty();
        assertThat(now(clue).getEtag()).isEqualTo(etag);
        assertThat(scenario.strings("select action from journal where resource = '" + clue.getName() + "'"))
                .containsOnlyOnce("clue.incident_opened")
                .doesNotContain("clue.incident_merged");
        tell(clue, merged(5), Optional.empty());
        assertThat(now(clue).getIncident().getMergedInto()).isEqualTo("incidents/2");
        tell(clue, open(3), Optional.of(new Result(clock.instant(), "RESOLVED", "Gear")));
        assertThat(now(clue).getIncident().getOutcome()).isEqualTo("RESOLVED");
    }

    @Test
    void leavesTheFactsOfTheCaseThatItsIncidentHas() {
        // Given
        Clue clue = sent();
        due(clue);
        String file = scenario.openCaseOf(OPENED.name());

        // When
        Clue linked = officer()
                .triageClue(ClueScenario.triage(now(clue)).setOpenCase(true).build())
                .getClue();

        // Then
        assertThat(linked.getTriage().getToCase()).isEqualTo(file);
        assertThat(scenario.strings("select activity from case_file where 'cases/' || id = '" + file + "'"))
                .containsExactly("fishing_net");
    }

    @Test
    void takesNewsThatComeBeforeItsOwnAnswerIsStored() {
        // Given
        Clue clue = sent();
        tell(clue, Optional.of(new Result(clock.instant(), "NOTHING_FOUND", "Nobody there")));

        // When
        due(clue);

        // Then
        assertThat(asked).isEmpty();
        assertThat(now(clue).getIncident().getOutcome()).isEqualTo("NOTHING_FOUND");
        assertThat(deadlines(clue)).containsExactly("clue.look");
    }
}
