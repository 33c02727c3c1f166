package io.qipan.patrol;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.qipan.runtime.caller.Role;
import io.qipan.testkit.PostgresResource;
import io.qipan.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Season, roster, duty levels and rescues as they run: wired by Quarkus, called over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DutyStartsIT {

    private static ValidatableResponse post(String rpc, Role role, String json) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestTokens.mint("tester", role))
                .body(json.replace("ID", UUID.randomUUID().toString()).replace('\'', '"'))
                .post("/qipan.patrol.v1." + rpc)
                .then()
                .statusCode(200);
    }

    private static void givenUnit(String id, String kind) {
        post(
                "UnitService/RegisterUnit",
                Role.ENGINEER,
                "{'request_id': 'ID', 'name': 'units/%s', 'call_sign': '%s', 'kind': '%s'}".formatted(id, id, kind));
        post("UnitService/ReportPosition", Role.SERVICE, """
                {'request_id': 'ID', 'unit': 'units/%s', 'point': {'latitude': 39.6, 'longitude': 106.8, 'datum': 'WGS84'}}""".formatted(id));
    }

    private static ValidatableResponse find() {
        return post("UnitService/FindNearestUnits", Role.DISPATCHER, """
                {'point': {'latitude': 39.6, 'longitude': 106.8, 'datum': 'WGS84'}, 'capabilities': ['shallow_water']}""");
    }

    @Test
    void a_boat_is_passed_over_once_somebody_has_closed_the_water() {
        // Given
        givenUnit("kayak-7", "kayak");
        await("the unit and its place are in memory")
                .untilAsserted(() -> find().body("able_count", equalTo(1)).body("without_position_count", nullValue()));
        post("SeasonService/DeclareMedium", Role.COMMANDER, """
                {'request_id': 'ID', 'media': ['WATER', 'SHALLOW_WATER'], 'passage': 'CLOSED', 'reason': 'storm'}""");

        // When
        var answer = find();

        // Then
        answer.body("out_of_season_count", equalTo(1))
                .body("out_of_season_kinds[0].kind", equalTo("kayak"))
                .body("out_of_season_kinds[0].reason_en", equalTo("storm"))
                .body("out_of_season_kinds[0].ruled_by", startsWith("mediumDeclarations/"));
    }

    @Test
    void a_crew_checks_in_hears_of_the_level_and_is_recorded_in_a_drill() {
        // Given
        givenUnit("car-8", "patrol_car");
        post("DutyService/ReviseDutyPlan", Role.ENGINEER, """
                {'request_id': 'ID', 'base_revision': 0, 'reason': 'first', 'levels': [{'code': 'usual', 'name_en': 'Usual',
                 'name_zh': '日常', 'rank': 1, 'multiplier': 1, 'acknowledge_within_s': 60}]}""");
        String shift = post("RosterService/PlanShift", Role.COMMANDER, """
                        {'request_id': 'ID', 'unit': 'units/car-8', 'from': '%s', 'until': '%s',
                         'crew': [{'member': 'P1', 'role': 'coxswain'}]}""".formatted(
                                Instant.now(), Instant.now().plusSeconds(3600)))
                .extract()
                .path("shift.name");
        post(
                "RosterService/StartShift",
                Role.COMMANDER,
                "{'request_id': 'ID', 'name': '%s', 'etag': '1', 'member': 'P1'}".formatted(shift));

        // When
        var answer = post(
                "DutyService/ChangeDutyLevel",
                Role.COMMANDER,
                "{'request_id': 'ID', 'level': 'usual', 'reason': 'new roster'}");

        // Then
        answer.body("recipients", equalTo(1));
        post("DutyService/ListDutyNotices", Role.DISPATCHER, "{'open_only': true}")
                .body("notices.unit", hasItem("units/car-8"));
        post("RescueService/RecordRescue", Role.DISPATCHER, """
                        {'request_id': 'ID', 'facts': {'kind': 'RESCUE', 'drill': true, 'happened_at': '%s', 'done': 'line',
                         'point': {'latitude': 39.6, 'longitude': 106.8, 'datum': 'WGS84'}, 'units': ['units/car-8'],
                         'rescued': 3}}""".formatted(Instant.now()))
                .body("record.current.facts.rescued", equalTo(3));
    }
}
