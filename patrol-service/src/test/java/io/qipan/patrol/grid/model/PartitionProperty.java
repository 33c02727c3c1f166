package io.qipan.patrol.grid.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.Atlas.Located;
import io.qipan.runtime.place.Ground;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class PartitionProperty {
    private static final int POINTS = 100;

    @Property(tries = 100)
    void every_point_lies_in_exactly_one_cell_which_has_it(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int cells) {
        Partition partition = Partition.of(seed, cells);
        Atlas atlas = Atlas.of(partition.sketch().grid());
        Random random = new Random(seed);
        for (int i = 0; i < POINTS; i++) {
            Coordinate point = Sketch.at(40 * random.nextDouble(), 40 * random.nextDouble());

            Located located = atlas.locate(Ground.point(point));

            assertThat(located.zone()).isPresent();
            assertThat(located.cell()).isPresent();
            Geometry cell = located.cell().map(GridFeature::geometry).orElseThrow();
            assertThat(cell.distance(new GeometryFactory().createPoint(point))).isLessThan(1e-12);
        }
    }

    @Property(tries = 100)
    void every_corner_and_middle_of_a_border_lies_in_the_cell_with_the_smallest_code_that_touches_it(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int cells) {
        Partition partition = Partition.of(seed, cells);
        Atlas atlas = Atlas.of(partition.sketch().grid());
        for (Geometry cell : partition.cells()) {
            Coordinate[] ring = cell.getCoordinates();
            for (int i = 1; i < ring.length; i++) {
                check(partition, atlas, ring[i]);
                check(
                        partition,
                        atlas,
                        new Coordinate((ring[i].x + ring[i - 1].x) / 2, (ring[i].y + ring[i - 1].y) / 2));
            }
        }
    }

    private static void check(Partition partition, Atlas atlas, Coordinate point) {
        Located located = atlas.locate(Ground.point(point));
        // Rounding may put the middle of an outer edge just outside.
        if (located.city().isEmpty()) {
            return;
        }
        Geometry spot = new GeometryFactory().createPoint(point);
        List<Geometry> cells = partition.cells();
        Optional<String> smallest = java.util.stream.IntStream.range(0, cells.size())
                .filter(i -> cells.get(i).covers(spot))
                .mapToObj("%03d"::formatted)
                .findFirst();
        assertThat(located.cell()).isPresent();
        smallest.ifPresent(
                code -> assertThat(located.cell()).map(GridFeature::code).contains(code));
    }

    @Property(tries = 50)
    void a_partition_has_neither_overlaps_nor_holes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int cells) {
        Inspection inspection = Partition.of(seed, cells).sketch().inspect();

        assertThat(inspection.findings()).filteredOn(Finding::isError).isEmpty();
    }
}
