package io.qipan.dispatch.supervision;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AcceptSupervisionAnswerRequest;
import io.qipan.proto.dispatch.v1.AnswerSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.GetSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IssueSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.ListSupervisionOrdersRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.ReturnSupervisionAnswerRequest;
import io.qipan.proto.dispatch.v1.SignSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.SupervisionOrder;
import io.qipan.proto.dispatch.v1.SupervisionOrder.State;
import io.qipan.proto.dispatch.v1.WithdrawSupervisionOrderRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisionIT extends DispatchScenario {

    private Desk chief() {
        return new Desk(harness.channelOf("chief", Role.COMMANDER));
    }

    private Desk li() {
        return new Desk(harness.channelOf("li", Role.DISPATCHER, Role.COMMANDER));
    }

    private static IssueSupervisionOrderRequest.Builder about(Incident incident) {
        return IssueSupervisionOrderRequest.newBuilder()
                .setRequestId(newId())
                .setSubject(incident.getName())
                .setDemand("ask the neighbours, and tell the caller");
    }

    private SupervisionOrder issue(IssueSupervisionOrderRequest.Builder request) {
        return chief().supervisions.issueSupervisionOrder(request.build()).getSupervisionOrder();
    }

    private SupervisionOrder issued() {
        return issue(about(desk().open(anIncident("theft"))));
    }

    private static SupervisionOrder sign(Desk by, SupervisionOrder order) {
        return by.supervisions
                .signSupervisionOrder(SignSupervisionOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getSupervisionOrder();
    }

    private static SupervisionOrder answer(Desk by, SupervisionOrder order) {
        return by.supervisions
                .answerSupervisionOrder(AnswerSupervisionOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setAnswer("asked three, none saw anything")
                        .build())
                .getSupervisionOrder();
    }

    private static SupervisionOrder accept(Desk by, SupervisionOrder order) {
        return by.supervisions
                .acceptSupervisionAnswer(AcceptSupervisionAnswerRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getSupervisionOrder();
    }

    private SupervisionOrder giveBack(SupervisionOrder order, Duration until) {
        return chief().supervisions
                .returnSupervisionAnswer(ReturnSupervisionAnswerRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setReason("the caller was not told")
                        .setDueAt(Times.message(clock.instant().plus(until)))
                        .build())
                .getSupervisionOrder();
    }

    private SupervisionOrder withdraw(SupervisionOrder order) {
        return chief().supervisions
                .withdrawSupervisionOrder(WithdrawSupervisionOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setReason("issued twice")
                        .build())
                .getSupervisionOrder();
    }

    private SupervisionOrder now(SupervisionOrder order) {
        return desk().supervisions
                .getSupervisionOrder(GetSupervisionOrderRequest.newBuilder()
                        .setName(order.getName())
                        .build())
                .getSupervisionOrder();
    }

    private List<Attention> overdue() {
        return desk().attentions
                .listAttentions(ListAttentionsRequest.newBuilder()
                        .setOptionalKind(Kind.SUPERVISION_OVERDUE)
                        .build())
                .getAttentionsList();
    }

    private long hoursUntilDeadline(SupervisionOrder order) {
        return Duration.between(clock.instant(), Times.instant(order.getNextDeadlineAt()))
                .toHours();
    }

    @Test
    void it_is_signed_answered_returned_and_accepted_each_by_its_clock() {
        // Given
        SupervisionOrder issued = issued();
        SupervisionOrder signed = sign(desk(), issued);
        SupervisionOrder answered = answer(desk(), signed);
        SupervisionOrder returned = giveBack(answered, Duration.ofHours(5));
        SupervisionOrder again = answer(desk(), returned);

        // When
        SupervisionOrder accepted = accept(chief(), again);

        // Then
        assertThat(List.of(issued, signed, answered, returned, again, accepted))
                .extracting(SupervisionOrder::getState)
                .containsExactly(
                        State.ISSUED, State.SIGNED, State.ANSWERED, State.SIGNED, State.ANSWERED, State.ACCEPTED);
        assertThat(List.of(issued, signed, answered, returned))
                .extracting(this::hoursUntilDeadline)
                .containsExactly(2L, 72L, 24L, 5L);
        assertThat(List.of(issued, signed, answered, returned))
                .extracting(SupervisionOrder::getOwner)
                .containsExactly("wang", "wang", "chief", "wang");
        assertThat(accepted.getReturns()).isEqualTo(1);
        assertThat(accepted.getReason()).isEqualTo("the caller was not told");
        assertThat(accepted.getOverBy()).isEqualTo("chief");
        assertThat(accepted.getLate()).isFalse();
        assertThat(now(accepted)).isEqualTo(accepted);
        assertThat(deadlines(accepted.getName())).isEmpty();
        assertThat(told(accepted.getName()))
                .containsExactly(
                        "supervision_order.issued",
                        "supervision_order.signed",
                        "supervision_order.answered",
                        "supervision_order.returned",
                        "supervision_order.answered",
                        "supervision_order.accepted");
        assertThat(reasonOf(refused(() -> withdraw(accepted)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void only_the_addressee_signs_only_who_signed_answers_and_somebody_else_accepts() {
        // Given
        SupervisionOrder own = issued();
        SupervisionOrder toADesk = issue(about(desk().open(anIncident("theft"))).setOptionalAddressee("desk:dispatch"));
        var stranger = refused(() -> sign(li(), own));
        SupervisionOrder signed = sign(li(), toADesk);
        var another = refused(() -> answer(desk(), signed));
        SupervisionOrder answered = answer(li(), signed);

        // When
        var judge = refused(() -> accept(li(), answered));

        // Then
        assertThat(reasonOf(stranger)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(another)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(judge)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(accept(chief(), answered).getState()).isEqualTo(State.ACCEPTED);
        assertThat(reasonOf(refused(() -> desk().supervisions
                        .issueSupervisionOrder(
                                about(desk().open(anIncident("theft"))).build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void what_nobody_signs_is_reminded_escalated_and_stands_in_the_queue_until_somebody_does() {
        // Given
        SupervisionOrder issued = issued();
        pass(Duration.ofHours(2));
        SupervisionOrder reminded = now(issued);
        List<Attention> beforeEscalation = overdue();
        pass(Duration.ofHours(1));
        Attention raised = overdue().getFirst();

        // When
        SupervisionOrder signed = sign(desk(), now(issued));
        pass(0);

        // Then
        assertThat(reminded.getReminders()).isEqualTo(1);
        assertThat(reminded.getEscalated()).isFalse();
        assertThat(beforeEscalation).isEmpty();
        assertThat(raised.getResource()).isEqualTo(issued.getName());
        assertThat(raised.getIncident()).isEqualTo(issued.getSubject());
        assertThat(raised.getOwner()).isEqualTo("wang");
        assertThat(signed.getLate()).isTrue();
        assertThat(signed.getEscalated()).isFalse();
        assertThat(overdue()).isEmpty();
        assertThat(told(issued.getName()))
                .containsExactly(
                        "supervision_order.issued",
                        "supervision_order.reminded",
                        "supervision_order.escalated",
                        "supervision_order.signed");
    }

    @Test
    void it_is_due_neither_too_soon_nor_for_nothing() {
        // Given
        Incident incident = desk().open(anIncident("theft").setDrill(true));
        IssueSupervisionOrderRequest.Builder soon =
                about(incident).setDueAt(Times.message(clock.instant().plusSeconds(599)));

        // When
        var tooSoon = refused(() -> issue(soon));

        // Then
        assertThat(reasonOf(tooSoon)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(
                        () -> issue(about(incident).setSubject("complaints/01939b4e-0000-7000-8000-000000000009")))))
                .isEqualTo(Reason.NOT_FOUND);
        SupervisionOrder least =
                issue(about(incident).setDueAt(Times.message(clock.instant().plusSeconds(600))));
        assertThat(least.getDrill()).isTrue();
        assertThat(least.getSignBy()).as("not later than it is due").isEqualTo(least.getDueAt());
    }

    @Test
    void it_is_open_work_and_listed_by_what_it_is_about() {
        // Given
        SupervisionOrder withdrawn = withdraw(issued());
        SupervisionOrder open = issued();
        DATABASE.execute("delete from deadline where kind = 'supervision_order.look'");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).containsExactly(open.getName());
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .extracting(OpenWork::getResource)
                .contains(open.getName())
                .doesNotContain(withdrawn.getName());
        assertThat(desk().supervisions
                        .listSupervisionOrders(ListSupervisionOrdersRequest.newBuilder()
                                .setOpenOnly(true)
                                .build())
                        .getSupervisionOrdersList())
                .containsExactly(open);
        assertThat(desk().supervisions
                        .listSupervisionOrders(ListSupervisionOrdersRequest.newBuilder()
                                .setOptionalSubject(withdrawn.getSubject())
                                .build())
                        .getSupervisionOrdersList())
                .containsExactly(withdrawn);
        assertThat(withdrawn.getReason()).isEqualTo("issued twice");
    }
}
