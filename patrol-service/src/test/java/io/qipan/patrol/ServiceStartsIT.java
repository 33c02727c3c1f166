package io.qipan.patrol;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.qipan.runtime.caller.Role;
import io.qipan.testkit.PostgresResource;
import io.qipan.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service as it runs: started by Quarkus on a database that it migrates itself, called over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ServiceStartsIT {
    @TestHTTPResource(value = "/health", management = true)
    private String health = "";

    @TestHTTPResource(value = "/metrics", management = true)
    private String metrics = "";

    private static final String UNITS = "/qipan.patrol.v1.UnitService/";

    private static RequestSpecification as(Role... roles) {
        return given().contentType("application/json").auth().oauth2(TestTokens.mint("tester", roles));
    }

    private static RequestSpecification body(RequestSpecification request, String json) {
        return request.body(json.replace("ID", UUID.randomUUID().toString()));
    }

    @Test
    void it_is_live_whatever_the_database_does() {
        // Given
        RequestSpecification probe = given();

        // When
        var answer = probe.get(health + "/live");

        // Then
        answer.then().statusCode(200).body("status", equalTo("UP")).body("checks.size()", equalTo(0));
    }

    @Test
    void it_is_ready_when_the_database_answers() {
        // Given
        RequestSpecification probe = given();

        // When
        var answer = probe.get(health + "/ready");

        // Then
        answer.then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem(containsString("PostgreSQL")));
    }

    @Test
    void it_has_started() {
        // Given
        RequestSpecification probe = given();

        // When
        var answer = probe.get(health + "/started");

        // Then
        answer.then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void a_unit_is_registered_placed_committed_and_read_over_json() {
        // Given
        body(as(Role.ENGINEER), """
                        {"request_id": "ID", "name": "units/boat-03", "call_sign": "快艇三号", "kind": "assault_boat"}""")
                .post(UNITS + "RegisterUnit")
                .then()
                .statusCode(200)
                .body("unit.status", equalTo("IN_SERVICE"));
        body(as(Role.SERVICE), """
                        {"request_id": "ID", "unit": "units/boat-03",
                         "point": {"latitude": 39.66, "longitude": 106.8, "datum": "BD09"}}""")
                .post(UNITS + "ReportPosition")
                .then()
                .statusCode(200)
                .body("latest", equalTo(true));
        String order = "orders/" + UUID.randomUUID();
        body(as(Role.SERVICE), """
                        {"request_id": "ID", "commits": [{"unit": "units/boat-03", "order": "%s",
                         "incident": "incidents/ID"}]}""".formatted(order))
                .post("/qipan.patrol.v1.CommitmentService/CommitUnits")
                .then()
                .statusCode(200)
                .body("results[0].commitment.order", equalTo(order));

        // When
        var answer = as(Role.DISPATCHER).body("{\"name\": \"units/boat-03\"}").post(UNITS + "GetUnit");

        // Then
        answer.then()
                .statusCode(200)
                .body("unit.position.given.datum", equalTo("BD09"))
                .body("unit.position.wgs84.datum", equalTo("WGS84"))
                .body("unit.committed_order", equalTo(order))
                .body("unit.etag", equalTo("2"));
    }

    @Test
    void a_grid_is_imported_and_located_by_over_json() {
        // Given
        String square = """
                {'type': 'FeatureCollection', 'features': [{'type': 'Feature', 'properties': {'code': 'C', 'title_zh': '城'},
                 'geometry': {'type': 'Polygon', 'coordinates': [[[106.8, 39.6], [106.9, 39.6], [106.9, 39.7], [106.8, 39.6]]]}}]}""";
        body(as(Role.ENGINEER), """
                        {"request_id": "ID", "base_revision": 0, "reason": "first", "datum": "WGS84", "optional_kind": "CITY",
                         "geojson": "%s"}""".formatted(square.replace("\n", "").replace("'", "\\\"")))
                .post("/qipan.patrol.v1.GridService/ImportGrid")
                .then()
                .statusCode(200)
                .body("revision.name", equalTo("gridRevisions/1"));

        // When
        var answer = as(Role.UNIT)
                .body("{\"point\": {\"latitude\": 39.61, \"longitude\": 106.88, \"datum\": \"WGS84\"}}")
                .post("/qipan.patrol.v1.GridService/LocatePoint");

        // Then
        answer.then().statusCode(200).body("city.name", equalTo("gridFeatures/city-C"));
    }

    @Test
    void what_is_reported_is_measured_in_the_background() {
        // Given
        body(as(Role.ENGINEER), """
                        {"request_id": "ID", "name": "units/car-77", "call_sign": "car 77", "kind": "patrol_car"}""").post(UNITS + "RegisterUnit").then().statusCode(200);

        // When
        body(as(Role.SERVICE), """
                        {"request_id": "ID", "unit": "units/car-77",
                         "point": {"latitude": 39.66, "longitude": 106.8, "datum": "WGS84"}}""").post(UNITS + "ReportPosition").then().statusCode(200);

        // Then
        String hours = """
                {"unit": "units/car-77", "from": "%s", "until": "%s"}""".formatted(
                        Instant.now().minus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
        Awaitility.await()
                .untilAsserted(() -> as(Role.COMMANDER)
                        .body(hours)
                        .post("/qipan.patrol.v1.SuspicionService/GetSuspicion")
                        .then()
                        .statusCode(200)
                        .body("suspicion.fixes", equalTo(1)));
    }

    @Test
    void kinds_are_there_from_the_beginning() {
        // Given
        RequestSpecification request = as(Role.UNIT).body("{}");

        // When
        var answer = request.post(UNITS + "ListUnitKinds");

        // Then
        answer.then()
                .statusCode(200)
                .body(
                        "kinds.code",
                        hasItems("patrol_boat_large", "patrol_boat_small", "kayak", "fire_engine", "ambulance"));
    }

    @Test
    void refusals_say_why() {
        // Given
        RequestSpecification nobody = given().contentType("application/json").body("{}");

        // When
        var anonymous = nobody.post(UNITS + "ListUnits");
        var missing = as(Role.DISPATCHER).body("{\"name\": \"units/none\"}").post(UNITS + "GetUnit");

        // Then
        anonymous.then().statusCode(401).body("code", equalTo("unauthenticated"));
        missing.then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", containsString("units/none"))
                .body("details", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "CALL_TAKER, units/1, 200",
        "CALL_TAKER, stations/1, 200",
        "CALL_TAKER, commitments/1, 403",
        "DISPATCHER, commitments/1, 200",
        "ECOLOGY_OFFICER, units/1, 403"
    })
    void the_journal_tells_no_more_than_the_rpcs(Role role, String resource, int status) {
        // Given
        RequestSpecification reader = given().contentType("application/json")
                .auth()
                .oauth2(TestTokens.mint("reader", role))
                .body("{\"resource\": \"" + resource + "\"}");

        // When
        var answer = reader.post("/qipan.common.v1.JournalService/ListChanges");

        // Then
        answer.then().statusCode(status);
    }

    @Test
    void metrics_can_be_scraped() {
        // Given
        RequestSpecification scrape = given();

        // When
        var answer = scrape.get(metrics);

        // Then
        answer.then().statusCode(200).body(containsString("qipan_rpc"));
    }
}
