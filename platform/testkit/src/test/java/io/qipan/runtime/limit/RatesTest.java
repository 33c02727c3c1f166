package io.qipan.runtime.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final Quota ONE_PER_SECOND = new Quota(1, 1, 1);

    private final AtomicLong now = new AtomicLong();
    private final Rates rates = new Rates(now::get);

    private static Share caller(String name) {
        return new Share(Share.Of.CALLER, name, ONE_PER_SECOND);
    }

    private static Share agency(String name) {
        return new Share(Share.Of.AGENCY, name, new Quota(2, 1, 1));
    }

    private long through(int calls, Share... shares) {
        long through = 0;
        for (int i = 0; i < calls; i++) {
            through += rates.take(List.of(shares)).isEmpty() ? 1 : 0;
        }
        return through;
    }

    @Test
    void the_flood_of_one_takes_nothing_from_another() {
        // Given
        assertThat(through(1_000, caller("wang"))).isEqualTo(5);

        // When
        long through = through(1_000, caller("li"));

        // Then
        assertThat(through).isEqualTo(5);
    }

    @Test
    void one_who_floods_does_not_use_up_what_an_agency_shares() {
        // Given
        assertThat(through(1_000, caller("wang"), agency("agencies/119"))).isEqualTo(5);

        // When
        long through = through(1_000, caller("li"), agency("agencies/119"));

        // Then
        assertThat(through).isEqualTo(5);
    }

    @Test
    void all_of_an_agency_together_get_no_more_than_it_has() {
        // Given
        long through = 0;

        // When
        for (int i = 0; i < 100; i++) {
            through += through(10, caller("agent " + i), agency("agencies/119"));
        }

        // Then
        assertThat(through).isEqualTo(10);
    }

    @Test
    void the_names_of_a_flood_do_not_fill_the_memory() {
        // Given
        for (int i = 0; i < 200_000; i++) {
            assertThat(through(1, caller("caller " + i))).isEqualTo(1);
        }

        // When
        long known = rates.known();

        // Then
        assertThat(known).isLessThanOrEqualTo(50_000);
    }

    @Test
    void who_has_not_called_for_a_while_is_forgotten() {
        // Given
        assertThat(through(3, caller("wang"))).isEqualTo(3);

        // When
        now.addAndGet(Duration.ofSeconds(11).toNanos());

        // Then
        assertThat(rates.known()).isZero();
        assertThat(through(10, caller("wang"))).isEqualTo(5);
    }
}
