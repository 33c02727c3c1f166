package io.qipan.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Units of work in memory, one after the other. What throws leaves the given state as it was. */
public final class FakeUnitOfWork implements UnitOfWork {

    private static final ScopedValue<Boolean> READ_ONLY = ScopedValue.newInstance();

    private record Intention(String caller, String method, UUID requestId) {}

    private record Stored(byte[] bodyHash, byte[] reply) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Intention, Stored> replies = new HashMap<>();
    private final List<InMemory> state;

    private FakeUnitOfWork(List<InMemory> state) {
        this.state = state;
    }

    /** Over this state: a {@link FakeJournal}, {@link FakeDeadlines}, the maps behind fake ports. */
    public static FakeUnitOfWork over(InMemory... state) {
        return new FakeUnitOfWork(List.of(state));
    }

    /** Fails in {@link #read}; fakes call it before they write. */
    public static void checkMayWrite() {
        if (READ_ONLY.isBound() && READ_ONLY.get()) {
            throw new IllegalStateException("This unit of work only reads");
        }
    }

    @Override
    public <R extends Message> R once(RequestKey key, Parser<R> reply, Supplier<R> work) {
        Intention intention = new Intention(key.caller(), key.method(), key.requestId());
        return transact(false, () -> {
            Stored earlier = replies.get(intention);
            if (earlier != null) {
                return repeat(earlier, key, reply);
            }
            R result = work.get();
            replies.put(intention, new Stored(key.bodyHash(), result.toByteArray()));
            return result;
        });
    }

    private static <R extends Message> R repeat(Stored earlier, RequestKey key, Parser<R> reply) {
        if (!Arrays.equals(earlier.bodyHash(), key.bodyHash())) {
            throw PostgresUnitOfWork.requestIdReused(key.requestId()).asException();
        }
        try {
            return reply.parseFrom(earlier.reply());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored reply cannot be read", e);
        }
    }

    @Override
    public <T> T run(String actor, Supplier<T> work) {
        return transact(false, work);
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return transact(true, work);
    }

    private <T> T transact(boolean readOnly, Supplier<T> work) {
        lock.lock();
        try {
            List<Runnable> restore = state.stream().map(InMemory::remember).toList();
            try {
                return ScopedValue.where(READ_ONLY, readOnly).call(work::get);
            } catch (Throwable t) {
                restore.forEach(Runnable::run);
                throw t;
            }
        } finally {
            lock.unlock();
        }
    }
}
