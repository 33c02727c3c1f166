package io.qipan.ecology.inspection;

import static io.qipan.ecology.clue.ClueScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.calendar.model.YearCalendar;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.registry.RegistryScenario;
import io.qipan.ecology.start.ClockBookStart;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.ExtendHazardRequest;
import io.qipan.proto.ecology.v1.GetHazardRequest;
import io.qipan.proto.ecology.v1.HandOnHazardRequest;
import io.qipan.proto.ecology.v1.Hazard;
import io.qipan.proto.ecology.v1.InspectionAnswer.Result;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.proto.ecology.v1.RecordInspectionRequest;
import io.qipan.proto.ecology.v1.TakeBackHazardRequest;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The clocks of fire inspection: a look when the time of a hazard has passed, and what belongs to others. */
class HazardClockIT extends InspectionScenario {

    private void at(String instant) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(instant)));
    }

    private Hazard now(Hazard hazard) {
        return steward()
                .getHazard(
                        GetHazardRequest.newBuilder().setName(hazard.getName()).build())
                .getHazard();
    }

    private ExtendHazardRequest extending(Hazard hazard) {
        return ExtendHazardRequest.newBuilder()
                .setRequestId(newId())
                .setName(hazard.getName())
                .setEtag(hazard.getEtag())
                .setDueAt(Times.message(clock.instant().plus(Duration.ofDays(30))))
                .setReason("frozen ground")
                .build();
    }

    private void work() {
        work(worker());
    }

    private void work(DeadlineWorker replica) {
        while (replica.handleNext()) {
            assertThat(clock).isNotNull();
        }
    }

    private RecordInspectionRequest.Builder ofStore(Result acceptance) {
        return RecordInspectionRequest.newBuilder()
                .setRequestId(newId())
                .setTemplate("inspectionTemplates/fire-safety")
                .setTemplateRevision(1)
                .setPoint(
                        Point.newBuilder().setLatitude(39.6).setLongitude(106.7).setDatum(Datum.WGS84))
                .setResource(Jurisdiction.Kind.LAKE)
                .setAgency(RegistryScenario.WUHAI)
                .setPeople(2)
                .addAnswers(answer("exits", Result.IN_ORDER))
                .addAnswers(answer("equipment", Result.IN_ORDER))
                .addAnswers(answer("acceptance", acceptance));
    }

    @Test
    void whenItsTimeHasPassedSomebodyLooksAtItInThreeWorkingDays() {
        // Given
        Hazard hazard = found();
        assertThat(hazard.hasRecheckBy()).isFalse();
        clock.advance(Duration.between(clock.instant(), Times.instant(hazard.getDueAt())));

        // When
        work();

        // Then
        Hazard overdue = now(hazard);
        assertThat(overdue.getEscalations()).isEqualTo(1);
        Instant lookBy = Times.instant(overdue.getRecheckBy());
        assertThat(lookBy)
                .isAfter(Times.instant(hazard.getDueAt()).plus(Duration.ofDays(2)))
                .isBefore(Times.instant(hazard.getDueAt()).plus(Duration.ofDays(14)));
        assertThat(reasonOf(refused(() -> steward().extendHazard(extending(overdue)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        clock.advance(Duration.between(clock.instant(), lookBy).minusSeconds(1));
        work();
        assertThat(now(hazard)).isEqualTo(overdue);
        clock.advance(Duration.ofSeconds(1));
        work();
        work();
        Hazard again = now(hazard);
        assertThat(again.getEscalations()).isEqualTo(2);
        assertThat(again.getRecheckBy()).isEqualTo(overdue.getRecheckBy());
        assertThat(recheck(again, false).hasRecheckBy()).isFalse();
    }

    @Test
    void whatAnotherAuthorityAnswersForIsHandedOnInFiveWorkingDaysAndNotExtended() {
        // Given
        at("2026-11-20T02:00:00Z");

        // When
        Hazard hazard =
                officer().recordInspection(ofStore(Result.FINDING).build()).getHazards(0);

        // Then
        assertThat(hazard.getTransfer()).isTrue();
        assertThat(Times.instant(hazard.getDueAt())).isEqualTo(Instant.parse("2026-11-27T16:00:00Z"));
        assertThat(hazard.getDueReason()).contains("消防监督检查规定");
        assertThat(reasonOf(refused(() -> steward().extendHazard(extending(hazard)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        at("2026-11-27T16:00:00Z");
        work();
        assertThat(now(hazard).getEscalations()).isEqualTo(1);
        Hazard with = steward()
                .handOnHazard(HandOnHazardRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(hazard.getName())
                        .setEtag(now(hazard).getEtag())
                        .setTo(RegistryScenario.WUHAI)
                        .setReason("letter 5")
                        .build())
                .getHazard();
        assertThat(with.getState()).isEqualTo(Hazard.State.HANDED_ON);
        assertThat(with.hasRecheckBy()).isFalse();
    }

    @Test
    void theInspectorNamesNoTimeForWhatIsHandedOn() {
        // Given
        RecordInspectionRequest.Builder request = ofStore(Result.FINDING);
        request.getAnswersBuilder(2)
                .setDueAt(Times.message(clock.instant().plus(Duration.ofDays(3))))
                .setDueReason("soon");

        // When
        var refused = refused(() -> officer().recordInspection(request.build()));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused).hasMessageContaining("acceptance");
    }

    private Hazard handedOn(Hazard hazard) {
        return steward()
                .handOnHazard(HandOnHazardRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(hazard.getName())
                        .setEtag(hazard.getEtag())
                        .setTo(RegistryScenario.WUHAI)
                        .setReason("letter 5")
                        .build())
                .getHazard();
    }

    private static TakeBackHazardRequest.Builder takingBack(Hazard hazard) {
        return TakeBackHazardRequest.newBuilder()
                .setRequestId(newId())
                .setName(hazard.getName())
                .setEtag(hazard.getEtag())
                .setReason("not theirs");
    }

    @Test
    void handingOnAndTakingBackGivesNoTimeAndNoRest() {
        // Given
        Hazard hazard = found();
        clock.advance(Duration.between(clock.instant(), Times.instant(hazard.getDueAt())));
        work();
        Hazard overdue = now(hazard);
        Hazard with = handedOn(overdue);
        assertThat(with.getKeptDueAt()).isEqualTo(hazard.getDueAt());
        assertThat(with.getDueAt()).isEqualTo(overdue.getRecheckBy());
        TakeBackHazardRequest later = takingBack(with)
                .setDueAt(Times.message(clock.instant().plus(Duration.ofDays(30))))
                .build();
        assertThat(reasonOf(refused(() -> steward().takeBackHazard(later)))).isEqualTo(Reason.INVALID_FIELD);

        // When
        Hazard back = steward().takeBackHazard(takingBack(with).build()).getHazard();

        // Then
        assertThat(back.getDueAt()).isEqualTo(hazard.getDueAt());
        assertThat(back.getRecheckBy()).isEqualTo(overdue.getRecheckBy());
        assertThat(reasonOf(refused(() -> steward().extendHazard(extending(back)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(now(hazard).getEscalations()).isEqualTo(1);
        clock.advance(Duration.between(clock.instant(), Times.instant(overdue.getRecheckBy())));
        work();
        work();
        assertThat(now(hazard).getEscalations()).isEqualTo(2);
    }

    @Test
    void theTimeToTransferDoesNotMoveByHandingOnAndBack() {
        // Given
        at("2026-11-20T02:00:00Z");
        Hazard hazard =
                officer().recordInspection(ofStore(Result.FINDING).build()).getHazards(0);
        Hazard with = handedOn(hazard);
        assertThat(Times.instant(with.getDueAt())).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        at("2026-12-05T02:00:00Z");
        work();
        assertThat(now(hazard).getEscalations()).isZero();

        // When
        Hazard back = steward().takeBackHazard(takingBack(with).build()).getHazard();

        // Then
        assertThat(back.getDueAt()).isEqualTo(hazard.getDueAt());
        work();
        assertThat(now(hazard).getEscalations()).isEqualTo(1);
        assertThat(now(hazard).hasRecheckBy()).isTrue();
    }

    @Test
    void aTimeOfAnUnknownYearIsCountedAgainWhenItsCalendarIsKnown() {
        // Given
        at("2027-09-30T02:00:00Z");
        Hazard hazard =
                officer().recordInspection(ofStore(Result.FINDING).build()).getHazards(0);
        assertThat(hazard.getDueProvisional()).isTrue();
        clock.advance(Duration.between(clock.instant(), Times.instant(hazard.getDueAt())));
        ClockBook known = ClockBookStart.clockBook(new BusinessCalendar(List.of(new YearCalendar(
                2027,
                "for this test",
                LocalDate.parse("2027-10-01")
                        .datesUntil(LocalDate.parse("2027-10-08"))
                        .collect(Collectors.toSet()),
                Set.of()))));

        // When
        work(worker(known));

        // Then
        Hazard counted = now(hazard);
        assertThat(counted.getEscalations()).isZero();
        assertThat(counted.getDueProvisional()).isFalse();
        assertThat(Times.instant(counted.getDueAt())).isAfter(clock.instant());
        clock.advance(Duration.between(clock.instant(), Times.instant(counted.getDueAt())));
        work(worker(known));
        assertThat(now(hazard).getEscalations()).isEqualTo(1);
    }
}
