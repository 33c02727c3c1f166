package io.qipan.runtime.journal;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.StringValue;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc;
import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A journal and a feed over a database, as one replica of a service has them. */
final class LiveFeed implements AutoCloseable {

    /** As dispatch-service has them, but that each order belongs to the unit of its number, each referral to the agency. */
    static final JournaledKinds KINDS = JournaledKinds.readBy(Map.of(
                    "calls", CallServiceGrpc.getGetCallMethod(),
                    "incidents", IncidentServiceGrpc.getGetIncidentMethod(),
                    "orders", OrderServiceGrpc.getGetOrderMethod(),
                    "referrals", ReferralServiceGrpc.getGetReferralMethod()))
            .watchedByAgencies(
                    "referrals",
                    StringValue.parser(),
                    state -> state.getValue().replace("state of referrals/", "agencies/"))
            .watchedByUnits(
                    "orders", StringValue.parser(), state -> state.getValue().replace("state of orders/", "units/"));

    final TestClock clock = TestClock.standing();
    final PostgresUnitOfWork unitOfWork;
    final Journal journal = new PostgresJournal(clock);
    final FeedStore store;
    private final Observed sequencing;
    private final Observed reading;
    final Sequencer sequencer;
    final Feed feed;

    LiveFeed(TestDatabase database) {
        unitOfWork = new PostgresUnitOfWork(new Database(database.pool()));
        sequencing = new Observed(unitOfWork);
        reading = new Observed(unitOfWork);
        store = new FeedStore(reading);
        sequencer = new Sequencer(sequencing);
        feed = new Feed(sequencer, new FeedStore(unitOfWork));
        unitOfWork.afterCommit(News.CHANGES, feed::wake);
    }

    /** Counts what is done, and reads as slowly as a test wants. */
    private record Observed(UnitOfWork unitOfWork, AtomicLong runs, AtomicLong reads, AtomicReference<Duration> delay)
            implements UnitOfWork {

        Observed(UnitOfWork unitOfWork) {
            this(unitOfWork, new AtomicLong(), new AtomicLong(), new AtomicReference<>(Duration.ZERO));
        }

        @Override
        public <R extends Message> R once(RequestKey key, Parser<R> reply, Supplier<R> work) {
            return unitOfWork.once(key, reply, work);
        }

        @Override
        public <T> T run(String actor, Supplier<T> work) {
            runs.incrementAndGet();
            return unitOfWork.run(actor, work);
        }

        @Override
        public <T> T read(Supplier<T> work) {
            reads.incrementAndGet();
            return unitOfWork.read(() -> {
                if (delay.get().isPositive()) {
                    long ignored = Tx.current()
                            .query("select pg_sleep($1)", delay.get().toMillis() / 1000.0)
                            .size();
                }
                return work.get();
            });
        }
    }

    /** How often the sequencer looked for something to seal. */
    long seals() {
        return sequencing.runs().get();
    }

    /** How often watchers and callers, not the feed itself, have read from the database. */
    long reads() {
        return reading.reads().get();
    }

    /** Lets each of these reads take at least so long. */
    void readSlowly(Duration each) {
        reading.delay().set(each);
    }

    /** Tells one change of each resource, in one unit of work. */
    void change(String... resources) {
        boolean ignored = unitOfWork.run("system:test", () -> {
            tell(resources);
            return true;
        });
    }

    /** The same, told all at once. */
    void changeAtOnce(String... resources) {
        boolean ignored = unitOfWork.run("system:test", () -> {
            journal.appendAll(Stream.of(resources)
                    .map(resource -> new Journal.Entry(
                            resource, "thing.changed", clock.instant(), "", StringValue.of("state of " + resource)))
                    .toList());
            return true;
        });
    }

    /** Changes of one resource, each with a state of so many bytes. */
    void bigChanges(String resource, int count, int bytes) {
        boolean ignored = unitOfWork.run("system:test", () -> {
            for (int i = 0; i < count; i++) {
                journal.append(resource, "thing.changed", clock.instant(), "", StringValue.of("0".repeat(bytes)));
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
