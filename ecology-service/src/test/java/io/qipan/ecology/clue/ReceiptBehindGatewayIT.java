package io.qipan.ecology.clue;

import static io.qipan.ecology.clue.ClueScenario.CHECKS_PER_MINUTE;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.GetClueProgressRequest;
import io.qipan.proto.ecology.v1.GetClueProgressResponse.Progress;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.TrustedProxies;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The public asks through a gateway that has one address for all of them. */
class ReceiptBehindGatewayIT {
    private static final String GATEWAY = "10.1.9.9";
    private static final String STRANGER = "198.51.100.1";

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final ClueScenario scenario = new ClueScenario(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(scenario.rpc()))
            .withClock(clock)
            .withProxies(TrustedProxies.of(List.of("10.1.0.0/16")));

    private String receipt() {
        return ClueServiceGrpc.newBlockingStub(rpc.channelOf("li", Role.CALL_TAKER))
                .submitClue(ClueScenario.tip().build())
                .getReceipt();
    }

    private Progress check(String receipt, String connected, String forwardedFor) {
        return ClueServiceGrpc.newBlockingStub(rpc.anonymousAt(connected, forwardedFor))
                .getClueProgress(
                        GetClueProgressRequest.newBuilder().setReceipt(receipt).build())
                .getProgress();
    }

    @Test
    void oneWhoAsksTooOftenLocksOutNobodyElse() {
        // Given
        String receipt = receipt();
        for (int i = 0; i < CHECKS_PER_MINUTE; i++) {
            assertThat(check(receipt, GATEWAY, "203.0.113.7")).isEqualTo(Progress.ARRIVED);
        }

        // When
        StatusRuntimeException tooOften = refused(() -> check(receipt, GATEWAY, "203.0.113.7"));

        // Then
        assertThat(reasonOf(tooOften)).isEqualTo(Reason.OVERLOADED);
        assertThat(check(receipt, GATEWAY, "203.0.113.8")).isEqualTo(Progress.ARRIVED);
    }

    @Test
    void whoeverMakesUpWhereItComesFromIsCountedAllTheSame() {
        // Given behind the gateway, which adds the truth at the end, and without one
        String receipt = receipt();
        for (int i = 0; i < CHECKS_PER_MINUTE; i++) {
            assertThat(check(receipt, GATEWAY, "192.0.2." + i + ", 203.0.113.7"))
                    .isEqualTo(Progress.ARRIVED);
            assertThat(check(receipt, STRANGER, "192.0.2." + i)).isEqualTo(Progress.ARRIVED);
        }

        // When
        List<StatusRuntimeException> tooOften = List.of(
                refused(() -> check(receipt, GATEWAY, "192.0.2.77, 10.1.0.1, 203.0.113.7")),
                refused(() -> check(receipt, STRANGER, "192.0.2.77")));

        // Then
        assertThat(tooOften).allSatisfy(refused -> assertThat(reasonOf(refused)).isEqualTo(Reason.OVERLOADED));
    }
}
