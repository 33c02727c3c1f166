package io.qipan.patrol.grid.model;

import static io.qipan.patrol.grid.model.FeatureKind.CELL;
import static io.qipan.patrol.grid.model.FeatureKind.CITY;
import static io.qipan.patrol.grid.model.FeatureKind.KIOSK;
import static io.qipan.patrol.grid.model.FeatureKind.MUST_PATROL_AREA;
import static io.qipan.patrol.grid.model.FeatureKind.MUST_PATROL_LINE;
import static io.qipan.patrol.grid.model.FeatureKind.ZONE;
import static io.qipan.patrol.grid.model.Sketch.city;
import static io.qipan.patrol.grid.model.Sketch.rectangle;
import static io.qipan.patrol.grid.model.Sketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.grid.model.Finding.Code;
import io.qipan.patrol.grid.model.Finding.Severity;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ground;
import io.qipan.runtime.place.MapDatum;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

class InspectionTest {
    /** A square of one unit: 111.04 m of the meridian by 85.85 m of the parallel at 39.6 N, on the ellipsoid. */
    private static final double UNIT_M2 = 111.03 * 85.91;

    private static final Percentage ONE_PERCENT = Percentage.withPercentage(1);

    private static Finding only(Inspection inspection) {
        assertThat(inspection.findings()).hasSize(1);
        return inspection.findings().getFirst();
    }

    private static void isAt(Finding finding, double x1, double y1, double x2, double y2) {
        Wgs84 place = finding.place().orElseThrow();
        Coordinate low = Sketch.at(x1, y1);
        Coordinate high = Sketch.at(x2, y2);
        assertThat(place.longitude()).isBetween(low.x - 1e-9, high.x + 1e-9);
        assertThat(place.latitude()).isBetween(low.y - 1e-9, high.y + 1e-9);
    }

    @Test
    void a_grid_without_faults_has_no_findings_and_is_all_new() {
        // When
        Inspection inspection = city().square(CELL, "W-1", "W", 0, 0, 20, 20)
                .square(CELL, "W-2", "W", 0, 20, 20, 40)
                .inspect();

        // Then
        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.change().added()).hasSize(5);
    }

    @Test
    void a_ring_against_the_order_is_mended_and_told() {
        // Given
        Geometry clockwise = rectangle(0, 0, 40, 40).reverse();

        // When
        Inspection inspection = sketch().draw(CITY, "C", "", clockwise).inspect();

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.RING_ORDER);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        Polygon mended = (Polygon) inspection.change().added().getFirst().geometry();
        assertThat(Orientation.isCCW(mended.getExteriorRing().getCoordinates())).isTrue();
    }

    @Test
    void an_area_that_crosses_itself_is_told_with_the_place() {
        // When
        Inspection inspection = sketch().shape(CITY, "C", "", "POLYGON ((0 0, 10 10, 10 0, 0 12, 0 0))")
                .inspect();

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.SELF_INTERSECTION);
        assertThat(finding.isError()).isTrue();
        assertThat(finding.feature()).contains("gridFeatures/city-C");
        isAt(finding, 5, 5, 6, 6);
    }

    @Test
    void shared_ground_is_told_with_its_size_and_place() {
        // When
        Inspection inspection = sketch().square(CITY, "A", "", 0, 0, 20, 20)
                .square(CITY, "B", "", 18, 0, 40, 20)
                .inspect();

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.OVERLAP);
        assertThat(finding.isError()).isTrue();
        assertThat(finding.areaM2()).isCloseTo(40 * UNIT_M2, ONE_PERCENT);
        assertThat(finding.text()).contains("gridFeatures/city-A", "gridFeatures/city-B", "feature 1");
        isAt(finding, 18, 0, 20, 20);
    }

    @Test
    void an_area_within_another_shares_all_its_ground() {
        // When
        Inspection inspection = sketch().square(CITY, "A", "", 0, 0, 20, 20)
                .square(CITY, "B", "", 5, 5, 15, 15)
                .square(CITY, "D", "", 30, 0, 40, 20)
                .square(CITY, "E", "", 30, 0, 40, 20)
                .inspect();

        // Then
        assertThat(inspection.findings()).extracting(Finding::code).containsExactly(Code.OVERLAP, Code.OVERLAP);
        assertThat(inspection.findings().getFirst().areaM2()).isCloseTo(100 * UNIT_M2, ONE_PERCENT);
    }

    @Test
    void a_shared_strip_less_than_a_metre_wide_only_warns() {
        // When
        Inspection inspection = sketch().square(CITY, "A", "", 0, 0, 20, 20)
                .square(CITY, "B", "", 19.995, 0, 40, 20)
                .inspect();

        // Then
        assertThat(only(inspection).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void must_patrol_areas_may_share_ground() {
        // When
        Inspection inspection = sketch().square(MUST_PATROL_AREA, "A", "W", 0, 0, 10, 10)
                .square(MUST_PATROL_AREA, "B", "W", 5, 5, 15, 15)
                .inspectAfter(city().grid());

        // Then
        assertThat(inspection.findings()).isEmpty();
    }

    @Test
    void ground_between_zones_that_belongs_to_none_is_a_hole() {
        // When
        Inspection inspection = sketch().square(CITY, "C", "", 0, 0, 40, 40)
                .shape(ZONE, "Z", "C", "POLYGON ((0 0, 40 0, 40 40, 0 40, 0 0), (10 10, 10 20, 20 20, 20 10, 10 10))")
                .inspect();

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.HOLE);
        assertThat(finding.isError()).isTrue();
        assertThat(finding.areaM2()).isCloseTo(100 * UNIT_M2, ONE_PERCENT);
        isAt(finding, 10, 10, 20, 20);
    }

    @Test
    void ground_at_the_border_that_belongs_to_none_only_warns() {
        // When
        Inspection inspection = sketch().square(CITY, "C", "", 0, 0, 40, 40)
                .square(ZONE, "W", "C", 0, 0, 30, 40)
                .inspect();

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.UNCOVERED);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.areaM2()).isCloseTo(400 * UNIT_M2, ONE_PERCENT);
        isAt(finding, 30, 0, 40, 40);
    }

    @Test
    void what_reaches_out_of_its_parent_is_told_with_its_size() {
        // When
        Inspection inspection = sketch().square(CELL, "W-1", "W", 10, 0, 22, 10).inspectAfter(city().grid());

        // Then
        Finding finding = inspection.findings().getFirst();
        assertThat(finding.code()).isEqualTo(Code.OUTSIDE_PARENT);
        assertThat(finding.isError()).isTrue();
        assertThat(finding.areaM2()).isCloseTo(20 * UNIT_M2, ONE_PERCENT);
        isAt(finding, 20, 0, 22, 10);
    }

    @Test
    void a_line_and_a_point_outside_of_their_parent_are_told_in_metres() {
        // When
        Inspection inspection = sketch().shape(MUST_PATROL_LINE, "river", "W", "LINESTRING (10 10, 30 10)")
                .shape(KIOSK, "K", "W", "POINT (21 10)")
                .inspectAfter(city().grid());

        // Then
        assertThat(inspection.findings()).extracting(Finding::code).containsOnly(Code.OUTSIDE_PARENT);
        assertThat(inspection.findings()).anySatisfy(f -> assertThat(f.text()).contains(" 857 m lies"));
        assertThat(inspection.findings()).anySatisfy(f -> assertThat(f.text()).contains("by 86 m"));
    }

    @Test
    void a_parent_that_would_not_be_there_is_told() {
        // When
        Inspection inspection = sketch().square(ZONE, "W", "D", 0, 0, 20, 40)
                .inspectAfter(sketch().square(CITY, "C", "", 0, 0, 40, 40).grid());

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.UNKNOWN_PARENT);
        assertThat(finding.text()).contains("gridFeatures/city-D");
    }

    @Test
    void taking_a_parent_away_is_told_of_the_feature_that_stays() {
        // Given
        Grid present = city().shape(KIOSK, "K", "E", "POINT (30 10)").grid();

        // When
        Inspection inspection = sketch().square(ZONE, "W", "C", 0, 0, 40, 40).inspectAfter(present);

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.UNKNOWN_PARENT);
        assertThat(finding.feature()).contains("gridFeatures/kiosk-K");
        assertThat(finding.index()).isEqualTo(Finding.NOWHERE);
    }

    @Test
    void a_code_that_comes_twice_is_told_at_the_second() {
        // When
        Inspection inspection = sketch().square(CITY, "C", "", 0, 0, 10, 10)
                .square(CITY, "C", "", 20, 0, 30, 10)
                .inspect();

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.DUPLICATE_CODE);
        assertThat(finding.index()).isEqualTo(1);
    }

    @Test
    void a_geometry_that_the_kind_may_not_have_is_told() {
        // When
        Inspection inspection =
                sketch().shape(CITY, "C", "", "LINESTRING (0 0, 10 10)").inspect();

        // Then
        assertThat(only(inspection).code()).isEqualTo(Code.GEOMETRY_NOT_OF_KIND);
    }

    @Test
    void what_has_no_extent_is_told() {
        // When
        Inspection inspection = sketch().shape(CITY, "C", "", "POLYGON ((0 0, 0.001 0, 0.001 0.001, 0 0))")
                .shape(MUST_PATROL_LINE, "L", "", "LINESTRING (0 0, 0 0)")
                .inspect();

        // Then
        assertThat(inspection.findings()).extracting(Finding::code).containsOnly(Code.DEGENERATE);
        assertThat(inspection.errors()).isEqualTo(2);
    }

    @Test
    void too_many_positions_are_told() {
        // Given
        Geometry round = new GeometryFactory().createPoint(Sketch.at(0, 0)).buffer(0.01, 20_000);

        // When
        Inspection inspection = sketch().draw(CITY, "C", "", round).inspect();

        // Then
        assertThat(only(inspection).code()).isEqualTo(Code.TOO_DETAILED);
    }

    @Test
    void exchanged_axes_are_suspected_beside_the_present_grid() {
        // Given
        Geometry exchanged = new GeometryFactory().createPoint(new Coordinate(39.61, 88));
        Grid far = Grid.of(1, java.util.List.of(feature(new Coordinate(88, 39.61))));

        // When
        Inspection inspection = sketch().draw(KIOSK, "K", "", exchanged).inspectAfter(far);

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.AXES_SWAPPED);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    private static GridFeature feature(Coordinate at) {
        Point point = new GeometryFactory().createPoint(at);
        return sketch().draw(FeatureKind.BERTH, "B", "", point)
                .grid()
                .features()
                .firstEntry()
                .getValue();
    }

    @Test
    void a_layer_that_fits_its_parent_in_another_datum_is_suspected() {
        // Given
        Geometry inGcj02 = MapDatum.GCJ02.fromWgs84(rectangle(0, 0, 40, 40));

        // When
        Inspection inspection = sketch().draw(ZONE, "Z", "C", inGcj02)
                .inspectAfter(sketch().square(CITY, "C", "", 0, 0, 40, 40).grid());

        // Then
        assertThat(inspection.findings())
                .filteredOn(finding -> finding.code() == Code.WRONG_DATUM)
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("Maybe its datum is GCJ02"));
    }

    @Test
    void a_layer_that_lies_upon_the_present_one_in_another_datum_is_suspected() {
        // Given
        Grid present = sketch().square(CITY, "C", "", 0, 0, 40, 40).grid();
        Sketch mistaken = Sketch.in(MapDatum.GCJ02).square(CITY, "C", "", 0, 0, 40, 40);

        // When
        Inspection inspection = mistaken.inspectAfter(present);

        // Then
        Finding finding = only(inspection);
        assertThat(finding.code()).isEqualTo(Code.WRONG_DATUM);
        assertThat(finding.text()).contains("Maybe its datum is WGS84", "about 0 m");
    }

    @Test
    void only_the_layers_of_the_document_are_replaced() {
        // Given
        Grid present = city().shape(KIOSK, "K", "E", "POINT (30 10)").grid();

        // When
        Inspection inspection = sketch().square(ZONE, "W", "C", 0, 0, 20, 40)
                .square(ZONE, "E", "C", 20, 0, 40, 39)
                .inspectAfter(present);

        // Then
        assertThat(inspection.errors()).isZero();
        assertThat(inspection.change().changed()).extracting(GridFeature::code).containsExactly("E");
        assertThat(inspection.change().added()).isEmpty();
        assertThat(inspection.change().removed()).isEmpty();
    }

    @Test
    void areas_are_measured_on_the_ellipsoid() {
        // Given
        // One degree by one degree from the equator, on WGS-84: 12,308.78 km2.
        Geometry degree = new GeometryFactory().toGeometry(new org.locationtech.jts.geom.Envelope(0, 1, 0, 1));

        // When
        double squareMetres = Ground.area(degree);

        // Then
        assertThat(squareMetres).isCloseTo(12_308.78e6, within(1e6));
    }
}
