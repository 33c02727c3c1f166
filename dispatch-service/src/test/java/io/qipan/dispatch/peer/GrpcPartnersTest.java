package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState;
import io.qipan.dispatch.call.model.Channel;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.Partners.Answer;
import io.qipan.dispatch.transfer.model.Consent;
import io.qipan.dispatch.transfer.model.Mode;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.TransferState.Offered;
import io.qipan.dispatch.transfer.model.Way;
import io.qipan.proto.dispatch.v1.DropOfferRequest;
import io.qipan.proto.dispatch.v1.DropOfferResponse;
import io.qipan.proto.dispatch.v1.PartnerServiceGrpc;
import io.qipan.proto.dispatch.v1.TakeOfferRequest;
import io.qipan.proto.dispatch.v1.TakeOfferResponse;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.PeerHarness;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcPartnersTest {
    private static final String HOTLINE = "agencies/12345";

    private final List<TakeOfferRequest> offers = new ArrayList<>();
    private final List<DropOfferRequest> drops = new ArrayList<>();
    private @Nullable Status failure;

    private final class Server implements RpcService, PartnerServiceGrpc.AsyncService {
        @Override
        public ServerServiceDefinition bindService() {
            return PartnerServiceGrpc.bindService(this);
        }

        @Override
        public void takeOffer(TakeOfferRequest request, StreamObserver<TakeOfferResponse> observer) {
            offers.add(request);
            if (failure != null) {
                observer.onError(failure.asRuntimeException());
                return;
            }
            observer.onNext(TakeOfferResponse.newBuilder()
                    .setTheirReference("W".repeat(300))
                    .build());
            observer.onCompleted();
        }

        @Override
        public void dropOffer(DropOfferRequest request, StreamObserver<DropOfferResponse> observer) {
            drops.add(request);
            if (failure != null) {
                observer.onError(failure.asRuntimeException());
                return;
            }
            observer.onNext(DropOfferResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }

    @RegisterExtension
    final PeerHarness partner = PeerHarness.serving(() -> List.of(new Server()));

    private GrpcPartners partners() {
        return new GrpcPartners(Map.of(HOTLINE, partner.peer()), InstantSource.fixed(Places.NOW));
    }

    private static Call call() {
        return new Call(
                new CallId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                "C2026-000001",
                1,
                new CallState.Open(Places.NOW),
                Channel.VOICE,
                Places.NOW,
                Places.NOW,
                true,
                "13900000000",
                "no water since noon",
                List.of(Places.point()),
                "wang",
                Optional.empty(),
                false,
                Places.NOW,
                Optional.empty());
    }

    private static Transfer transfer() {
        return new Transfer(
                new TransferId(UUID.fromString("01939b4e-0000-7000-8000-000000000003")),
                1,
                new Offered(Places.NOW),
                call().id(),
                HOTLINE,
                "water_supply",
                1,
                new Way(Mode.PUT_THROUGH, false, Consent.GIVEN),
                "",
                false,
                "wang",
                new Transfer.Clock(Places.NOW, Places.NOW, Places.NOW.plusSeconds(300), Places.NOW),
                Transfer.Theirs.NOTHING,
                false);
    }

    @Test
    void an_offer_tells_the_matter_the_caller_and_our_clock_and_a_long_reference_is_cut() {
        // Given
        GrpcPartners partners = partners();

        // When
        Answer answer = partners.offer(transfer(), call(), Optional.of("13900000000"));

        // Then
        assertThat(answer).isEqualTo(new Answer.Taken(Places.NOW, "W".repeat(100)));
        assertThat(offers.getFirst().getTransfer().hasDecideBy()).isTrue();
        assertThat(offers.getFirst().getCall().getCallerId()).isEqualTo("13900000000");
        assertThat(offers.getFirst().getCall().getDescription()).isEqualTo("no water since noon");
        assertThat(partner.sent("authorization").getLast()).contains("Bearer " + PeerHarness.TOKEN);
    }

    @Test
    void what_their_system_will_never_take_is_not_taken() {
        // Given
        failure = Status.FAILED_PRECONDITION.withDescription("no such matter");

        // When
        Answer answer = partners().offer(transfer(), call(), Optional.of("13900000000"));

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.NotTaken.class, not -> assertThat(not.reason()).contains("no such matter"));
    }

    @Test
    void a_partner_that_is_ill_is_away_and_not_one_that_refuses() {
        // Given
        failure = Status.INTERNAL;

        // When
        Throwable thrown = catchThrowable(() -> partners().offer(transfer(), call(), Optional.of("13900000000")));

        // Then
        assertThat(thrown).isInstanceOf(PeerAway.class);
    }

    @Test
    void a_drop_names_the_transfer_and_the_reason() {
        // Given
        GrpcPartners partners = partners();

        // When
        partners.drop(transfer(), "Nobody there decided");

        // Then
        assertThat(drops)
                .containsExactly(DropOfferRequest.newBuilder()
                        .setRequestId(drops.getFirst().getRequestId())
                        .setTransfer(transfer().id().name())
                        .setReason("Nobody there decided")
                        .build());
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"NOT_FOUND", "UNIMPLEMENTED", "FAILED_PRECONDITION", "INVALID_ARGUMENT", "PERMISSION_DENIED"})
    void a_drop_that_they_refuse_is_heard(Status.Code code) {
        // Given
        failure = code.toStatus();

        // When
        partners().drop(transfer(), "Nobody there decided");

        // Then
        assertThat(drops).hasSize(1);
    }

    @Test
    void addresses_are_read_and_a_wrong_one_is_named() {
        // Given
        String wrong = "12345=https://localhost:7650, 119=10.0.0.1:80";

        // When
        List<PartnerAddress> read = PartnerAddress.read("12345=https://localhost:7650, 119=http://10.0.0.1:80,");

        // Then
        assertThat(read)
                .containsExactly(
                        new PartnerAddress("agencies/12345", true, "localhost:7650"),
                        new PartnerAddress("agencies/119", false, "10.0.0.1:80"));
        assertThat(PartnerAddress.read("")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartnerAddress.read(wrong))
                .withMessageContaining("'119=10.0.0.1:80'");
    }
}
