package io.qipan.patrol.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.grid.model.Sketch;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Direction;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.grid.model.VisitingRule.Window;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class GridsContract {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

    private static final GridFeature RIVER = new GridFeature(
            FeatureKind.MUST_PATROL_LINE,
            "river-1",
            "River",
            "河",
            Optional.of("W"),
            Sketch.geometry("MULTILINESTRING ((1 1, 2 3.00000000001), (4 4, 5 5))"),
            MapDatum.GCJ02,
            Optional.of(new VisitingRule(
                    List.of(new Window(LocalTime.of(22, 30), LocalTime.of(5, 0))),
                    3,
                    Period.WEEK,
                    90,
                    0.75,
                    Optional.of(Direction.FORWARD))),
            List.of(),
            0);

    private static final GridFeature CAMERA = new GridFeature(
            FeatureKind.CAMERA,
            "K7",
            "",
            "摄像机",
            Optional.empty(),
            Sketch.geometry("POINT (3 3)"),
            MapDatum.WGS84,
            Optional.empty(),
            List.of(DeviceReport.VESSEL, DeviceReport.PICTURE),
            600);

    abstract Grids grids();

    abstract UnitOfWork unitOfWork();

    /** Makes the next revision so that this is the grid. */
    GridRevision add(long number, Grid grid) {
        GridChange change = GridChange.between(grids().at(number - 1), grid);
        GridRevision revision = new GridRevision(
                number,
                NOON,
                "tester",
                "because",
                change.added().size(),
                change.changed().size(),
                change.removed().size());
        grids().add(revision, change);
        return revision;
    }

    private void added(long number, GridFeature... features) {
        GridRevision ignored = unitOfWork().run("test", () -> add(number, Grid.of(number, List.of(features))));
    }

    @Test
    void before_the_first_revision_there_is_an_empty_grid() {
        // When
        long newest = unitOfWork().read(() -> grids().newest());

        // Then
        assertThat(newest).isZero();
        assertThat(unitOfWork().read(() -> grids().at(0)).features()).isEmpty();
        assertThat(unitOfWork().read(() -> grids().revision(0))).isEmpty();
    }

    @Test
    void a_revision_is_kept_as_it_was_made() {
        // When
        GridRevision made = unitOfWork().run("test", () -> add(1, Grid.of(1, List.of(RIVER, CAMERA))));

        // Then
        assertThat(made.added()).isEqualTo(2);
        assertThat(unitOfWork().read(() -> grids().newest())).isEqualTo(1);
        assertThat(unitOfWork().read(() -> grids().revision(1))).contains(made);
    }

    @Test
    void features_are_kept_with_every_digit_rule_and_report() {
        // When
        added(1, RIVER, CAMERA);

        // Then
        Grid kept = unitOfWork().read(() -> grids().at(1));
        assertThat(kept.features().values()).containsExactly(CAMERA, RIVER);
    }

    @Test
    void history_shows_every_revision_as_it_was() {
        // Given
        GridFeature moved = RIVER.withGeometry(Sketch.geometry("LINESTRING (1 1, 9 9)"));
        added(1, RIVER, CAMERA);
        added(2, moved, CAMERA);

        // When
        added(3, CAMERA);

        // Then
        assertThat(find(RIVER, 1)).contains(new FeatureVersion(RIVER, 1, Optional.of(2L)));
        assertThat(find(RIVER, 2)).contains(new FeatureVersion(moved, 2, Optional.of(3L)));
        assertThat(find(RIVER, 3)).isEmpty();
        assertThat(find(CAMERA, 3)).contains(new FeatureVersion(CAMERA, 1, Optional.empty()));
    }

    @Test
    void a_feature_that_was_removed_can_come_back() {
        // Given
        added(1, RIVER, CAMERA);
        added(2, CAMERA);

        // When
        added(3, CAMERA, RIVER);

        // Then
        assertThat(find(RIVER, 3)).contains(new FeatureVersion(RIVER, 3, Optional.empty()));
        assertThat(find(RIVER, 2)).isEmpty();
    }

    private Optional<FeatureVersion> find(GridFeature feature, long revision) {
        return unitOfWork().read(() -> grids().find(feature.name(), revision));
    }

    @Test
    void lists_go_by_name_after_a_name_and_by_kind() {
        // Given
        Grid city = Sketch.city().grid();
        unitOfWork().run("test", () -> add(1, city));

        // When
        List<FeatureVersion> zones =
                unitOfWork().read(() -> grids().list(1, Optional.of(FeatureKind.ZONE), "gridFeatures/zone-E", 10));

        // Then
        assertThat(zones).extracting(version -> version.feature().code()).containsExactly("W");
        assertThat(unitOfWork().read(() -> grids().list(1, Optional.empty(), "", 2)))
                .extracting(version -> version.feature().name())
                .containsExactly("gridFeatures/city-C", "gridFeatures/zone-E");
    }
}
