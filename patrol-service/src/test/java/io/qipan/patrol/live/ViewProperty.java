package io.qipan.patrol.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.live.picture.Easel;
import io.qipan.patrol.live.picture.Easel.Drawn;
import io.qipan.patrol.live.picture.Filter;
import io.qipan.patrol.live.picture.Picture;
import io.qipan.patrol.live.picture.Placed;
import io.qipan.patrol.live.picture.Region;
import io.qipan.patrol.live.picture.Sketch;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.proto.patrol.v1.UnitUpdate;
import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whoever is told turn by turn knows what is in the picture, wherever the place, however small or large. */
class ViewProperty {
    private static final int UNITS = 300;

    private final Map<String, LiveUnit> truth = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    /** Most cross the borders of what is watched, some the 180th meridian. */
    private static Wgs84 somewhere(Random random, Wgs84 middle) {
        double longitude = middle.longitude() + random.nextDouble(-0.1, 0.1);
        return new Wgs84(
                middle.latitude() + random.nextDouble(-0.1, 0.1),
                longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude);
    }

    private static List<Region> regions(Random random, Wgs84 middle) {
        List<Region> regions = new ArrayList<>();
        double widest = random.nextBoolean() ? 2_000 : 20_000;
        if (random.nextInt(3) > 0) {
            regions.add(new Region.Circle(somewhere(random, middle), random.nextDouble(1, widest)));
        }
        if (random.nextInt(3) > 0) {
            regions.add(Region.Polygon.of(List.<Datum>of(
                    new Wgs84(middle.latitude() - random.nextDouble(0.1), middle.longitude()),
                    new Wgs84(middle.latitude(), middle.longitude() - random.nextDouble(0.1)),
                    new Wgs84(middle.latitude() + random.nextDouble(0.1), middle.longitude() - 0.01))));
        }
        return regions;
    }

    private void moveSome(Random random, Wgs84 middle, int most) {
        for (int i = random.nextInt(most); i >= 0; i--) {
            String name = "u" + random.nextInt(UNITS);
            LiveUnit unit = truth.getOrDefault(name, Sketch.unit(name, 10));
            truth.put(name, random.nextInt(20) == 0 ? unit : Sketch.at(unit, somewhere(random, middle)));
        }
        if (random.nextInt(4) == 0) {
            truth.remove("u" + random.nextInt(UNITS));
        }
    }

    private void tellSome(View view, int most) {
        for (int i = 0; i < most && view.waiting() > 0; i++) {
            view.next().ifPresent(this::hear);
        }
    }

    private void hear(UnitUpdate update) {
        switch (update.getUpdateCase()) {
            case ENTERED -> assertThat(known.add(update.getEntered().getName())).isTrue();
            case LEFT -> assertThat(known.remove(update.getLeft())).isTrue();
            default -> {}
        }
    }

    @Property(tries = 300)
    void a_watcher_of_a_place_knows_who_is_there(@ForAll @IntRange(min = 1, max = 20) int turns, @ForAll long seed) {
        // Given
        truth.clear();
        known.clear();
        Random random = new Random(seed);
        Wgs84 middle = new Wgs84(random.nextInt(-60, 60), random.nextInt(4) == 0 ? 180 : 106);
        Filter filter = new Filter(regions(random, middle), Set.of(), Set.of(), Optional.empty());
        View view = new View(filter);
        Easel easel = new Easel();
        Picture picture = Picture.blank();

        // When
        for (int i = 0; i < turns; i++) {
            moveSome(random, middle, 1 + random.nextInt(UNITS));
            Drawn drawn = easel.draw(Sketch.everything(truth.values()), Sketch.NOW);
            int ignored = view.take(Turn.to(drawn));
            picture = drawn.picture();
            tellSome(view, random.nextInt(50));
        }
        tellSome(view, Integer.MAX_VALUE);

        // Then
        Set<String> there = new HashSet<>();
        for (Placed unit : picture.included(filter)) {
            there.add(unit.name());
        }
        assertThat(known).isEqualTo(there);
    }
}
