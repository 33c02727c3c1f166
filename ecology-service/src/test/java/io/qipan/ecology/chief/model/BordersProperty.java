package io.qipan.ecology.chief.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Borders.Stretch;
import io.qipan.ecology.chief.model.Gap.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BordersProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Layer LAYER = new Layer(ResourceKind.FOREST, Level.TOWNSHIP);

    /** Any rectangles on a grid of hundredths of a degree. */
    private static List<Jurisdiction> boxes(List<Integer> corners) {
        List<Jurisdiction> boxes = new ArrayList<>();
        for (int i = 0; i + 3 < corners.size(); i += 4) {
            int x = corners.get(i);
            int y = corners.get(i + 1);
            boxes.add(Plot.box(
                    LAYER.kind(),
                    LAYER.level(),
                    "B" + (10 + i),
                    x,
                    y,
                    x + 1 + corners.get(i + 2) % 6,
                    y + 1 + corners.get(i + 3) % 6));
        }
        return boxes;
    }

    /** Whole steps lie on borders, halves do not. */
    @Property(tries = 300)
    void aPointIsInsideOfWhateverHasItInsideAndAtABorderInExactlyOne(
            @ForAll @Size(min = 4, max = 40) List<@IntRange(min = 0, max = 20) Integer> corners,
            @ForAll @IntRange(min = 0, max = 52) int halfX,
            @ForAll @IntRange(min = 0, max = 52) int halfY) {
        List<Jurisdiction> boxes = boxes(corners);
        Borders borders = Plot.borders(boxes.toArray(Jurisdiction[]::new));

        Map<Layer, List<Stretch>> found = borders.at(Plot.at(halfX / 2.0, halfY / 2.0), NOW);

        var point = boxes.getFirst()
                .geometry()
                .getFactory()
                .createPoint(new org.locationtech.jts.geom.Coordinate(120 + halfX / 200.0, 42 + halfY / 200.0));
        Set<String> inside = boxes.stream()
                .filter(box -> box.geometry().contains(point))
                .map(Jurisdiction::name)
                .collect(Collectors.toSet());
        Set<String> touching = boxes.stream()
                .filter(box -> box.geometry().touches(point))
                .map(Jurisdiction::name)
                .collect(Collectors.toSet());
        List<String> names =
                found.getOrDefault(LAYER, List.of()).stream().map(Stretch::name).toList();
        if (inside.isEmpty()) {
            assertThat(names).isEqualTo(touching.stream().sorted().limit(1).toList());
        } else {
            assertThat(names).containsExactlyInAnyOrderElementsOf(inside);
        }
    }

    @Property(tries = 100)
    void twoAreToldAsOverlappingIfAndOnlyIfTheyShareGround(
            @ForAll @Size(min = 8, max = 40) List<@IntRange(min = 0, max = 20) Integer> corners) {
        List<Jurisdiction> boxes = boxes(corners);
        Responsibility responsibility =
                new Responsibility(Plot.borders(boxes.toArray(Jurisdiction[]::new)), Posts.of(List.of()));

        Set<String> told = responsibility.gaps(LAYER, NOW).stream()
                .filter(gap -> gap.fault() == Fault.OVERLAP)
                .map(gap -> gap.jurisdiction() + " " + gap.other().orElseThrow())
                .collect(Collectors.toSet());

        Set<String> expected = boxes.stream()
                .flatMap(one -> boxes.stream()
                        .filter(other -> one.name().compareTo(other.name()) < 0)
                        .filter(other -> one.geometry()
                                        .getEnvelopeInternal()
                                        .intersection(other.geometry().getEnvelopeInternal())
                                        .getArea()
                                > 1e-9)
                        .map(other -> one.name() + " " + other.name()))
                .collect(Collectors.toSet());
        assertThat(told).isEqualTo(expected);
    }
}
