package io.qipan.launcher.partner;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Board;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.DropOfferRequest;
import io.qipan.proto.dispatch.v1.DropOfferResponse;
import io.qipan.proto.dispatch.v1.ListOffersRequest;
import io.qipan.proto.dispatch.v1.ListOffersResponse;
import io.qipan.proto.dispatch.v1.PartnerServiceGrpc;
import io.qipan.proto.dispatch.v1.TakeOfferRequest;
import io.qipan.proto.dispatch.v1.TakeOfferResponse;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The partner's system and its people. What it forgets when it ends, it reads again when it comes back: the offers that are
 * open for its agency. Every answer has a request id of its own, so that one that was lost is given again, not twice.
 */
public final class Hotline extends PartnerServiceGrpc.PartnerServiceImplBase implements AutoCloseable {
    private static final int PAGE = 1_000;

    private final Board board;
    private final Habit habit;
    private final Duration slowness;
    private final Consumer<String> say;
    private final Map<String, Transfer> taken = new ConcurrentHashMap<>();
    /** Also what is done, since an offer can come again after that; as much as one trial brings. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private final Set<String> dropped = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService people = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    /**
     * @param board with the token of the agency
     * @param slowness how long people think, and how long after that a result takes
     */
    public Hotline(Board board, Habit habit, Duration slowness, Consumer<String> say) {
        this.board = board;
        this.habit = habit;
        this.slowness = slowness;
        this.say = say;
    }

    /** Goes on with what was open for it when it ended. */
    public void comeBack() {
        String token = "";
        do {
            ListOffersResponse page = TransferServiceGrpc.newBlockingStub(board.dispatch())
                    .listOffers(ListOffersRequest.newBuilder()
                            .setOpenOnly(true)
                            .setPageSize(PAGE)
                            .setPageToken(token)
                            .build());
            page.getTransfersList().stream()
                    .filter(transfer -> transfer.getState() != Transfer.State.OFFERED)
                    .forEach(this::consider);
            token = page.getNextPageToken();
        } while (!token.isEmpty());
    }

    @Override
    public void takeOffer(TakeOfferRequest request, StreamObserver<TakeOfferResponse> observer) {
        Transfer transfer = request.getTransfer();
        say.accept("Offer " + transfer.getName() + ": " + transfer.getMatter() + ", "
                + request.getCall().getDescription());
        if (!dropped.contains(transfer.getName())) {
            consider(transfer);
        }
        observer.onNext(TakeOfferResponse.newBuilder()
                .setTheirReference(reference(transfer.getName()))
                .setDeliveredAt(Stamps.of(Instant.now()))
                .build());
        observer.onCompleted();
    }

    private static String reference(String transfer) {
        return "W-" + transfer.substring("transfers/".length());
    }

    @Override
    public void dropOffer(DropOfferRequest request, StreamObserver<DropOfferResponse> observer) {
        say.accept("Dropped " + request.getTransfer() + ": " + request.getReason());
        dropped.add(request.getTransfer());
        taken.remove(request.getTransfer());
        observer.onNext(DropOfferResponse.getDefaultInstance());
        observer.onCompleted();
    }

    /** How many offers its people have before them. */
    public int open() {
        return taken.size();
    }

    private void consider(Transfer transfer) {
        if (known.add(transfer.getName())) {
            taken.put(transfer.getName(), transfer);
            switch (habit) {
                case ACCEPT -> {
                    Answer next = transfer.getState() == Transfer.State.ACCEPTED ? Answer.COMPLETE : Answer.ACCEPT;
                    later(transfer.getName(), next);
                }
                case RETURN -> later(transfer.getName(), Answer.RETURN);
                case IGNORE -> {}
            }
        }
    }

    private void later(String transfer, Answer answer) {
        Future<?> ignored = people.schedule(() -> answer(transfer, answer), slowness.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void answer(String transfer, Answer answer) {
        if (dropped.contains(transfer)) {
            return;
        }
        try {
            Transfer now = TransferServiceGrpc.newBlockingStub(board.dispatch())
                    .answerTransfer(AnswerTransferRequest.newBuilder()
                            .setRequestId(RequestId.of("partner", transfer, answer.name()))
                            .setName(transfer)
                            .setAnswer(answer)
                            .setReason(answer == Answer.RETURN ? "Not ours" : "Seen to")
                            .setDecidedBy("agent 17")
                            .setTheirReference(reference(transfer))
                            .build())
                    .getTransfer();
            say.accept(now.getName() + " is " + now.getState());
            if (now.getState() == Transfer.State.ACCEPTED) {
                later(transfer, Answer.COMPLETE);
            } else {
                taken.remove(transfer);
            }
        } catch (StatusRuntimeException e) {
            tryAgain(transfer, answer, e);
        }
    }

    private void tryAgain(String transfer, Answer answer, StatusRuntimeException failure) {
        switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, RESOURCE_EXHAUSTED, CANCELLED, INTERNAL, UNKNOWN -> {
                Future<?> ignored = people.schedule(() -> answer(transfer, answer), 1, TimeUnit.SECONDS);
            }
            default -> {
                say.accept(transfer + ": " + failure.getStatus().getDescription());
                taken.remove(transfer);
            }
        }
    }

    @Override
    public void close() {
        people.shutdownNow();
    }
}
