package io.qipan.ecology.clue;

import static io.qipan.ecology.clue.ClueScenario.newId;
import static io.qipan.ecology.clue.ClueScenario.tip;
import static io.qipan.ecology.clue.ClueScenario.triage;

import io.qipan.proto.ecology.v1.AnswerClueRequest;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.ClueServiceGrpc.ClueServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetClueProgressRequest;
import io.qipan.proto.ecology.v1.GetClueProgressResponse;
import io.qipan.proto.ecology.v1.GetClueRequest;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clues on PostgreSQL, called as officers and the public call. */
abstract class ClueRpcScenario {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    final TestClock clock = TestClock.standing();
    final ClueScenario scenario = new ClueScenario(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(scenario.rpc())).withClock(clock);

    ClueServiceBlockingStub as(String who, Role... roles) {
        return ClueServiceGrpc.newBlockingStub(rpc.channelOf(who, roles));
    }

    ClueServiceBlockingStub officer() {
        return as("wang", Role.ECOLOGY_OFFICER);
    }

    SubmitClueResponse told() {
        return as("li", Role.CALL_TAKER).submitClue(tip().build());
    }

    GetClueProgressResponse check(String receipt) {
        return ClueServiceGrpc.newBlockingStub(rpc.anonymous())
                .getClueProgress(
                        GetClueProgressRequest.newBuilder().setReceipt(receipt).build());
    }

    Clue notEnough(Clue clue) {
        return officer().triageClue(triage(clue).setNotEnough(true).build()).getClue();
    }

    Clue answer(Clue clue) {
        return officer().answerClue(answering(clue)).getClue();
    }

    static AnswerClueRequest answering(Clue clue) {
        return AnswerClueRequest.newBuilder()
                .setRequestId(newId())
                .setName(clue.getName())
                .setEtag(clue.getEtag())
                .setAnswer("We looked and found nothing.")
                .build();
    }

    Clue now(Clue clue) {
        return officer()
                .getClue(GetClueRequest.newBuilder().setName(clue.getName()).build())
                .getClue();
    }

    List<String> history(Clue clue) {
        return scenario.strings(
                "select action from journal where resource = '" + clue.getName() + "' order by position");
    }
}
