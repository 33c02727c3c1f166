package io.qipan.e2e;

import com.google.protobuf.Message;
import io.qipan.e2e.Ledger.Entry;
import io.qipan.e2e.Operation.Acknowledged;
import io.qipan.e2e.Operation.Refused;
import io.qipan.e2e.Operation.Unknown;
import io.qipan.launcher.Service;
import io.qipan.proto.dispatch.v1.RequestOrdersResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** What must be true of every write that clients made. */
final class WriteChecks {

    private static final int REPEATS_AT_ONCE = 32;
    private static final String NOTICES = "commandNotices/";
    private static final String CLOSURE_REVIEWS = "closureReviews/";

    private final Aftermath aftermath;
    private final Map<UUID, List<Entry>> traces;

    WriteChecks(Aftermath aftermath) {
        this.aftermath = aftermath;
        this.traces = aftermath.ledger(Service.DISPATCH).byRequest();
    }

    /** What a client was told is in the history exactly as it was told, and the resource has not gone back behind it. */
    void everyAcknowledgedWriteIsThere() {
        Violations lost = new Violations("Acknowledged, and not there");
        for (Operation<?, ?> operation : aftermath.history().operations()) {
            for (Message written : written(operation)) {
                boolean kept = trace(operation).stream().anyMatch(entry -> entry.shows(written));
                lost.addUnless(kept, () -> operation + " has no change in the feed with the state of the reply");
                String now = aftermath.picture().etag(Picture.name(written));
                lost.addUnless(
                        !now.isEmpty() && Long.parseLong(now) >= Picture.version(written),
                        () -> operation + " was version " + Picture.version(written) + ", now it is '" + now + "'");
            }
        }
        lost.throwIfAny();
    }

    private static <Q extends Message, A extends Message> List<Message> written(Operation<Q, A> operation) {
        return operation.outcome() instanceof Acknowledged<A>(A reply)
                ? operation.rpc().written().apply(operation.request(), reply)
                : List.of();
    }

    /** Each acknowledged request changed what it should, once; a refused one nothing; an unknown one all or nothing. */
    void noRequestTookEffectTwice() {
        Violations wrong = new Violations("A request id did not take effect exactly once");
        for (Operation<?, ?> operation : aftermath.history().operations()) {
            List<String> changed =
                    trace(operation).stream().map(Entry::resource).sorted().toList();
            wrong.addUnless(isAsExpected(operation, changed), () -> operation + " changed " + changed);
        }
        Set<UUID> stored = Ledger.requests(aftermath.board().database(Service.DISPATCH));
        for (Operation<?, ?> operation : aftermath.history().operations()) {
            boolean known = stored.contains(operation.requestId());
            wrong.addUnless(
                    switch (operation.outcome()) {
                        case Acknowledged<?> _ -> known;
                        case Refused<?> _ -> !known;
                        case Unknown<?> _ -> true;
                    },
                    () -> operation + (known ? " is" : " is not") + " among the requests that took effect");
        }
        wrong.throwIfAny();
    }

    private static <Q extends Message, A extends Message> boolean isAsExpected(
            Operation<Q, A> operation, List<String> changed) {
        return switch (operation.outcome()) {
            case Acknowledged<A>(A reply) -> {
                List<String> expected = operation.rpc().resources().apply(operation.request(), reply);
                boolean unnamed = expected.contains(Rpc.ANY_NOTICE);
                yield isOnceEach(changed)
                        && changed.stream()
                                .filter(name -> !mayBeDrawn(operation.rpc(), name))
                                .map(name -> unnamed && name.startsWith(NOTICES) ? Rpc.ANY_NOTICE : name)
                                .sorted()
                                .toList()
                                .equals(expected.stream().sorted().toList());
            }
            case Refused<A> _ -> changed.isEmpty();
            case Unknown<A> _ -> isOnceEach(changed);
        };
    }

    /** Some endings are drawn by lot to be looked at again; the reply does not tell, so that nobody knows. */
    private static boolean mayBeDrawn(Rpc<?, ?> rpc, String name) {
        return rpc == Rpc.END_INCIDENT && name.startsWith(CLOSURE_REVIEWS);
    }

    private static boolean isOnceEach(List<String> changed) {
        return changed.stream().distinct().count() == changed.size();
    }

    private List<Entry> trace(Operation<?, ?> operation) {
        return traces.getOrDefault(operation.requestId(), List.of());
    }

    /** Asked once more, every request is answered as the first time, and changes nothing. */
    void repeatsAnswerTheSame() throws InterruptedException, ExecutionException {
        Violations other = new Violations("A repeat was answered otherwise");
        Semaphore free = new Semaphore(REPEATS_AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> repeats = new ArrayList<>();
            for (Operation<?, ?> operation : aftermath.history().operations()) {
                repeats.add(threads.submit(() -> {
                    free.acquireUninterruptibly();
                    try {
                        repeat(operation, other);
                    } finally {
                        free.release();
                    }
                }));
            }
            for (Future<?> repeat : repeats) {
                repeat.get();
            }
        }
        Ledger after = Ledger.read(aftermath.board().database(Service.DISPATCH), Service.DISPATCH);
        other.addUnless(after.byRequest().equals(traces), () -> "The repeats left changes of their own in the feed");
        other.throwIfAny();
    }

    private <Q extends Message, A extends Message> void repeat(Operation<Q, A> operation, Violations other) {
        if (operation.outcome() instanceof Acknowledged<A>(A reply)) {
            A again = new Client(aftermath.client(), new History())
                    .read(board -> operation.rpc().call().apply(board, operation.request()));
            other.addUnless(sameAnswer(reply, again), () -> operation + "\nfirst " + reply + "\nthen  " + again);
        }
    }

    /** Orders are shown as they are by now; which ones they are must not change. */
    private static boolean sameAnswer(Message first, Message again) {
        if (first instanceof RequestOrdersResponse was && again instanceof RequestOrdersResponse is) {
            return was.getIncidentEtag().equals(is.getIncidentEtag())
                    && was.getOrdersList().stream()
                            .map(order -> order.getName())
                            .toList()
                            .equals(is.getOrdersList().stream()
                                    .map(order -> order.getName())
                                    .toList());
        }
        return first.equals(again);
    }
}
