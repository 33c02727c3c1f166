package io.qipan.runtime.follow;

import com.google.protobuf.StringValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.journal.Sequencer;
import io.qipan.runtime.journal.WatchRpc;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.rpc.RpcServer;
import io.qipan.runtime.rpc.ServerLimits;
import io.qipan.runtime.tls.Security;
import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Another service with a feed, behind a real port that stays the same. */
final class OtherService implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final JournaledKinds KINDS =
            JournaledKinds.readBy(Map.of("incidents", IncidentServiceGrpc.getGetIncidentMethod()));

    /** One start of it. */
    private record Run(
            PostgresUnitOfWork unitOfWork, FeedStore store, Feed feed, RpcPipeline pipeline, RpcServer server) {}

    private final TestDatabase database;
    private final Journal journal;
    private final TestClock clock;
    private int port;
    private @Nullable Run run;

    OtherService(TestDatabase database, TestClock clock) {
        this.database = database;
        this.clock = clock;
        this.journal = new PostgresJournal(clock);
    }

    void start() {
        PostgresUnitOfWork unitOfWork = new PostgresUnitOfWork(new Database(database.pool()));
        FeedStore store = new FeedStore(unitOfWork);
        Feed feed = new Feed(new Sequencer(unitOfWork), store);
        unitOfWork.afterCommit(News.CHANGES, feed::wake);
        feed.start();
        RpcPipeline pipeline = new RpcPipeline(
                new SimpleMeterRegistry(),
                TestTokens.verifier(InstantSource.system()),
                RpcHarness.limits(Duration.ofSeconds(15), 8, 8),
                (method, status) -> {});
        pipeline.open();
        RpcServer server = new RpcServer(
                new InetSocketAddress("127.0.0.1", port),
                List.of(new WatchRpc(feed, store, KINDS, clock).bindService()),
                pipeline,
                Security.NONE,
                new ServerLimits(16 << 10, 100, 100, LONG, LONG, LONG));
        server.start();
        port = server.port();
        run = new Run(unitOfWork, store, feed, pipeline, server);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void stop() {
        Run stopped = running();
        run = null;
        stopped.feed().endWatches();
        stopped.server().drain(Duration.ofSeconds(5));
        stopped.pipeline().close();
        stopped.feed().close();
    }

    /** Tells of each that it says so, and waits until the feed has it. */
    void tell(String says, String... resources) {
        long before = running().store().newest();
        boolean ignored = running().unitOfWork().run("system:test", () -> {
            for (String resource : resources) {
                journal.append(resource, "thing.changed", clock.instant(), "", StringValue.of(says));
            }
            return true;
        });
        Awaitility.await().until(() -> running().store().newest() == before + resources.length);
    }

    /** While it is stopped: the database is as it was at a revision, as an operator brings it back. */
    void restoreTo(long revision) {
        database.execute("delete from feed where revision > " + revision);
        database.execute("delete from journal where position not in (select position from feed)");
        database.execute("update feed_head set source = gen_random_uuid(), revision = " + revision
                + ", hash = (select hash from feed where revision = " + revision + ")");
    }

    /** While it is stopped: so much has changed since that nobody is told all of it. */
    void haveAMillionOtherChanges() {
        database.execute(
                "update feed set revision = revision + 1000005 where revision = (select max(revision) from feed)");
        database.execute("update feed_head set revision = (select max(revision) from feed)");
    }

    private Run running() {
        return Objects.requireNonNull(run, "It is stopped");
    }

    @Override
    public void close() {
        if (run != null) {
            stop();
        }
    }
}
