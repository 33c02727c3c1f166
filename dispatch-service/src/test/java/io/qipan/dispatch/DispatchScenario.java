package io.qipan.dispatch;

import io.qipan.dispatch.peer.FakeEcologyCases;
import io.qipan.dispatch.peer.FakePatrol;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole service on PostgreSQL, called as clients call it; time and the other services do as the test says. */
public abstract class DispatchScenario {
    @RegisterExtension
    protected static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/dispatch")
            .keeping("incident_type", "duplicate_rule", "scope_list", "scope_entry", "category_catalogue");

    protected final TestClock clock = TestClock.standing();
    protected final FakePatrol patrol = new FakePatrol();
    protected final FakeEcologyCases ecology = new FakeEcologyCases();
    protected final Dispatch dispatch = Dispatch.onPostgres(DATABASE.unitOfWork(), clock, patrol, ecology);
    private final DeadlineWorker worker = dispatch.worker();

    @RegisterExtension
    protected final RpcHarness harness = RpcHarness.serving(dispatch::services).withClock(clock);

    /** A dispatcher named wang. */
    protected Desk desk() {
        return new Desk(harness.channelOf("wang", Role.DISPATCHER));
    }

    protected Desk unit(String name) {
        return new Desk(harness.unitChannel(name));
    }

    /** Lets time pass and has everything done that is due then. Returns how much that was. */
    protected int pass(Duration time) {
        clock.advance(time);
        int handled = 0;
        while (worker.handleNext()) {
            handled++;
        }
        return handled;
    }

    protected int pass(long seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    /** One column of text. */
    protected static List<String> rows(String select) {
        return TestDatabase.await(DATABASE.pool()
                        .query(select)
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture())
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** What was told of a resource, in order. */
    protected static List<String> told(String resource) {
        return rows("select action from journal where resource = '" + resource + "' order by position");
    }

    /** The deadlines of a resource. */
    protected static List<String> deadlines(String resource) {
        return rows("select kind from deadline where subject = '" + resource + "' order by kind");
    }
}
