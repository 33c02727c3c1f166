package io.qipan.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EveningCallerTest {

    /** How wide callers put a building on fire, by the rule that is shipped. */
    private static final double SPREAD_M = 400;

    private final Evening evening = Evening.now();

    @Test
    void every_evening_has_the_same_callers_in_order() {
        // Given
        List<EveningCaller> callers = EveningCaller.all();

        // When
        List<EveningCaller> again = EveningCaller.all();

        // Then
        assertThat(again).isEqualTo(callers).hasSize(EveningCaller.ALL);
        assertThat(callers).filteredOn(EveningCaller::isAboutTheFire).hasSize(EveningCaller.ABOUT_THE_FIRE);
        assertThat(callers).extracting(evening::of).doesNotHaveDuplicates();
    }

    @Test
    void a_call_is_an_exercise_that_rang_as_long_as_its_caller_waited() {
        // Given
        EveningCaller caller = EveningCaller.of(33);

        // When
        CreateCallRequest call = caller.call(evening).build();

        // Then
        assertThat(call.getDrill()).isTrue();
        assertThat(call.getExternalReference()).isEqualTo(evening.reference() + "33");
        assertThat(Duration.between(Stamps.instant(call.getReceivedAt()), Stamps.instant(call.getAnsweredAt())))
                .isEqualTo(Duration.ofSeconds(caller.ringsS()));
    }

    @Test
    void callers_about_the_fire_mean_one_place_and_the_container_is_another() {
        // Given
        Point corner = EveningPlaces.Place.CORNER.point(0, 0);

        // When
        List<EveningCaller> callers = EveningCaller.all();

        // Then
        assertThat(callers)
                .filteredOn(EveningCaller::isAboutTheFire)
                .allMatch(caller -> metres(corner, place(caller)) < SPREAD_M / 2);
        assertThat(metres(corner, place(EveningCaller.of(EveningCaller.CONTAINER))))
                .isBetween(600.0, 800.0);
    }

    private Point place(EveningCaller caller) {
        return caller.call(evening).getLocations(0).getPoint();
    }

    /** Flat, which is right to a metre here. */
    private static double metres(Point one, Point other) {
        double north = (one.getLatitude() - other.getLatitude()) * 111_195;
        double east =
                (one.getLongitude() - other.getLongitude()) * 111_195 * Math.cos(Math.toRadians(one.getLatitude()));
        return Math.hypot(north, east);
    }
}
