package io.qipan.dispatch.oversight;

import static io.qipan.dispatch.Desk.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.testkit.TestDatabase;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two replicas that look through what is open at the same time. */
class TwoSweepsIT extends DispatchScenario {

    @Test
    void what_both_of_them_see_is_adopted_once() {
        // Given a lost deadline that a third one, who gives it up later, keeps both from setting again
        Call call = desk().take(aCall());
        DATABASE.execute("delete from deadline where subject = '" + call.getName() + "'");
        SqlConnection third = hold(
                "insert into deadline (kind, subject, due_at) values ('call.decide', '" + call.getName() + "', now())");

        // When
        List<String> adopted;
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> one =
                    replicas.submit(() -> dispatch.oversight().adopt());
            Future<List<String>> other =
                    replicas.submit(() -> dispatch.oversight().adopt());
            await().until(() -> waitingForLocks() == 2);
            release(third);
            adopted = Stream.of(one, other)
                    .flatMap(sweep -> TestDatabase.await(sweep).stream())
                    .toList();
        }

        // Then
        assertThat(adopted).containsExactly(call.getName());
        assertThat(dispatch.meters().counter("qipan.orphans").count()).isEqualTo(1);
        assertThat(rows("select action from journal where kind = 'attentions'")).containsExactly("attention.raised");
    }

    private static SqlConnection hold(String statement) {
        SqlConnection connection = TestDatabase.await(
                DATABASE.pool().getConnection().toCompletionStage().toCompletableFuture());
        connection.query("begin").execute();
        int ignored = TestDatabase.await(connection
                        .query(statement)
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture())
                .rowCount();
        return connection;
    }

    private static void release(SqlConnection connection) {
        int ignored = TestDatabase.await(connection
                        .query("rollback")
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture())
                .rowCount();
        connection.close();
    }

    private static int waitingForLocks() {
        return rows("select pid::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .size();
    }
}
