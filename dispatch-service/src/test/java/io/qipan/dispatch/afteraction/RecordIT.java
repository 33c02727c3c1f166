package io.qipan.dispatch.afteraction;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.RecordDifference;
import io.qipan.proto.dispatch.v1.RecordDifference.Kind;
import io.qipan.proto.dispatch.v1.VerifyRecordRequest;
import io.qipan.proto.dispatch.v1.VerifyRecordResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordIT extends AfterActionScenario {
    private final Instant begin = clock.instant();

    private VerifyRecordResponse verify(Instant from, Instant until) {
        return commander()
                .afterAction
                .verifyRecord(VerifyRecordRequest.newBuilder()
                        .setFrom(Times.message(from))
                        .setUntil(Times.message(until))
                        .build());
    }

    private VerifyRecordResponse verify() {
        return verify(begin, clock.instant().plusSeconds(1));
    }

    private Order worked() {
        Order order = workedOff(opened("drowning", false), "units/boat-1");
        seal();
        return order;
    }

    @Test
    void aRecordThatHoldsTogetherHasNoDifferences() {
        // Given
        Order silent = desk().send(opened("drowning", false), "units/boat-2");
        int handled = pass(200);
        Order order = worked();
        int later = pass(3 * 3_600);
        seal();

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(handled + later).isPositive();
        assertThat(silent.getName()).isNotEqualTo(order.getName());
        assertThat(verified.getDifferencesList()).isEmpty();
        assertThat(verified.getChanges()).isEqualTo(verified.getStepsChecked()).isGreaterThan(15);
        assertThat(verified.getStoredChecked()).isEqualTo(6);
        assertThat(verified.getNextPageToken()).isEmpty();
    }

    @Test
    void aRowThatWasChangedBehindItsBackIsFound() {
        // Given
        Order order = worked();
        DATABASE.execute("update orders set instruction = 'go home' where id = '"
                + order.getName().substring("orders/".length()) + "'");

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(verified.getDifferencesList()).hasSize(1).first().satisfies(difference -> {
            assertThat(difference.getKind()).isEqualTo(Kind.STORED_DIFFERS);
            assertThat(difference.getResource()).isEqualTo(order.getName());
            assertThat(difference.getReason()).contains("instruction");
        });
    }

    @Test
    void whatAnOrderHasFromItsIncidentIsComparedThere() {
        // Given
        Order order = worked();
        DATABASE.execute("update incident set drill = not drill");

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(verified.getDifferencesList())
                .extracting(RecordDifference::getResource)
                .contains(order.getIncident())
                .allMatch(name -> name.startsWith("incidents/"));
    }

    @Test
    void aChangeThatWasRemovedIsFoundByItsPlaceItsHashAndTheVersions() {
        // Given
        Order order = worked();
        DATABASE.execute("""
                with gone as (
                    delete from feed using journal j where j.position = feed.position and j.resource = '%1$s'
                        and j.action = 'order.accepted' returning feed.position)
                select * from gone""".formatted(order.getName()));
        DATABASE.execute(
                "delete from journal where resource = '%s' and action = 'order.accepted'".formatted(order.getName()));

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(verified.getDifferencesList())
                .extracting(RecordDifference::getKind)
                .containsExactlyInAnyOrder(Kind.CHAIN_BROKEN, Kind.REVISION_MISSING, Kind.VERSION_GAP);
        assertThat(verified.getDifferencesList())
                .filteredOn(difference -> difference.getKind() == Kind.VERSION_GAP)
                .extracting(RecordDifference::getResource)
                .containsExactly(order.getName());
    }

    @Test
    void anEndThatWasCutOffIsFound() {
        // Given
        Order order = worked();
        DATABASE.execute("delete from feed where revision = (select max(revision) from feed)");
        DATABASE.execute("delete from journal where position not in (select position from feed)");

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(verified.getDifferencesList())
                .extracting(RecordDifference::getKind)
                .contains(Kind.CHAIN_BROKEN, Kind.REVISION_MISSING, Kind.STORED_DIFFERS);
    }

    @Test
    void aPeriodLooksAtWhatWasRecordedInItOnly() {
        // Given
        Incident early = opened("theft", false);
        Instant half = later(60);
        Incident late = opened("theft", false);
        seal();

        // When
        VerifyRecordResponse verified = verify(half, clock.instant().plusSeconds(1));

        // Then
        assertThat(early.getName()).isNotEqualTo(late.getName());
        assertThat(verified.getFirstRevision()).isEqualTo(verify(begin, half).getLastRevision() + 1);
        assertThat(verified.getStoredChecked()).isEqualTo(2);
        assertThat(reasonOf(refused(() -> verify(half, half)))).isEqualTo(Reason.INVALID_FIELD);
        assertThat(verify(half.minusSeconds(7_200), half.minusSeconds(7_100)).getLastRevision())
                .isZero();
    }

    @Test
    void anIncidentThatWasToldBeforeItHadPlacesThatAreHeldToHasNoDifferences() {
        // Given a change as an earlier version told it, and a place that is held to in its row
        Incident told =
                Incident.newBuilder().setName("incidents/1").setEtag("1").build();
        Incident stored = told.toBuilder().addUnverifiedPlaces("forcedPlaces/1").build();

        // When
        boolean isSame = StoredStates.comparable(told).equals(StoredStates.comparable(stored));

        // Then
        assertThat(isSame).isTrue();
    }
}
