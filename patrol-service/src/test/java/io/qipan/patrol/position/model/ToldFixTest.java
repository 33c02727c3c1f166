package io.qipan.patrol.position.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.position.model.ToldFix.Span;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldFixTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Span SPAN = new Span(NOW.minusSeconds(1_000), NOW.plusSeconds(300));

    private static ToldFix at(double latitude, double longitude) {
        return new ToldFix(1, latitude, longitude, true, 5, Optional.of(NOW), Motion.UNTOLD);
    }

    private static ToldFix moving(double speed, double course, double altitude) {
        return new ToldFix(
                1,
                39,
                106,
                true,
                5,
                Optional.of(NOW),
                new Motion(Optional.of(speed), Optional.of(course), Optional.of(altitude)));
    }

    @ParameterizedTest
    @CsvSource({
        "39.66, 106.8, ",
        "-90, 180, ",
        "0, 0, POINT_MISSING",
        "106.8, 39.66, AXES_SWAPPED",
        "39.66, 180.1, NOT_ON_EARTH",
        "NaN, 106.8, NOT_ON_EARTH",
        "39.66, Infinity, NOT_ON_EARTH"
    })
    void a_point_lies_on_earth(double latitude, double longitude, QuarantineReason reason) {
        // Given
        ToldFix told = at(latitude, longitude);

        // When
        Optional<QuarantineReason> broken = told.broken(SPAN);

        // Then
        assertThat(broken).isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, ",
        "350, 360, 20000, ",
        "-0.1, 0, 0, SPEED_IMPOSSIBLE",
        "NaN, 0, 0, SPEED_IMPOSSIBLE",
        "0, 360.1, 0, COURSE_IMPOSSIBLE",
        "0, 0, -1001, ALTITUDE_IMPOSSIBLE"
    })
    void a_motion_is_possible(double speed, double course, double altitude, QuarantineReason reason) {
        // Given
        ToldFix told = moving(speed, course, altitude);

        // When
        Optional<QuarantineReason> broken = told.broken(SPAN);

        // Then
        assertThat(broken).isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest
    @CsvSource({"300, ", "301, TIME_AHEAD", "-1000, ", "-1001, TIME_TOO_OLD"})
    void a_time_is_neither_to_come_nor_forgotten(long secondsFromNow, QuarantineReason reason) {
        // Given
        ToldFix told = new ToldFix(1, 39, 106, true, 5, Optional.of(NOW.plusSeconds(secondsFromNow)), Motion.UNTOLD);

        // When
        Optional<QuarantineReason> broken = told.broken(SPAN);

        // Then
        assertThat(broken).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void what_is_missing_has_a_name() {
        // Given
        ToldFix nothing = new ToldFix(0, 0, 0, false, 0, Optional.empty(), Motion.UNTOLD);
        ToldFix noDatum = new ToldFix(1, 39, 106, false, 0, Optional.of(NOW), Motion.UNTOLD);
        ToldFix noTime = new ToldFix(1, 39, 106, true, 0, Optional.empty(), Motion.UNTOLD);
        ToldFix noAccuracy = new ToldFix(1, 39, 106, true, -1, Optional.of(NOW), Motion.UNTOLD);

        // When
        Optional<QuarantineReason> broken = nothing.broken(SPAN);

        // Then
        assertThat(broken).contains(QuarantineReason.SEQUENCE_INVALID);
        assertThat(noDatum.broken(SPAN)).contains(QuarantineReason.DATUM_MISSING);
        assertThat(noTime.broken(SPAN)).contains(QuarantineReason.TIME_MISSING);
        assertThat(noAccuracy.broken(SPAN)).contains(QuarantineReason.ACCURACY_IMPOSSIBLE);
    }

    @Property
    void what_is_believed_can_be_stored(
            @ForAll long sequence, @ForAll double latitude, @ForAll double longitude, @ForAll double accuracy) {
        // Given
        ToldFix told = new ToldFix(sequence, latitude, longitude, true, accuracy, Optional.of(NOW), Motion.UNTOLD);

        // When
        boolean believed = told.broken(SPAN).isEmpty();

        // Then
        assertThat(believed)
                .isEqualTo(sequence >= 1
                        && Math.abs(latitude) <= 90
                        && Math.abs(longitude) <= 180
                        && !(latitude == 0 && longitude == 0)
                        && accuracy >= 0
                        && accuracy <= 100_000);
    }
}
