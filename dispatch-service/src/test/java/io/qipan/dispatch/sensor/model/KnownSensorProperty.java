package io.qipan.dispatch.sensor.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.sensor.model.SensorNews.Silence;
import io.qipan.runtime.refusal.Decision.Granted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is told how often and in which order: the newest counts, and each is news once at most. */
class KnownSensorProperty {
    private static final Instant BEGIN = Instant.parse("2026-11-20T02:00:00Z");
    private static final Duration REMIND = Duration.ofHours(24);

    /** As it happened: each some time after the one before. */
    private static List<SensorNews> history(int length, Random random) {
        List<SensorNews> history = new ArrayList<>();
        Instant at = BEGIN;
        for (int version = 1; version <= length; version++) {
            at = at.plusSeconds(1 + random.nextInt(10_000));
            history.add(new SensorNews(
                    "sensors/sensor-a",
                    version,
                    random.nextInt(3) == 0 ? Optional.empty() : Optional.of(at),
                    random.nextBoolean()
                            ? Optional.of(new Silence(at, "desk:command", "is silent"))
                            : Optional.empty()));
        }
        return history;
    }

    @Property(tries = 300)
    void the_newest_that_was_told_is_known_and_nothing_is_news_twice(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int length) {
        Random random = new Random(seed);
        List<SensorNews> history = history(length, random);
        Instant now = BEGIN.plus(Duration.ofDays(7));
        Optional<KnownSensor> known = Optional.empty();
        List<Long> taken = new ArrayList<>();
        long newest = 0;

        for (int i = 0; i < 40; i++) {
            SensorNews told = history.get(random.nextInt(length));
            newest = Math.max(newest, told.version());
            Optional<KnownSensor> next = KnownSensor.after(known, told, now, REMIND);
            if (next.isPresent()) {
                taken.add(told.version());
                known = next;
            }
            now = now.plusSeconds(1);
        }

        assertThat(taken).isSorted().doesNotHaveDuplicates();
        SensorNews last = history.get((int) newest - 1);
        assertThat(known).hasValueSatisfying(sensor -> {
            assertThat(sensor.version()).isEqualTo(last.version());
            assertThat(sensor.silence()).isEqualTo(last.silence());
            assertThat(sensor.nextDeadlineAt().isPresent())
                    .isEqualTo(last.silence().isPresent());
        });
    }

    @Property(tries = 100)
    void only_what_is_silent_is_told_as_silent_again(@ForAll long seed) {
        SensorNews news = history(1, new Random(seed)).getFirst();
        KnownSensor known =
                KnownSensor.after(Optional.empty(), news, BEGIN, REMIND).orElseThrow();

        boolean granted = known.remind(BEGIN.plus(REMIND.multipliedBy(2))) instanceof Granted;

        assertThat(granted).isEqualTo(news.silence().isPresent());
    }
}
