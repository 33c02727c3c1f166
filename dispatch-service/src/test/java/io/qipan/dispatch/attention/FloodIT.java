package io.qipan.dispatch.attention;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.AttentionRest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListAttentionsResponse;
import io.qipan.runtime.refusal.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Exceptions that come faster than anybody reads. {@code -Dqipan.test.seed=N} shuffles them the same again. */
class FloodIT extends AttentionScenario {
    private static final int RAISED = 5_000;
    private static final int RESOURCES = 600;
    private static final int THREADS = 4;
    /** Of two kinds, in turns. */
    private static final List<AttentionKind> KINDS =
            List.of(AttentionKind.ORDER_UNANSWERED, AttentionKind.COMPLAINT_OVERDUE);

    private static Occasion occasion(int number) {
        int resource = number % RESOURCES;
        return new Occasion(
                KINDS.get(resource % 2),
                "orders/01939b4e-0000-7000-8000-%012x".formatted(resource),
                "told " + number,
                1);
    }

    /** Each unit of work raises up to ten, of any resources. */
    private void raise(List<Occasion> occasions) {
        for (int from = 0; from < occasions.size(); from += 10) {
            List<Occasion> some = occasions.subList(from, Math.min(from + 10, occasions.size()));
            var ignored = DATABASE.unitOfWork().run("system:flood", () -> {
                dispatch.attentions().raise().raise(some);
                return some;
            });
        }
    }

    private void flood() throws InterruptedException, ExecutionException {
        long seed = Long.getLong("qipan.test.seed", System.nanoTime());
        List<Occasion> all = new ArrayList<>();
        for (int i = 0; i < RAISED; i++) {
            all.add(occasion(i));
        }
        Collections.shuffle(all, new Random(seed));
        System.out.println("qipan.test.seed=" + seed);
        List<Future<?>> floods = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                List<Occasion> share = all.subList(i * RAISED / THREADS, (i + 1) * RAISED / THREADS);
                floods.add(threads.submit(() -> raise(share)));
            }
        }
        for (Future<?> done : floods) {
            var ignored = done.get();
        }
    }

    @Test
    void each_thing_is_one_row_with_the_right_count_and_the_queue_stays_readable() throws Exception {
        // Given
        flood();

        // When
        ListAttentionsResponse queue = queue();

        // Then
        assertThat(rows("select count(*) || ' ' || sum(times) from attention")).containsExactly("600 5000");
        assertThat(rows("select distinct times::text from attention order by 1"))
                .containsExactly("8", "9");
        assertThat(rows("select count(*)::text from attention where times = 9")).containsExactly("200");
        assertThat(queue.getAttentionsList()).hasSize(40);
        assertThat(queue.getAttentionsList().subList(0, 20))
                .extracting(Attention::getKind)
                .containsOnly(Kind.ORDER_UNANSWERED);
        assertThat(queue.getRestsList())
                .extracting(AttentionRest::getKind, AttentionRest::getCount)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.ORDER_UNANSWERED, 280L),
                        org.assertj.core.groups.Tuple.tuple(Kind.COMPLAINT_OVERDUE, 280L));
        assertThat(rows("select count(*)::text from deadline where kind = 'attention.look'"))
                .containsExactly("600");
    }

    @Test
    void what_the_queue_does_not_show_is_listed_by_its_kind() throws Exception {
        // Given
        flood();
        ListAttentionsRequest.Builder request = ListAttentionsRequest.newBuilder()
                .setOptionalKind(Kind.COMPLAINT_OVERDUE)
                .setPageSize(130);
        List<Attention> listed = new ArrayList<>();

        // When
        String token = "";
        do {
            ListAttentionsResponse page =
                    desk().attentions.listAttentions(request.setPageToken(token).build());
            listed.addAll(page.getAttentionsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        // Then
        assertThat(listed).hasSize(300).extracting(Attention::getName).doesNotHaveDuplicates();
        assertThat(reasonOf(refused(() -> desk().attentions
                        .listAttentions(ListAttentionsRequest.newBuilder()
                                .setPageSize(1)
                                .build()))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(() -> desk().attentions
                        .listAttentions(request.setPageToken("made up").build()))))
                .isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void two_changes_around_one_incident_do_not_wait_for_each_other() throws Exception {
        // Given
        Incident incident = desk().open(anIncident("theft"));
        pass(300);
        Attention raised = only(Kind.INCIDENT_OVERDUE);

        // When: the second is stored while the first is still under way
        boolean second = DATABASE.unitOfWork().run("system:first", () -> {
            tell(incident);
            return CompletableFuture.supplyAsync(() -> DATABASE.unitOfWork().run("system:second", () -> tell(incident)))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        });

        // Then
        assertThat(second).isTrue();
        assertThat(rows("select kind from deadline where subject like '" + raised.getName() + "/%'"))
                .containsExactly("attention.look_again", "attention.look_again");
        assertThat(pass(0)).isEqualTo(2);
        assertThat(now(raised).getState()).isEqualTo(Attention.State.UNTAKEN);
    }

    private boolean tell(Incident incident) {
        dispatch.around().journal().append(incident.getName(), "incident.noted", clock.instant(), "", incident);
        return true;
    }
}
