package io.qipan.dispatch.attention;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.Attention.State;
import io.qipan.proto.dispatch.v1.Attention.Urgency;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SummarizeAttentionsRequest;
import io.qipan.proto.dispatch.v1.SummarizeAttentionsResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionIT extends AttentionScenario {

    @Test
    void what_is_told_again_counts_up_and_stays_one() {
        // Given
        Call call = desk().take(aCall());
        pass(120);
        Attention first = only(Kind.CALL_UNDECIDED);
        pass(120);

        // When
        pass(120);

        // Then
        Attention third = only(Kind.CALL_UNDECIDED);
        assertThat(third.getName()).isEqualTo(first.getName());
        assertThat(third.getEtag()).isEqualTo(first.getEtag());
        assertThat(third.getResource()).isEqualTo(call.getName());
        assertThat(third.getTimes()).isEqualTo(3);
        assertThat(third.getFirstAt()).isEqualTo(first.getFirstAt());
        assertThat(Times.instant(third.getLastAt())).isEqualTo(clock.instant());
        assertThat(third.getUrgency()).isEqualTo(Urgency.HIGH);
        assertThat(third.getOwner()).isEqualTo("wang");
        assertThat(told(first.getName()))
                .containsExactly("attention.raised", "attention.raised_again", "attention.raised_again");
        assertThat(deadlines(first.getName())).containsExactly("attention.look");
    }

    @Test
    void one_of_a_kind_that_only_a_newer_replica_knows_stays_what_it_is_and_keeps_nobody_from_the_others() {
        // Given
        Call call = desk().take(aCall());
        pass(120);
        DATABASE.execute("update attention set kind = 'ICE_BROKEN'");
        Attention unknown = queue().getAttentionsList().getFirst();
        dispatch.attentions().measure().measure();
        double counted = dispatch.meters()
                .get("qipan.attentions.open")
                .tag("kind", "unknown")
                .gauge()
                .value();
        pass(Duration.ofHours(1));

        // When
        Attention taken = take(li(), now(unknown));

        // Then
        assertThat(unknown.getKind()).isEqualTo(Kind.KIND_UNSPECIFIED);
        assertThat(counted).isEqualTo(1);
        assertThat(only(Kind.CALL_UNDECIDED).getResource()).isEqualTo(call.getName());
        assertThat(told(unknown.getName())).contains("attention.escalated");
        assertThat(taken.getState()).isEqualTo(State.TAKEN);
        assertThat(rows("select kind from attention order by kind")).containsExactly("CALL_UNDECIDED", "ICE_BROKEN");
        assertThat(settle(li(), taken).getState()).isEqualTo(State.SETTLED);
    }

    @Test
    void it_is_settled_by_itself_as_soon_as_its_cause_is_gone() {
        // Given
        Order order = desk().send(desk().open(anIncident("drowning")), "units/boat-1");
        pass(15);
        List<Attention> afterTheUnitWasAlerted = of(Kind.ORDER_UNANSWERED);
        pass(15);
        Attention raised = only(Kind.ORDER_UNANSWERED);
        Order delivered = unit("units/boat-1").deliver(desk().now(order));
        pass(0);
        State onDelivery = now(raised).getState();

        // When
        Order accepted = unit("units/boat-1").accept(delivered);
        pass(0);

        // Then
        assertThat(accepted.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(afterTheUnitWasAlerted).isEmpty();
        assertThat(raised.getUrgency()).isEqualTo(Urgency.HIGHEST);
        assertThat(raised.getIncident()).isEqualTo(order.getIncident());
        assertThat(raised.getText()).isEqualTo("alert_owner");
        assertThat(onDelivery).isEqualTo(State.UNTAKEN);
        Attention settled = now(raised);
        assertThat(settled.getState()).isEqualTo(State.SETTLED);
        assertThat(settled.getSettledBy()).isEqualTo("system:attention.look");
        assertThat(deadlines(raised.getName())).isEmpty();
        assertThat(queue().getAttentionsList()).isEmpty();
    }

    @Test
    void an_order_that_timed_out_asks_for_another_until_one_is_open() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order lost = desk().send(incident, "units/boat-1");
        pass(15);
        pass(15);
        pass(30);
        pass(60);
        Attention timedOut = only(Kind.ORDER_TIMED_OUT);
        Attention noUnit = only(Kind.INCIDENT_OVERDUE);

        // When
        Order next = desk().send(desk().now(incident), "units/boat-2");
        pass(0);

        // Then
        assertThat(next.getState()).isEqualTo(Order.State.SENT);
        assertThat(timedOut.getResource()).isEqualTo(lost.getName());
        assertThat(noUnit.getResource()).isEqualTo(incident.getName());
        assertThat(now(timedOut).getState()).isEqualTo(State.SETTLED);
        assertThat(now(noUnit).getState()).isEqualTo(State.SETTLED);
        assertThat(of(Kind.ORDER_UNANSWERED)).isEmpty();
    }

    @Test
    void the_end_of_the_incident_settles_what_was_open_about_it() {
        // Given
        Incident incident = desk().open(anIncident("theft"));
        pass(300);
        Attention raised = only(Kind.INCIDENT_OVERDUE);

        // When
        Incident ended = desk().end(desk().now(incident));
        pass(0);

        // Then
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(now(raised).getState()).isEqualTo(State.SETTLED);
        assertThat(now(raised).getNote()).isEqualTo("Its cause is gone");
    }

    @Test
    void a_person_takes_and_settles_it_and_its_cause_raises_another() {
        // Given
        Call call = desk().take(aCall());
        pass(120);
        Attention taken = take(desk(), only(Kind.CALL_UNDECIDED));
        var others = refused(() -> settle(li(), taken));
        var again = refused(() -> take(desk(), taken));
        Attention over = take(li(), taken);

        // When
        Attention settled = settle(li(), over);

        // Then
        assertThat(reasonOf(others)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(again)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(List.of(taken.getOwner(), over.getOwner())).containsExactly("wang", "li");
        assertThat(settled.getState()).isEqualTo(State.SETTLED);
        assertThat(settled.getSettledBy()).isEqualTo("li");
        assertThat(settled.getNote()).isEqualTo("told them over the radio");
        assertThat(reasonOf(refused(() -> take(desk(), taken)))).isEqualTo(Reason.STALE_ETAG);
        pass(120);
        Attention next = only(Kind.CALL_UNDECIDED);
        assertThat(next.getResource()).isEqualTo(call.getName());
        assertThat(next.getName()).isNotEqualTo(settled.getName());
        assertThat(next.getTimes()).isEqualTo(1);
    }

    @Test
    void what_nobody_takes_goes_to_the_commanders_desk_if_it_is_of_the_highest_urgency() {
        // Given
        Incident drowning = desk().open(anIncident("drowning"));
        Incident theft = desk().open(anIncident("theft"));
        pass(300);
        Attention highest = of(Kind.INCIDENT_OVERDUE).getFirst();
        Attention normal = of(Kind.INCIDENT_OVERDUE).getLast();

        // When
        pass(120);

        // Then
        assertThat(List.of(highest.getResource(), normal.getResource()))
                .containsExactly(drowning.getName(), theft.getName());
        assertThat(now(highest).getOwner()).isEqualTo("desk:command");
        assertThat(now(highest).getReminders()).isEqualTo(1);
        assertThat(told(highest.getName())).containsExactly("attention.raised", "attention.escalated");
        assertThat(now(normal).getOwner()).isEqualTo("wang");
        assertThat(take(li(), now(highest)).getReminders()).isZero();
    }

    @Test
    void a_call_that_nobody_decides_goes_to_the_commanders_desk_too() {
        // Given
        Call call = desk().take(aCall());
        pass(120);
        Attention undecided = only(Kind.CALL_UNDECIDED);

        // When
        pass(600);

        // Then
        assertThat(undecided.getResource()).isEqualTo(call.getName());
        assertThat(undecided.getOwner()).isEqualTo("wang");
        assertThat(now(undecided).getOwner()).isEqualTo("desk:command");
        assertThat(told(undecided.getName())).contains("attention.escalated");
    }

    @Test
    void what_comes_of_a_drill_is_in_another_queue_and_in_no_figure() {
        // Given
        Incident drill = desk().open(anIncident("drowning").setDrill(true));
        Incident real = desk().open(anIncident("theft"));
        pass(300);
        ListAttentionsRequest exercises =
                ListAttentionsRequest.newBuilder().setDrill(true).build();

        // When
        List<Attention> exercise = desk().attentions.listAttentions(exercises).getAttentionsList();

        // Then
        assertThat(exercise).singleElement().extracting(Attention::getResource).isEqualTo(drill.getName());
        assertThat(exercise.getFirst().getDrill()).isTrue();
        assertThat(queue().getAttentionsList())
                .singleElement()
                .extracting(Attention::getResource)
                .isEqualTo(real.getName());
        dispatch.attentions().measure().measure();
        assertThat(dispatch.meters()
                        .get("qipan.attentions.open")
                        .tag("kind", "incident_overdue")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void it_is_open_work_and_is_summed_up_with_the_age_of_the_oldest() {
        // Given
        Call call = desk().take(aCall());
        pass(120);
        Attention taken = take(desk(), only(Kind.CALL_UNDECIDED));
        Incident incident = desk().open(anIncident("drowning"));
        pass(300);

        // When
        SummarizeAttentionsResponse sum =
                desk().attentions.summarizeAttentions(SummarizeAttentionsRequest.getDefaultInstance());

        // Then
        assertThat(sum.getOpen()).isEqualTo(2);
        assertThat(sum.getOldestAgeS()).isEqualTo(300);
        assertThat(sum.getCountsList())
                .extracting(count ->
                        count.getKind() + " " + count.getUrgency() + " " + count.getOpen() + " " + count.getUntaken())
                .containsExactly("INCIDENT_OVERDUE HIGHEST 1 1", "CALL_UNDECIDED HIGH 1 0");
        assertThat(List.of(call.getName(), incident.getName())).doesNotHaveDuplicates();
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .filteredOn(work -> work.getResource().equals(taken.getName()))
                .singleElement()
                .extracting(OpenWork::getOwner)
                .isEqualTo("wang");
        dispatch.attentions().measure().measure();
        assertThat(dispatch.meters().get("qipan.attentions.oldest").gauge().value())
                .isEqualTo(300);
    }

    @Test
    void a_deadline_that_was_lost_is_looked_into_by_a_person() {
        // Given
        Call call = desk().take(aCall());
        DATABASE.execute("delete from deadline");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).containsExactly(call.getName());
        Attention lost = only(Kind.DEADLINE_LOST);
        assertThat(lost.getResource()).isEqualTo(call.getName());
        assertThat(lost.getText()).contains("call.decide");
        pass(0);
        assertThat(now(lost).getState()).isEqualTo(State.UNTAKEN);
    }
}
