package io.qipan.e2e;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One intention of a client: a request that it sent, perhaps several times, and what came of it.
 *
 * @param trouble what the attempts before the last one ended with
 */
record Operation<Q extends Message, A extends Message>(
        Rpc<Q, A> rpc, Q request, Instant startedAt, Instant endedAt, List<String> trouble, Outcome<A> outcome) {

    /** What the client knows in the end. */
    sealed interface Outcome<A> {}

    record Acknowledged<A>(A reply) implements Outcome<A> {}

    /** The service said no, so nothing may have happened. */
    record Refused<A>(Status.Code code, String reason, String text) implements Outcome<A> {}

    /** Every attempt ended without an answer; it may have happened once or not at all. */
    record Unknown<A>() implements Outcome<A> {}

    UUID requestId() {
        return UUID.fromString(
                (String) request.getField(request.getDescriptorForType().findFieldByName("request_id")));
    }

    @Override
    public String toString() {
        return "%s %s %s..%s %s after %s: %s"
                .formatted(
                        rpc.name(),
                        requestId(),
                        startedAt,
                        endedAt,
                        outcome.getClass().getSimpleName(),
                        trouble,
                        request.toString().replace('\n', ' '));
    }
}
