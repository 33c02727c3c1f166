package io.qipan.runtime.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.limit.Places.Claim;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PlacesProperty {

    private static final Claim ALL = new Claim("all", 6);

    private static List<Claim> claims(int who) {
        return List.of(new Claim("caller " + who, 2), new Claim("agency " + who % 2, 3), ALL);
    }

    @Property(tries = 500)
    void nobody_ever_holds_more_than_there_are_and_nothing_is_left_behind(
            @ForAll @Size(max = 200) List<@IntRange(min = -4, max = 4) Integer> steps) {
        // Given
        Places places = new Places();
        Deque<List<Claim>> held = new ArrayDeque<>();

        // When a number takes, and a negative one gives back
        for (int step : steps) {
            if (step >= 0) {
                if (places.take(claims(step)).isEmpty()) {
                    held.add(claims(step));
                }
            } else if (!held.isEmpty()) {
                places.free(held.remove());
            }

            // Then
            for (int who = 0; who <= 4; who++) {
                assertThat(places.taken("caller " + who)).isBetween(0, 2);
                assertThat(places.taken("agency " + who % 2)).isBetween(0, 3);
            }
            assertThat(places.taken("all")).isEqualTo(held.size()).isBetween(0, 6);
        }
        held.forEach(places::free);
        assertThat(places.holders()).isZero();
    }
}
