package io.qipan.launcher.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Address;
import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.AnswerTransferResponse;
import io.qipan.proto.dispatch.v1.DropOfferRequest;
import io.qipan.proto.dispatch.v1.ListOffersRequest;
import io.qipan.proto.dispatch.v1.ListOffersResponse;
import io.qipan.proto.dispatch.v1.PartnerServiceGrpc;
import io.qipan.proto.dispatch.v1.TakeOfferRequest;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.Transfer.State;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HotlineTest {
    private final List<AnswerTransferRequest> answers = new CopyOnWriteArrayList<>();
    private final List<Transfer> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Server dispatch;
    private final Board board;

    /** Dispatch, as far as a partner sees it. */
    private final class Desk extends TransferServiceGrpc.TransferServiceImplBase {
        @Override
        public void answerTransfer(AnswerTransferRequest request, StreamObserver<AnswerTransferResponse> observer) {
            answers.add(request);
            if (failures.getAndDecrement() > 0) {
                observer.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            observer.onNext(AnswerTransferResponse.newBuilder()
                    .setTransfer(
                            Transfer.newBuilder().setName(request.getName()).setState(after(request.getAnswer())))
                    .build());
            observer.onCompleted();
        }

        @Override
        public void listOffers(ListOffersRequest request, StreamObserver<ListOffersResponse> observer) {
            observer.onNext(
                    ListOffersResponse.newBuilder().addAllTransfers(open).build());
            observer.onCompleted();
        }
    }

    private static State after(Answer answer) {
        return switch (answer) {
            case ACCEPT -> State.ACCEPTED;
            case RETURN -> State.RETURNED;
            default -> State.COMPLETED;
        };
    }

    HotlineTest() throws IOException {
        dispatch = serving(new Desk());
        board = Board.connect(
                Map.of(Service.DISPATCH, Address.local(dispatch.getPort())), "no token", Board.DEFAULT_DEADLINE);
    }

    private static Server serving(BindableService service) throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        board.close();
        dispatch.shutdownNow();
    }

    private Hotline hotline(Habit habit) {
        return new Hotline(board, habit, Duration.ofMillis(20), line -> {});
    }

    private static Transfer transfer(State state) {
        return Transfer.newBuilder()
                .setName("transfers/" + UUID.randomUUID())
                .setState(state)
                .build();
    }

    /** Calls the partner as dispatch does, over a connection. */
    private static void offer(Hotline hotline, Transfer transfer, int times) throws IOException {
        with(hotline, stub -> {
            for (int i = 0; i < times; i++) {
                assertThat(stub.takeOffer(TakeOfferRequest.newBuilder()
                                        .setTransfer(transfer)
                                        .build())
                                .getTheirReference())
                        .startsWith("W-");
            }
        });
    }

    private static void with(Hotline hotline, Consumer<PartnerServiceGrpc.PartnerServiceBlockingStub> calls)
            throws IOException {
        Server server = serving(hotline);
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
        calls.accept(PartnerServiceGrpc.newBlockingStub(channel));
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void an_offer_that_comes_three_times_is_accepted_and_completed_once() throws IOException {
        // Given
        try (Hotline hotline = hotline(Habit.ACCEPT)) {
            // When
            offer(hotline, transfer(State.OFFERED), 3);

            // Then
            await().until(() -> answers.size() == 2 && hotline.open() == 0);
            assertThat(answers)
                    .extracting(AnswerTransferRequest::getAnswer)
                    .containsExactly(Answer.ACCEPT, Answer.COMPLETE);
        }
    }

    @Test
    void an_answer_that_is_lost_is_given_again_as_the_same_request() throws IOException {
        // Given
        failures.set(1);
        try (Hotline hotline = hotline(Habit.RETURN)) {
            // When
            offer(hotline, transfer(State.OFFERED), 1);

            // Then
            await().until(() -> answers.size() == 2);
            assertThat(answers.get(1)).isEqualTo(answers.getFirst());
        }
    }

    @Test
    void what_was_open_when_it_vanished_it_goes_on_with() {
        // Given
        open.add(transfer(State.DELIVERED));
        open.add(transfer(State.ACCEPTED));
        open.add(transfer(State.OFFERED));
        try (Hotline hotline = hotline(Habit.ACCEPT)) {
            // When
            hotline.comeBack();

            // Then
            await().until(() -> answers.size() == 3);
            assertThat(answers)
                    .filteredOn(answer -> answer.getName().equals(open.get(0).getName()))
                    .extracting(AnswerTransferRequest::getAnswer)
                    .containsExactly(Answer.ACCEPT, Answer.COMPLETE);
            assertThat(answers)
                    .filteredOn(answer -> answer.getName().equals(open.get(1).getName()))
                    .extracting(AnswerTransferRequest::getAnswer)
                    .containsExactly(Answer.COMPLETE);
        }
    }

    @Test
    void an_offer_that_was_dropped_before_it_came_is_not_considered() throws IOException {
        // Given
        Transfer transfer = transfer(State.OFFERED);
        try (Hotline hotline = hotline(Habit.ACCEPT)) {
            with(
                    hotline,
                    stub -> assertThat(stub.dropOffer(DropOfferRequest.newBuilder()
                                    .setTransfer(transfer.getName())
                                    .build()))
                            .isNotNull());

            // When
            offer(hotline, transfer, 1);

            // Then
            assertThat(hotline.open()).isZero();
        }
    }
}
