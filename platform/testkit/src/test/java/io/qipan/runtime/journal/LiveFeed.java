package io.qipan.runtime.journal;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.StringValue;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A journal and a feed over a database, as one replica of a service has them. */
final class LiveFeed implements AutoCloseable {

    /** As dispatch-service has them. */
    static final JournaledKinds KINDS = JournaledKinds.readBy(Map.of(
            "calls", CallServiceGrpc.getGetCallMethod(),
            "incidents", IncidentServiceGrpc.getGetIncidentMethod(),
            "orders", OrderServiceGrpc.getGetOrderMethod()));

    final TestClock clock = TestClock.standing();
    final PostgresUnitOfWork unitOfWork;
    final Journal journal = new PostgresJournal(clock);
    final FeedStore store;
    private final AtomicLong seals = new AtomicLong();
    final Sequencer sequencer;
    final Feed feed;

    LiveFeed(TestDatabase database) {
        unitOfWork = new PostgresUnitOfWork(new Database(database.pool()));
        store = new FeedStore(unitOfWork);
        sequencer = new Sequencer(new CountingSeals(unitOfWork, seals));
        feed = new Feed(sequencer, store);
        unitOfWork.afterCommit(News.CHANGES, feed::wake);
    }

    /** Counts what the sequencer does. */
    private record CountingSeals(UnitOfWork unitOfWork, AtomicLong seals) implements UnitOfWork {
        @Override
        public <R extends Message> R once(RequestKey key, Parser<R> reply, Supplier<R> work) {
            return unitOfWork.once(key, reply, work);
        }

        @Override
        public <T> T run(String actor, Supplier<T> work) {
            seals.incrementAndGet();
            return unitOfWork.run(actor, work);
        }

        @Override
        public <T> T read(Supplier<T> work) {
            return unitOfWork.read(work);
        }
    }

    /** How often the sequencer looked for something to seal. */
    long seals() {
        return seals.get();
    }

    LiveFeed started() {
        feed.start();
        return this;
    }

    /** Tells one change of each resource, in one unit of work. */
    void change(String... resources) {
        boolean ignored = unitOfWork.run("system:test", () -> {
            tell(resources);
            return true;
        });
    }

    /** Changes of one resource, each with a state of so many bytes. */
    void bigChanges(String resource, int count, int bytes) {
        boolean ignored = unitOfWork.run("system:test", () -> {
            for (int i = 0; i < count; i++) {
                journal.append(
                        resource, "thing.changed", clock.instant(), "", StringValue.of("0".repeat(bytes)));
            }
            return true;
        });
    }

    /** Within a unit of work. */
    void tell(String... resources) {
        for (String resource : resources) {
            journal.append(resource, "thing.changed", clock.instant(), "", StringValue.of("state of " + resource));
        }
    }

    /** Everything sealed so far. */
    List<Sealed> all() {
        List<Sealed> all = new ArrayList<>();
        List<Sealed> page;
        do {
            page = store.after(all.isEmpty() ? 0 : all.getLast().revision(), 1_000);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    List<String> resources() {
        return all().stream().map(change -> change.told().resource()).toList();
    }

    @Override
    public void close() {
        feed.close();
    }
}
