package io.qipan.dispatch.recommend;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.RecommendUnitsRequest;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendedUnit;
import io.qipan.proto.dispatch.v1.Shortfall;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommendationRpcIT extends DispatchScenario {

    private static Wgs84 north(double degrees) {
        return new Wgs84(Places.RIVER_BANK.latitude() + degrees, Places.RIVER_BANK.longitude());
    }

    private RecommendUnitsResponse recommend(Incident incident, Need... needs) {
        RecommendUnitsRequest.Builder request =
                RecommendUnitsRequest.newBuilder().setIncident(incident.getName());
        for (Need need : needs) {
            request.addNeeds(need);
        }
        return desk().recommendation.recommendUnits(request.build());
    }

    private static Need water(int count) {
        return Need.newBuilder().setCapability("water").setCount(count).build();
    }

    @Test
    void the_soonest_units_are_recommended_with_reasons() {
        // Given
        patrol.registerBoat("far", north(0.2), clock.instant());
        patrol.registerBoat("near", north(0.01), clock.instant().minusSeconds(61));
        Incident incident = desk().open(anIncident("theft"));

        // When
        RecommendUnitsResponse answer = recommend(incident, water(3));

        // Then
        assertThat(answer.getDegraded()).isFalse();
        assertThat(answer.getUnitsList())
                .extracting(RecommendedUnit::getUnit)
                .containsExactly("units/near", "units/far");
        RecommendedUnit near = answer.getUnits(0);
        assertThat(near.getCallSign()).isEqualTo("near");
        assertThat(near.getCapability()).isEqualTo("water");
        assertThat(near.getDistanceM()).as("to the edge of 50 m").isBetween(1_061.0, 1_063.0);
        assertThat(near.getEtaS()).isBetween(106.1, 106.3);
        assertThat(near.getPositionStale()).isTrue();
        assertThat(Times.instant(near.getPositionAt()))
                .isEqualTo(clock.instant().minusSeconds(61));
        assertThat(near.getReason())
                .isEqualTo("free and able to do water, 1.1 km away, about 2 min, position not fresh");
        assertThat(answer.getUnits(1).getPositionStale()).isFalse();
        assertThat(answer.getShortfallsList())
                .containsExactly(Shortfall.newBuilder()
                        .setCapability("water")
                        .setMissing(1)
                        .setCause(Shortfall.Cause.TOO_FEW)
                        .build());
    }

    @Test
    void while_the_river_freezes_no_boat_is_recommended_and_the_shortfall_says_why() {
        // Given
        patrol.registerBoat("boat", north(0.01), clock.instant());
        patrol.season(new Media(Set.of("road"), Set.of("water", "ice")));
        Incident incident = desk().open(anIncident("theft"));

        // When
        RecommendUnitsResponse answer = recommend(incident, water(1));

        // Then
        assertThat(answer.getDegraded()).isFalse();
        assertThat(answer.getUnitsList()).isEmpty();
        assertThat(answer.getShortfallsList())
                .extracting(Shortfall::getCause)
                .containsExactly(Shortfall.Cause.OUT_OF_SEASON);
    }

    @Test
    void without_needs_the_type_says_what_is_needed() {
        // Given
        patrol.registerBoat("boat", north(0.01), clock.instant());
        Incident drowning = desk().open(anIncident("drowning"));
        Incident other = desk().open(anIncident("other"));

        // When
        RecommendUnitsResponse forType = recommend(drowning);
        RecommendUnitsResponse forAny = recommend(other);

        // Then
        assertThat(forType.getUnitsList())
                .extracting(RecommendedUnit::getCapability)
                .containsExactly("water");
        assertThat(forType.getShortfallsList())
                .extracting(Shortfall::getCapability, Shortfall::getCause)
                .containsExactly(tuple("medical", Shortfall.Cause.NO_SUCH_CAPABILITY));
        assertThat(forAny.getUnitsList()).extracting(RecommendedUnit::getUnit).containsExactly("units/boat");
    }

    @Test
    void with_patrol_away_the_last_known_units_are_recommended_all_of_them_stale() {
        // Given
        patrol.registerBoat("boat", north(0.01), clock.instant().plusSeconds(60));
        dispatch.recommendation().keepPicture().run();
        patrol.goAway();
        dispatch.recommendation().keepPicture().run();
        Incident incident = desk().open(anIncident("theft"));

        // When
        RecommendUnitsResponse answer = recommend(incident, water(1));

        // Then
        assertThat(answer.getDegraded()).isTrue();
        assertThat(answer.getUnitsList()).singleElement().satisfies(unit -> {
            assertThat(unit.getUnit()).isEqualTo("units/boat");
            assertThat(unit.getPositionStale()).isTrue();
            assertThat(unit.getReason()).endsWith("position not fresh");
        });
    }

    @Test
    void with_patrol_away_a_unit_that_was_off_duty_then_is_not_recommended() {
        // Given
        patrol.register(new Candidate(
                "units/off",
                "off",
                "assault_boat",
                Set.of("water"),
                10,
                60,
                true,
                false,
                Candidate.Duty.OFF_DUTY,
                Optional.of(new Candidate.Fix(north(0.01), clock.instant()))));
        dispatch.recommendation().keepPicture().run();
        patrol.goAway();
        Incident incident = desk().open(anIncident("theft"));

        // When
        RecommendUnitsResponse answer = recommend(incident, water(1));

        // Then
        assertThat(answer.getDegraded()).isTrue();
        assertThat(answer.getUnitsList()).isEmpty();
        assertThat(answer.getShortfallsList()).extracting(Shortfall::getCause).containsExactly(Shortfall.Cause.NO_CREW);
    }

    @Test
    void with_patrol_away_a_unit_that_was_ordered_since_is_not_recommended_again() {
        // Given
        patrol.registerBoat("boat", north(0.01), clock.instant());
        patrol.register(new Candidate(
                "units/lost",
                "lost",
                "boat",
                Set.of("water", "road"),
                10,
                60,
                true,
                false,
                Candidate.Duty.NO_SHIFT_TODAY,
                Optional.empty()));
        dispatch.recommendation().keepPicture().run();
        Order sent = desk().send(desk().open(anIncident("theft")), "units/boat");
        patrol.goAway();
        Incident incident = desk().open(anIncident("theft"));

        // When
        RecommendUnitsResponse answer = recommend(incident, water(1));

        // Then
        assertThat(sent.getState()).isEqualTo(Order.State.SENT);
        assertThat(answer.getDegraded()).isTrue();
        assertThat(answer.getUnitsList()).isEmpty();
        assertThat(answer.getShortfallsList())
                .extracting(Shortfall::getCause)
                .containsExactly(Shortfall.Cause.NO_POSITION);
    }

    @Test
    void with_patrol_away_and_nothing_known_the_units_are_unknown() {
        // Given
        patrol.goAway();
        Incident incident = desk().open(anIncident("theft"));

        // When
        RecommendUnitsResponse answer = recommend(incident, water(2));

        // Then
        assertThat(answer.getDegraded()).isTrue();
        assertThat(answer.getShortfallsList()).singleElement().satisfies(shortfall -> {
            assertThat(shortfall.getMissing()).isEqualTo(2);
            assertThat(shortfall.getCause()).isEqualTo(Shortfall.Cause.UNITS_UNKNOWN);
        });
    }

    @Test
    void an_incident_without_a_chosen_place_has_nowhere_to_send_to() {
        // Given
        Incident incident = desk().open(anIncident("theft").clearLocations().addLocations(Desk.words("by the bridge")));

        // When
        StatusRuntimeException refusal = refused(() -> recommend(incident));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INCOMPLETE);
        assertThat(metadataOf(refusal)).containsEntry("missing", "location");
    }

    @Test
    void an_incident_that_does_not_exist_is_not_found() {
        // Given
        Incident none = Incident.newBuilder()
                .setName("incidents/01939b4e-0000-7000-8000-000000000001")
                .build();

        // When
        StatusRuntimeException refusal = refused(() -> recommend(none));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
    }
}
