package io.qipan.bench.hotspots;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.pattern.model.HotspotSearch.Plan;
import io.qipan.dispatch.pattern.model.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShufflingsTest {

    /** Calls that all come at once to a new place every day: nothing but hotspots. */
    private static Shufflings ofNothingButHotspots(long seed) {
        SplittableRandom random = new SplittableRandom(1);
        List<Occurrence> calls = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            int day = random.nextInt(14);
            calls.add(new Occurrence(day % 5 * 2, day, day));
        }
        return new Shufflings(Map.of("theft", calls), new Plan(14, 2, 3, 39, 0.05, 0), seed);
    }

    /** 100 with 0.05 are 13 or more less than once in a hundred times; the seed is fixed. */
    @Test
    void shuffled_calls_have_no_hotspots_but_by_chance() {
        // When
        Share alarms = ofNothingButHotspots(7).falseAlarms(100);

        // Then
        assertThat(alarms.of()).isEqualTo(100);
        assertThat(alarms.hits()).isLessThan(13);
    }

    @Test
    void the_stronger_a_planted_hotspot_the_more_often_it_is_found() {
        // Given
        Shufflings shuffled = ofNothingButHotspots(7);

        // When
        Share weak = shuffled.found(1, 40);
        Share strong = shuffled.found(40, 40);

        // Then
        assertThat(weak.hits()).isLessThan(strong.hits());
        assertThat(strong.hits()).isGreaterThan(35);
    }

    @Test
    void the_same_seed_shuffles_the_same() {
        // When
        Share once = ofNothingButHotspots(11).found(8, 30);

        // Then
        assertThat(ofNothingButHotspots(11).found(8, 30)).isEqualTo(once);
    }

    @Test
    void a_share_comes_with_its_interval() {
        // When
        String text = new Share(5, 100).toString();

        // Then
        assertThat(text).isEqualTo("0.050 (0.016 to 0.113; 5 of 100)");
    }
}
