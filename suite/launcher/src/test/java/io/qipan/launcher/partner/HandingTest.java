package io.qipan.launcher.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Address;
import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.GetReferralRequest;
import io.qipan.proto.dispatch.v1.GetReferralResponse;
import io.qipan.proto.dispatch.v1.ListReferralsRequest;
import io.qipan.proto.dispatch.v1.ListReferralsResponse;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.proto.dispatch.v1.OfferReferralResponse;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Referral.State;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandingTest {
    private final List<OfferReferralRequest> offers = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<Referral> before = new CopyOnWriteArrayList<>();
    private final Server dispatch;
    private final Board board;

    /** Dispatch, as far as a partner sees it, a page for each referral; whatever is read has ended meanwhile. */
    private final class Desk extends ReferralServiceGrpc.ReferralServiceImplBase {
        @Override
        public void offerReferral(OfferReferralRequest request, StreamObserver<OfferReferralResponse> observer) {
            offers.add(request);
            if (failures.getAndDecrement() > 0) {
                observer.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            observer.onNext(OfferReferralResponse.newBuilder()
                    .setReferral(open(request.getReference()))
                    .build());
            observer.onCompleted();
        }

        @Override
        public void listReferrals(ListReferralsRequest request, StreamObserver<ListReferralsResponse> observer) {
            int next = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
            boolean more = next + 1 < before.size();
            observer.onNext(ListReferralsResponse.newBuilder()
                    .addAllReferrals(before.stream().skip(next).limit(1).toList())
                    .setNextPageToken(more ? Integer.toString(next + 1) : "")
                    .build());
            observer.onCompleted();
        }

        @Override
        public void getReferral(GetReferralRequest request, StreamObserver<GetReferralResponse> observer) {
            observer.onNext(GetReferralResponse.newBuilder()
                    .setReferral(Referral.newBuilder()
                            .setName(request.getName())
                            .setState(State.COMPLETED)
                            .setReason("I2026-000017 has ended: RESOLVED"))
                    .build());
            observer.onCompleted();
        }
    }

    private static Referral open(String reference) {
        return Referral.newBuilder()
                .setName("referrals/" + reference)
                .setReference(reference)
                .setState(State.OFFERED)
                .setNextDeadlineAt(Stamps.of(Instant.EPOCH))
                .build();
    }

    HandingTest() throws IOException {
        dispatch = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Desk())
                .build()
                .start();
        board = Board.connect(
                Map.of(Service.DISPATCH, Address.local(dispatch.getPort())), "no token", Board.DEFAULT_DEADLINE);
    }

    @AfterEach
    void stop() {
        board.close();
        dispatch.shutdownNow();
    }

    private Handing handing() {
        return new Handing(board, new Retries(Duration.ofSeconds(10)), said::add);
    }

    @Test
    void what_is_handed_over_and_what_was_before_is_told_until_it_is_over() {
        // Given
        before.add(open("W-1"));
        before.add(open("W-2"));
        try (Handing handing = handing()) {
            // When
            handing.hand(false);
            handing.follow(Duration.ofMillis(20));

            // Then
            await().until(() -> handing.open() == 0);
            assertThat(said).filteredOn(line -> line.contains("OFFERED")).hasSize(3);
            assertThat(said)
                    .filteredOn(line -> line.contains("COMPLETED, I2026-000017"))
                    .hasSize(3);
        }
    }

    @Test
    void one_whose_answer_is_lost_is_handed_over_again_by_the_same_reference() {
        // Given
        failures.set(1);
        try (Handing handing = handing()) {
            // When
            handing.hand(true);

            // Then
            assertThat(offers).hasSize(2).containsOnly(offers.getFirst());
            assertThat(offers.getFirst().getDanger()).isTrue();
            assertThat(handing.open()).isOne();
        }
    }
}
