package io.qipan.runtime.rpc;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.GetIncidentShareRequest;
import io.qipan.proto.dispatch.v1.GetIncidentShareResponse;
import io.qipan.proto.dispatch.v1.IncidentShare;
import io.qipan.proto.dispatch.v1.IncidentShareServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentShareServiceGrpc.AsyncService;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An RPC that agencies reach shared rows by, and its handler. */
class RowScopeTest {

    private static final GetIncidentShareRequest REQUEST = GetIncidentShareRequest.newBuilder()
            .setName("incidentShares/01939b4e-0000-7000-8000-000000000001")
            .build();

    private final AtomicBoolean asks = new AtomicBoolean(true);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(new Shares(asks)));

    private record Shares(AtomicBoolean asks) implements RpcService, AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(IncidentShareServiceGrpc.bindService(this));
        }

        @Override
        public void getIncidentShare(
                GetIncidentShareRequest request, StreamObserver<GetIncidentShareResponse> observer) {
            Answer.unary(observer, () -> {
                Caller caller = Caller.current();
                boolean looked = asks.get() && caller.agency().isPresent();
                return GetIncidentShareResponse.newBuilder()
                        .setShare(IncidentShare.newBuilder().setName(looked ? "of its agency" : "of anybody"))
                        .build();
            });
        }
    }

    private static GetIncidentShareResponse get(Channel channel) {
        return IncidentShareServiceGrpc.newBlockingStub(channel).getIncidentShare(REQUEST);
    }

    @Test
    void anAgencyIsAnsweredByAHandlerThatAskedWhoseItIs() {
        // When
        GetIncidentShareResponse answer = get(harness.agencyChannel("zhao", "agencies/water"));

        // Then
        assertThat(answer.getShare().getName()).isEqualTo("of its agency");
    }

    @Test
    void anAnswerMadeWithoutAskingIsNotSentAndIsReported() {
        // Given
        asks.set(false);

        // When
        var refused = refused(() -> get(harness.agencyChannel("zhao", "agencies/water")));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.INTERNAL_FAULT);
        assertThat(Refusals.textOf(refused)).doesNotContain("anybody");
        assertThat(harness.takeNonConforming()).singleElement().asString().contains("GetIncidentShare");
    }

    @Test
    void whoIsNotHeldToRowsIsAnsweredWithoutIt() {
        // Given
        asks.set(false);

        // When
        GetIncidentShareResponse answer = get(harness.channel(Role.DISPATCHER));

        // Then
        assertThat(answer.getShare().getName()).isEqualTo("of anybody");
    }

    @Test
    void anAgencyThatItsTokenDoesNotNameIsRefusedBeforeTheHandler() {
        // When
        var refused = refused(() -> get(harness.channel(Role.AGENCY)));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(Refusals.textOf(refused)).contains("the agency in the claim of agencies");
    }

    @Test
    void aRoleThatTheRpcDoesNotAskForMakesAnAgencyNotOneOfOurs() {
        // When
        var refused = refused(() -> get(harness.channel(Role.AGENCY, Role.UNIT)));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
    }
}
