package io.qipan.dispatch.afteraction;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.dispatch.Desk;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.ShowMomentResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentIT extends AfterActionScenario {

    @Test
    void whatWasOpenIsToldAsItWas() throws InvalidProtocolBufferException {
        // Given
        Instant before = clock.instant();
        later(1);
        Incident incident = opened("drowning", false);
        Instant opened = clock.instant();
        Order order = workedOff(incident, "units/boat-1");
        Instant over = clock.instant();
        seal();

        // When
        List<Change> then = moment(at(opened));

        // Then
        assertThat(moment(at(before))).isEmpty();
        assertThat(then).extracting(Change::getResource).containsExactly(incident.getName());
        assertThat(then.getFirst().getState().unpack(Incident.class)).isEqualTo(incident);
        assertThat(then.getFirst().getActor()).isEqualTo("wang");
        assertThat(moment(at(over))).isEmpty();
        assertThat(moment(at(over).setIncludeEnded(true)))
                .extracting(Change::getResource)
                .containsExactly(incident.getCalls(0), incident.getName(), order.getName());
    }

    @Test
    void anOrderIsOpenFromItsRequestToItsEnd() {
        // Given
        Incident incident = opened("drowning", false);
        later(5);
        Order order = desk().send(incident, "units/boat-1");
        Instant sent = clock.instant();
        later(5);
        Order refused = desk().refuse(order, "no fuel");
        seal();

        // When
        List<Change> open = moment(at(sent).addKinds("orders"));

        // Then
        assertThat(open).extracting(Change::getResource).containsExactly(order.getName());
        assertThat(refused.getState()).isEqualTo(Order.State.REFUSED);
        assertThat(moment(at(clock.instant()).addKinds("orders"))).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheyEndedAlthoughMoreHappens() {
        // Given
        for (int i = 0; i < 7; i++) {
            assertThat(opened("theft", false).getName()).isNotEmpty();
        }
        seal();
        ShowMomentResponse first = commander()
                .afterAction
                .showMoment(
                        at(clock.instant()).addKinds("incidents").setPageSize(3).build());
        Incident more = opened("theft", false);
        seal();

        // When
        List<Change> rest =
                moment(at(clock.instant()).addKinds("incidents").setPageSize(3).setPageToken(first.getNextPageToken()));

        // Then
        assertThat(first.getResourcesList()).hasSize(3);
        assertThat(rest)
                .extracting(Change::getResource)
                .hasSize(4)
                .doesNotContain(more.getName())
                .doesNotContainAnyElementsOf(first.getResourcesList().stream()
                        .map(Change::getResource)
                        .toList());
    }

    @Test
    void ofOneIncidentOnlyWhatBelongsToItIsTold() {
        // Given
        Incident one = opened("drowning", false);
        Incident other = opened("theft", false);
        Order order = desk().send(one, "units/boat-1");
        seal();

        // When
        List<Change> told = moment(at(clock.instant()).setOptionalIncident(one.getName()));

        // Then
        assertThat(told)
                .extracting(Change::getResource)
                .containsExactly(one.getName(), order.getName())
                .doesNotContain(other.getName());
    }

    @Test
    void aMomentIsNotOfTheFutureAndOfKindsThatOneMayRead() {
        // Given
        Desk engineer = new Desk(harness.channelOf("li", Role.ENGINEER));

        // When
        Reason future = reasonOf(refused(() -> moment(at(clock.instant().plusSeconds(3_600)))));

        // Then
        assertThat(future).isEqualTo(Reason.TIME_IN_FUTURE);
        assertThat(reasonOf(refused(() -> moment(at(clock.instant()).addKinds("secrets")))))
                .isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() ->
                        engineer.afterAction.showMoment(at(clock.instant()).build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void theNumberOfACallerIsInNoMoment() {
        // Given
        assertThat(opened("theft", false).getName()).isNotEmpty();
        seal();

        // When
        List<Change> told = moment(at(clock.instant()).setIncludeEnded(true));

        // Then
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(change ->
                        assertThat(change.getState().getValue().toStringUtf8()).doesNotContain("13900000000"));
    }
}
