package io.qipan.e2e;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.qipan.e2e.Operation.Acknowledged;
import io.qipan.e2e.Operation.Outcome;
import io.qipan.e2e.Operation.Refused;
import io.qipan.e2e.Operation.Unknown;
import io.qipan.launcher.Board;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A client as the contract wants one: repeats the same request until it knows, and records what it did and saw. */
final class Client {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final String NONE = "none";

    private final Board board;
    private final History history;

    Client(Board board, History history) {
        this.board = board;
        this.history = history;
    }

    /** The reply, or empty if the service refused. */
    <Q extends Message, A extends Message> Optional<A> call(Rpc<Q, A> rpc, Q request) {
        Instant startedAt = Instant.now();
        List<String> trouble = new ArrayList<>();
        Outcome<A> outcome = settle(rpc, request, trouble);
        history.add(new Operation<>(rpc, request, startedAt, Instant.now(), List.copyOf(trouble), outcome));
        return outcome instanceof Acknowledged<A>(A reply) ? Optional.of(reply) : Optional.empty();
    }

    private <Q extends Message, A extends Message> Outcome<A> settle(Rpc<Q, A> rpc, Q request, List<String> trouble) {
        Instant end = Instant.now().plus(PATIENCE);
        do {
            try {
                return new Acknowledged<>(rpc.call().apply(board, request));
            } catch (StatusRuntimeException e) {
                String reason = reason(e);
                noteFaults(rpc.name(), e, reason);
                if (!mayBeRepeated(e, reason)) {
                    return new Refused<>(e.getStatus().getCode(), reason, String.valueOf(e.getMessage()));
                }
                trouble.add(e.getStatus().getCode() + " " + reason);
                Pause.of(BETWEEN);
            }
        } while (Instant.now().isBefore(end));
        return new Unknown<>();
    }

    /** Asks until there is an answer. */
    <A> A read(Function<Board, A> question) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return question.apply(board);
            } catch (StatusRuntimeException e) {
                String reason = reason(e);
                noteFaults("a read", e, reason);
                if (!mayBeRepeated(e, reason) || Instant.now().isAfter(end)) {
                    throw e;
                }
                Pause.of(BETWEEN);
            }
        }
    }

    private void noteFaults(String what, StatusRuntimeException failure, String reason) {
        if (failure.getStatus().getCause() instanceof IOException) {
            // A cause never comes over the wire: our own transport says so of a connection that died while it was
            // written to.
            return;
        }
        boolean toldByService = !reason.equals(NONE);
        switch (failure.getStatus().getCode()) {
            case INTERNAL, UNKNOWN, DATA_LOSS, UNIMPLEMENTED ->
                history.addFault(what + " ended with " + failure.getStatus() + ", reason " + reason);
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> {}
            default -> {
                if (!toldByService) {
                    history.addFault(what + " ended without ErrorInfo: " + failure.getStatus());
                }
            }
        }
    }

    private static boolean mayBeRepeated(StatusRuntimeException failure, String reason) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, CANCELLED, INTERNAL, UNKNOWN -> true;
            case ABORTED -> reason.equals("CONCURRENT_CHANGE");
            default -> false;
        };
    }

    private static String reason(StatusRuntimeException failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        List<Any> details = status == null ? List.of() : status.getDetailsList();
        return details.stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .findFirst()
                .map(detail -> {
                    try {
                        return detail.unpack(ErrorInfo.class).getReason();
                    } catch (InvalidProtocolBufferException e) {
                        return "unreadable";
                    }
                })
                .orElse(NONE);
    }
}
