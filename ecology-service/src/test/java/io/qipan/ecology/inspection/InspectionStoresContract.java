package io.qipan.ecology.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.inspection.Inspections.Filter;
import io.qipan.ecology.inspection.model.Finding;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.ecology.inspection.model.Inspection.Annulment;
import io.qipan.ecology.inspection.model.Inspection.Turnout;
import io.qipan.ecology.inspection.model.Recheck;
import io.qipan.ecology.inspection.model.Spot;
import io.qipan.ecology.registry.model.Tally;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store of inspections and hazards promises. */
abstract class InspectionStoresContract {
    static final String TEMPLATE = "inspectionTemplates/outfall";
    static final String SUBJECT = "subjects/outfall-WH-012";
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00.123456Z");
    private static final Duration TWO_YEARS = Duration.ofDays(730);

    abstract UnitOfWork unitOfWork();

    abstract Inspections inspections();

    abstract Hazards hazards();

    private <T> T work(Supplier<T> work) {
        return unitOfWork().run("system:test", work);
    }

    private static Spot spot() {
        return new Spot(Optional.of(SUBJECT), new Wgs84(39.67, 106.78), ResourceKind.RIVER, "agencies/wuhai");
    }

    private Inspection inspected(Instant at, boolean drill) {
        Inspection inspection = new Inspection(
                UuidCreator.getTimeOrderedEpoch(),
                1,
                TEMPLATE,
                1,
                spot(),
                at,
                at,
                "wang",
                new Turnout(2, 1, List.of()),
                List.of(),
                drill,
                Optional.empty(),
                Optional.empty());
        return work(() -> {
            inspections().add(inspection);
            return inspection;
        });
    }

    private Hazard found(Inspection by, Optional<String> repeatOf) {
        Finding finding = new Finding(
                by.name(), TEMPLATE, "discharge", spot(), "brown foam", by.inspectedAt(), repeatOf, by.drill(), false);
        Hazard hazard = Hazard.found(
                UuidCreator.getTimeOrderedEpoch(),
                finding,
                new Due(by.inspectedAt().plus(Duration.ofDays(15)), false),
                "usual");
        return work(() -> {
            hazards().add(hazard);
            return hazard;
        });
    }

    private Hazard closed(Hazard hazard) {
        Hazard gone = hazard.gone(new Recheck(NOW, NOW, "chen", true, "gone")).orRefuse();
        return work(() -> {
            hazards().save(gone);
            return gone;
        });
    }

    private Inspection annulled(Inspection inspection) {
        Decision<Inspection> decision = inspection.annulled(new Annulment("chen", "told twice"), NOW);
        return work(() -> {
            inspections().save(decision.orRefuse());
            return decision.orRefuse();
        });
    }

    @Test
    void givesBackWhatWasKeptAndWhatBecameOfIt() {
        // Given
        Inspection kept = inspected(NOW, false);
        Inspection other = inspected(NOW, false);

        // When
        Inspection annulled = annulled(kept);

        // Then
        assertThat(work(() -> inspections().find(kept.id()))).contains(annulled);
        assertThat(work(() -> inspections().lock(other.id()))).contains(other);
        Filter all = new Filter(Optional.of(SUBJECT), Optional.of(TEMPLATE));
        assertThat(work(() -> inspections().list(all, Optional.empty(), 5))).containsExactly(other, annulled);
        assertThat(work(() -> inspections().list(all, Optional.of(other.id()), 5)))
                .containsExactly(annulled);
        assertThat(work(() -> inspections().list(all, Optional.empty(), 1))).containsExactly(other);
        Filter another = new Filter(Optional.of("subjects/outfall-X"), Optional.empty());
        assertThat(work(() -> inspections().list(another, Optional.empty(), 5))).isEmpty();
    }

    @Test
    void theLastInspectionIsNeitherADrillNorAnnulled() {
        // Given
        Inspection first = inspected(NOW.minus(Duration.ofDays(9)), false);
        Inspection second = inspected(NOW.minus(Duration.ofDays(5)), false);
        Inspection drill = inspected(NOW, true);

        // When
        Optional<Instant> last = work(() -> inspections().lastOf(SUBJECT));

        // Then
        assertThat(drill.inspectedAt()).isAfter(second.inspectedAt());
        assertThat(last).contains(second.inspectedAt());
        Inspection ignored = annulled(second);
        assertThat(work(() -> inspections().lastOf(SUBJECT))).contains(first.inspectedAt());
        Inspection none = annulled(first);
        assertThat(none.annulled()).isPresent();
        assertThat(work(() -> inspections().lastOf(SUBJECT))).isEmpty();
    }

    @Test
    void aTallyCountsWhatIsOpenOverdueAndRepeatedAndNothingAnnulled() {
        // Given
        Inspection old = inspected(NOW.minus(Duration.ofDays(40)), false);
        Hazard overdue = found(old, Optional.empty());
        Inspection recent = inspected(NOW, false);
        Hazard repeat = found(recent, Optional.of(overdue.name()));
        Hazard drill = found(inspected(NOW, true), Optional.empty());

        // When
        Tally tally = work(() -> hazards().tally(SUBJECT, NOW, NOW.minus(TWO_YEARS)));

        // Then
        assertThat(drill.finding().drill()).isTrue();
        assertThat(tally).isEqualTo(new Tally(2, 1, 1));
        Hazard gone = closed(repeat);
        assertThat(gone.version()).isEqualTo(2);
        Inspection ignored = annulled(recent);
        assertThat(work(() -> hazards().tally(SUBJECT, NOW, NOW.minus(TWO_YEARS))))
                .isEqualTo(new Tally(1, 1, 0));
    }

    @Test
    void theLastFindingLiesInItsTimeAndIsNotAnnulled() {
        // Given
        Inspection inspection = inspected(NOW.minus(Duration.ofDays(10)), false);
        Hazard hazard = closed(found(inspection, Optional.empty()));
        Instant at = inspection.inspectedAt();

        // When
        Optional<Hazard> last = work(() -> hazards().last(SUBJECT, TEMPLATE, "discharge", at, at.plusSeconds(1)));

        // Then
        assertThat(last).contains(hazard);
        assertThat(work(() -> hazards().last(SUBJECT, TEMPLATE, "discharge", at.minusSeconds(1), at)))
                .as("the end does not belong to it")
                .isEmpty();
        assertThat(work(() -> hazards().last(SUBJECT, TEMPLATE, "channel", at, NOW)))
                .isEmpty();
        Inspection ignored = annulled(inspection);
        assertThat(work(() -> hazards().last(SUBJECT, TEMPLATE, "discharge", at, NOW)))
                .isEmpty();
    }

    @Test
    void knowsWhenEverythingThatWasFoundIsClosed() {
        // Given
        Inspection inspection = inspected(NOW, false);
        boolean nothing = work(() -> hazards().allClosed(inspection.id()));
        Hazard first = found(inspection, Optional.empty());
        Hazard second = found(inspection, Optional.empty());
        Hazard one = closed(first);

        // When
        boolean half = work(() -> hazards().allClosed(inspection.id()));

        // Then
        assertThat(nothing).isTrue();
        assertThat(half).isFalse();
        Hazard other = closed(second);
        assertThat(List.of(one, other)).allMatch(hazard -> hazard.version() == 2);
        assertThat(work(() -> hazards().allClosed(inspection.id()))).isTrue();
    }

    @Test
    void findsSeveralInspectionsAtOnceAndNoOther() {
        // Given
        Inspection one = inspected(NOW, false);
        Inspection two = inspected(NOW, true);
        Inspection other = inspected(NOW, false);

        // When
        List<Inspection> found = work(() -> inspections().findAll(Set.of(one.id(), two.id(), UUID.randomUUID())));

        // Then
        assertThat(found).containsExactlyInAnyOrder(one, two).doesNotContain(other);
    }

    @Test
    void listsHazardsBySubjectStateAndWhatIsOverdue() {
        // Given
        Inspection old = inspected(NOW.minus(Duration.ofDays(40)), false);
        Hazard overdue = found(old, Optional.empty());
        Hazard fresh = found(inspected(NOW, false), Optional.empty());
        Hazard gone = closed(found(old, Optional.empty()));

        // When
        List<Hazard> late = work(() -> hazards()
                .list(
                        new Hazards.Filter(Optional.of(SUBJECT), Optional.empty(), Optional.of(NOW)),
                        Optional.empty(),
                        5));

        // Then
        assertThat(late).containsExactly(overdue);
        assertThat(work(() -> hazards()
                        .list(
                                new Hazards.Filter(Optional.empty(), Optional.of("CLOSED"), Optional.empty()),
                                Optional.empty(),
                                5)))
                .containsExactly(gone);
        assertThat(work(() -> hazards()
                        .list(
                                new Hazards.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
                                Optional.of(gone.id()),
                                5)))
                .containsExactly(fresh, overdue);
        assertThat(work(() -> hazards().lock(fresh.id()))).contains(fresh);
    }
}
