package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestTokens;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthenticationTest {

    private static final String NAME = "calls/01939b4e-0000-7000-8000-000000000001";
    private static final GetCallRequest REQUEST =
            GetCallRequest.newBuilder().setName(NAME).build();

    private final TestClock clock = TestClock.standing();

    @RegisterExtension
    final RpcHarness harness =
            RpcHarness.serving(() -> List.of(new Calls(request -> "found"))).withClock(clock);

    private GetCallResponse get(Channel channel) {
        return CallServiceGrpc.newBlockingStub(channel).getCall(REQUEST);
    }

    private Reason refusalOf(Channel channel) {
        return Refusals.reasonOf(Refusals.refused(() -> {
            GetCallResponse ignored = get(channel);
        }));
    }

    @Test
    void refusesACallerWithoutAToken() {
        assertThat(refusalOf(harness.anonymous())).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void refusesATokenThatIsNone() {
        assertThat(refusalOf(harness.withToken("abc.def.ghi"))).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void refusesATokenSignedByAStranger() {
        // Given
        String token = TestTokens.claims("wang", Role.DISPATCHER)
                .signedWith(TestTokens.strangerKey().getPrivate());

        // When
        Reason reason = refusalOf(harness.withToken(token));

        // Then
        assertThat(reason).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void refusesATokenWithoutASignature() {
        // Given the header {"alg":"none"} before the claims of a valid token
        String valid = TestTokens.mint("wang", Role.DISPATCHER);
        String unsigned = "eyJhbGciOiJub25lIn0" + valid.substring(valid.indexOf('.'), valid.lastIndexOf('.') + 1);

        // When
        Reason reason = refusalOf(harness.withToken(unsigned));

        // Then
        assertThat(reason).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void refusesATokenOfAnotherIssuer() {
        // Given
        String token =
                TestTokens.claims("wang", Role.DISPATCHER).from("somebody").signed();

        // When
        Reason reason = refusalOf(harness.withToken(token));

        // Then
        assertThat(reason).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void refusesATokenForAnotherAudience() {
        // Given
        String token =
                TestTokens.claims("wang", Role.DISPATCHER).to("elsewhere").signed();

        // When
        Reason reason = refusalOf(harness.withToken(token));

        // Then
        assertThat(reason).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void refusesATokenThatClaimsToBeTheSystem() {
        assertThat(refusalOf(harness.channelOf("system:sequencer", Role.DISPATCHER)))
                .isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void refusesATokenFromAMinuteAfterItExpiresEvenIfItWasSeenBefore() {
        // Given
        Instant end = clock.instant().plusSeconds(60);
        String token = TestTokens.claims("wang", Role.DISPATCHER).until(end).signed();
        GetCallResponse before = get(harness.withToken(token));
        clock.set(end.plusSeconds(60));

        // When
        StatusRuntimeException refused = Refusals.refused(() -> get(harness.withToken(token)));

        // Then
        assertThat(before.getCall().getName()).isEqualTo(NAME);
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.TOKEN_EXPIRED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("expired_at", end.toString());
    }

    @Test
    void takesATokenThatExpiredLessThanAMinuteAgoAsOurClockMayBeAhead() {
        // Given
        Instant end = clock.instant().plusSeconds(60);
        String token = TestTokens.claims("wang", Role.DISPATCHER).until(end).signed();
        clock.set(end.plusMillis(59_999));

        // When
        GetCallResponse answer = get(harness.withToken(token));

        // Then
        assertThat(answer.getCall().getName()).isEqualTo(NAME);
    }

    @Test
    void refusesATokenThatIsNotValidYetButForgivesAClockThatIsAMinuteBehind() {
        // Given
        TestTokens.Claims claims = TestTokens.claims("wang", Role.DISPATCHER);
        String later = claims.signedFrom(clock.instant().plusSeconds(61));
        String almost = claims.signedFrom(clock.instant().plusSeconds(60));

        // When
        Reason reason = refusalOf(harness.withToken(later));

        // Then
        assertThat(reason).isEqualTo(Reason.TOKEN_INVALID);
        assertThat(get(harness.withToken(almost)).getCall().getName()).isEqualTo(NAME);
    }
}
