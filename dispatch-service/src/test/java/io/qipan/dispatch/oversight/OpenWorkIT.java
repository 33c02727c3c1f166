package io.qipan.dispatch.oversight;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkResponse;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenWorkIT extends DispatchScenario {

    private ListOpenWorkResponse list(ListOpenWorkRequest.Builder request) {
        return desk().oversight.listOpenWork(request.build());
    }

    private List<OpenWork> orphans() {
        return list(ListOpenWorkRequest.newBuilder().setOrphansOnly(true)).getWorkList();
    }

    @Test
    void what_is_due_first_comes_first() {
        // Given
        Call call = desk().take(aCall());
        Incident waiting = desk().open(anIncident("theft"));
        Incident active = desk().open(anIncident("drowning"));
        Order order = desk().send(active, "units/boat-1");

        // When
        ListOpenWorkResponse first = list(ListOpenWorkRequest.newBuilder().setPageSize(3));
        ListOpenWorkResponse second =
                list(ListOpenWorkRequest.newBuilder().setPageSize(3).setPageToken(first.getNextPageToken()));

        // Then: 15 s, 2 min, 5 min, 30 min
        assertThat(first.getWorkList())
                .extracting(OpenWork::getResource)
                .containsExactly(order.getName(), call.getName(), waiting.getName());
        assertThat(second.getWorkList()).extracting(OpenWork::getResource).containsExactly(active.getName());
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(first.getWorkList()).extracting(OpenWork::getState).containsExactly("sent", "open", "new");
        assertThat(first.getWorkList()).extracting(OpenWork::getOwner).containsOnly("wang");
        assertThat(Times.instant(first.getWork(0).getNextDeadlineAt()))
                .isEqualTo(clock.instant().plusSeconds(15));
        StatusRuntimeException changed = refused(() ->
                list(ListOpenWorkRequest.newBuilder().setOrphansOnly(true).setPageToken(first.getNextPageToken())));
        assertThat(reasonOf(changed)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void what_is_due_at_the_same_time_is_listed_once_over_pages() {
        // Given
        for (int i = 0; i < 5; i++) {
            Call ignored = desk().take(aCall());
        }
        ListOpenWorkRequest.Builder request = ListOpenWorkRequest.newBuilder().setPageSize(2);

        // When
        ListOpenWorkResponse first = list(request);
        ListOpenWorkResponse second = list(request.setPageToken(first.getNextPageToken()));
        ListOpenWorkResponse third = list(request.setPageToken(second.getNextPageToken()));

        // Then
        assertThat(Stream.of(first, second, third).flatMap(page -> page.getWorkList().stream()))
                .extracting(OpenWork::getResource)
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_over_is_not_listed() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order order = desk().clear(desk().send(incident, "units/boat-1"));

        // When
        Incident ended = desk().end(desk().now(incident));

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(list(ListOpenWorkRequest.newBuilder()).getWorkList()).isEmpty();
    }

    @Test
    void there_is_nothing_to_adopt() {
        // Given
        Order order = desk().send(desk().open(anIncident("drowning")), "units/boat-1");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).isEmpty();
        assertThat(orphans()).isEmpty();
        assertThat(dispatch.meters().counter("qipan.orphans").count()).isZero();
        assertThat(deadlines(order.getName())).containsExactly("order.acknowledge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls/%", "incidents/%", "orders/%"})
    void a_lost_deadline_is_found_counted_and_set_for_when_it_was_due(String lost) {
        // Given
        Call call = desk().take(aCall());
        Order order = desk().send(desk().open(anIncident("drowning")), "units/boat-1");
        DATABASE.execute("delete from deadline where subject like '" + lost + "'");
        List<OpenWork> orphans = orphans();

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(orphans).hasSize(1);
        assertThat(adopted).containsExactly(orphans.getFirst().getResource());
        assertThat(dispatch.meters().counter("qipan.orphans").count()).isEqualTo(1);
        assertThat(orphans()).isEmpty();
        Instant due = Times.instant(orphans.getFirst().getNextDeadlineAt());
        int ignored = pass(Duration.between(clock.instant(), due).minusSeconds(1));
        assertThat(told(adopted.getFirst())).doesNotContain("call.overdue", "incident.overdue", "order.escalated");
        ignored = pass(1);
        assertThat(told(adopted.getFirst()).getLast()).isIn("call.overdue", "incident.overdue", "order.escalated");
        assertThat(List.of(call.getName(), order.getName(), order.getIncident()))
                .contains(adopted.getFirst());
    }

    @Test
    void a_requested_order_whose_deadline_was_lost_is_sent_after_all() {
        // Given
        patrol.goAway();
        Order requested = desk().send(desk().open(anIncident("drowning")), "units/boat-1");
        DATABASE.execute("delete from deadline where subject = '" + requested.getName() + "'");
        patrol.comeBack();

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).containsExactly(requested.getName());
        assertThat(pass(0)).isEqualTo(1);
        assertThat(desk().now(requested).getState()).isEqualTo(Order.State.SENT);
    }

    @Test
    void a_deadline_of_an_order_that_was_settled_meanwhile_goes_away() {
        // Given
        Order sent = desk().send(desk().open(anIncident("drowning")), "units/boat-1");
        DATABASE.execute("insert into deadline (kind, subject, due_at) values ('order.settle', '" + sent.getName()
                + "', '2026-11-20T02:00:00Z')");

        // When
        pass(0);

        // Then
        assertThat(deadlines(sent.getName())).containsExactly("order.acknowledge");
        assertThat(desk().now(sent)).isEqualTo(sent);
    }

    @Test
    void the_sweep_measures_what_is_open() {
        // Given
        Order order = desk().send(desk().open(anIncident("drowning")), "units/boat-1");
        Call call = desk().take(aCall());

        // When
        dispatch.oversight().sweep().sweep();

        // Then
        assertThat(List.of(order.getName(), call.getName())).doesNotHaveDuplicates();
        for (String kind : List.of("calls", "incidents", "orders")) {
            assertThat(dispatch.meters()
                            .get("qipan.open")
                            .tag("kind", kind)
                            .gauge()
                            .value())
                    .as(kind)
                    .isEqualTo(1);
        }
    }
}
