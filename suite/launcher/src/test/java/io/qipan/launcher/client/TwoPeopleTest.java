package io.qipan.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.Code;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.fake.FakeRefusal;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.ConfirmProposalResponse;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetProposalRequest;
import io.qipan.proto.dispatch.v1.GetProposalResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.proto.dispatch.v1.ProposeEndingResponse;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwoPeopleTest {

    private static final String FIRST = "first";
    private static final EndIncidentRequest REFUSED = EndIncidentRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setName("incidents/1")
            .setEtag("1")
            .setOutcome(IncidentOutcome.CALLED_OFF)
            .setRationale("The caller took it back")
            .build();
    private static final Proposal OURS = Proposal.newBuilder()
            .setName("proposals/1")
            .setEtag("1")
            .setProposedBy(FIRST)
            .setReason(REFUSED.getRationale())
            .setEnding(Proposal.Ending.newBuilder().setOutcome(REFUSED.getOutcome()))
            .build();

    private final Waiting waiting = new Waiting();
    private final Server server;
    private final ManagedChannel channel;

    TwoPeopleTest() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(waiting)
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
                .usePlaintext()
                .build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private Incident end() {
        return TwoPeople.of(channel, FIRST, new Bearer("second"), new Retries(Duration.ofSeconds(5)))
                .end(REFUSED);
    }

    @Test
    void ones_own_earlier_proposal_is_confirmed() {
        // Given
        waiting.proposal = OURS;

        // When
        Incident ended = end();

        // Then
        assertThat(ended.getName()).isEqualTo(REFUSED.getName());
        assertThat(waiting.confirmed).containsExactly(OURS.getName());
    }

    @Test
    void what_somebody_else_proposed_or_otherwise_is_not_confirmed() {
        // Given
        List<Proposal> others = List.of(
                OURS.toBuilder().setProposedBy("a colleague").build(),
                OURS.toBuilder().setReason("Another").build(),
                OURS.toBuilder()
                        .setEnding(Proposal.Ending.newBuilder().setOutcome(IncidentOutcome.DUPLICATE))
                        .build(),
                OURS.toBuilder()
                        .setReclassification(Proposal.Reclassification.getDefaultInstance())
                        .build());

        // When
        List<StatusRuntimeException> refusals = new ArrayList<>();
        for (Proposal other : others) {
            waiting.proposal = other;
            refusals.add(catchThrowableOfType(StatusRuntimeException.class, this::end));
        }

        // Then
        assertThat(refusals).extracting(Reasons::of).containsOnly(ErrorReason.ALREADY_EXISTS);
        assertThat(waiting.confirmed).isEmpty();
    }

    /** A proposal waits for the incident already. */
    private static final class Waiting extends ReviewServiceGrpc.ReviewServiceImplBase {

        private final List<String> confirmed = new ArrayList<>();
        private volatile Proposal proposal = OURS;

        @Override
        public void proposeEnding(ProposeEndingRequest request, StreamObserver<ProposeEndingResponse> observer) {
            observer.onError(FakeRefusal.of(
                    Code.ALREADY_EXISTS, ErrorReason.ALREADY_EXISTS, Map.of("resource", proposal.getName())));
        }

        @Override
        public void getProposal(GetProposalRequest request, StreamObserver<GetProposalResponse> observer) {
            observer.onNext(
                    GetProposalResponse.newBuilder().setProposal(proposal).build());
            observer.onCompleted();
        }

        @Override
        public void confirmProposal(ConfirmProposalRequest request, StreamObserver<ConfirmProposalResponse> observer) {
            confirmed.add(request.getName());
            observer.onNext(ConfirmProposalResponse.newBuilder()
                    .setIncident(Incident.newBuilder().setName(REFUSED.getName()))
                    .build());
            observer.onCompleted();
        }
    }
}
