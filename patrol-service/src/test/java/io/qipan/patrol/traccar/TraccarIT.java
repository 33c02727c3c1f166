package io.qipan.patrol.traccar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.caller.Role;
import io.qipan.testkit.PostgresResource;
import io.qipan.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telephones that report to the service as it runs. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TraccarIT {
    @TestHTTPResource(value = "/metrics", management = true)
    private String metricsAddress = "";

    private static final String RPC = "/qipan.patrol.v1.";
    private static final Instant FIXED_AT = Instant.now().minusSeconds(60);

    private String unit = "";
    private String phone = "";
    private String key = "";

    private static JsonPath call(String method, String json) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestTokens.mint("tester", Role.ENGINEER))
                .body(json.replace("ID", UUID.randomUUID().toString()))
                .post(RPC + method)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @BeforeEach
    void registerPhone() {
        String id = UUID.randomUUID().toString().substring(0, 8);
        unit = "units/boat-" + id;
        phone = "phone-" + id;
        call("UnitService/RegisterUnit", """
                {"request_id": "ID", "name": "%s", "call_sign": "%s", "kind": "kayak"}""".formatted(unit, id));
        key = register();
    }

    private String register() {
        return call("DeviceService/RegisterDevice", """
                {"request_id": "ID", "name": "devices/%s", "unit": "%s"}""".formatted(phone, unit)).getString("key");
    }

    private RequestSpecification report(Instant at) {
        return given().queryParam("id", phone)
                .queryParam("timestamp", at.getEpochSecond())
                .queryParam("lat", "39.66")
                .queryParam("lon", "106.8")
                .queryParam("speed", "10")
                .queryParam("accuracy", "5");
    }

    /** The device of each fix. */
    private List<String> track() {
        List<String> devices = call("PositionService/ListPositions", """
                {"unit": "%s", "from": "%s", "until": "%s"}""".formatted(
                                unit, FIXED_AT.minus(Duration.ofDays(1)), FIXED_AT.plus(Duration.ofDays(1))))
                .getList("positions.device");
        // An empty list is left out.
        return devices == null ? List.of() : devices;
    }

    private List<String> quarantine() {
        return call("PositionService/ListQuarantinedPositions", "{\"optional_unit\": \"" + unit + "\"}")
                .getList("positions.reason");
    }

    @Test
    void what_is_answered_with_200_is_in_the_track() {
        // When
        Response answer = report(FIXED_AT).get("/traccar/" + key);

        // Then
        answer.then().statusCode(200);
        assertThat(answer.asString()).isEmpty();
        assertThat(track()).containsExactly(phone);
    }

    @Test
    void what_is_sent_again_is_known() {
        // Given
        report(FIXED_AT).post("/traccar/" + key).then().statusCode(200);

        // When
        Response again = report(FIXED_AT).queryParam("batt", "17").post("/traccar/" + key + "/");

        // Then
        again.then().statusCode(200);
        report(FIXED_AT.plusSeconds(1)).post("/traccar/" + key).then().statusCode(200);
        assertThat(track()).hasSize(2);
    }

    @Test
    void a_form_is_as_good_as_a_query() {
        // Given
        RequestSpecification form = given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("id", phone)
                .formParam("timestamp", FIXED_AT.toString())
                .formParam("location", "39.66,106.8");

        // When
        Response answer = form.post("/traccar/" + key);

        // Then
        answer.then().statusCode(200);
        given().contentType("text/plain")
                .body("id=" + phone + "&timestamp=" + FIXED_AT.toEpochMilli() + "&lat=39.66&lon=106.8001")
                .post("/traccar/" + key)
                .then()
                .statusCode(200);
        assertThat(track()).hasSize(2);
    }

    @Test
    void the_json_of_newer_clients_is_taken() {
        // Given
        RequestSpecification json = given().contentType("application/json").body("""
                {"location": {"timestamp": "%s", "coords": {"latitude": 39.66, "longitude": 106.8, "accuracy": 4,
                  "speed": 2.5, "heading": 90, "altitude": 1076}, "is_moving": true}, "device_id": "%s"}""".formatted(FIXED_AT, phone));

        // When
        Response answer = json.post("/traccar/" + key);

        // Then
        answer.then().statusCode(200);
        assertThat(track()).hasSize(1);
    }

    @Test
    void what_breaks_a_rule_is_kept_in_quarantine_and_not_sent_for_ever() {
        // When
        Response tooOld = report(FIXED_AT.minus(Duration.ofDays(4_000))).get("/traccar/" + key);

        // Then
        tooOld.then().statusCode(200);
        report(FIXED_AT)
                .queryParam("valid", "false")
                .get("/traccar/" + key)
                .then()
                .statusCode(200);
        given().queryParam("id", phone).get("/traccar/" + key).then().statusCode(200);
        assertThat(quarantine()).containsExactly("POINT_MISSING", "POINT_MISSING", "TIME_TOO_OLD");
        assertThat(track()).isEmpty();
    }

    @Test
    void a_wrong_key_and_an_unknown_telephone_are_told_the_same() {
        // When
        Response wrong = report(FIXED_AT).get("/traccar/" + key.substring(1) + "x");

        // Then
        Response unknown = given().queryParam("id", "nobody").get("/traccar/" + key);
        Response nothing = report(FIXED_AT).get("/traccar/x");
        for (Response answer : List.of(wrong, unknown, nothing)) {
            answer.then().statusCode(404);
            assertThat(answer.asString()).isEmpty();
            assertThat(answer.headers().asList().stream().map(header -> header.getName()))
                    .isEqualTo(wrong.headers().asList().stream()
                            .map(header -> header.getName())
                            .toList());
        }
        assertThat(track()).isEmpty();
    }

    @Test
    void a_withdrawn_telephone_is_told_the_same_as_a_wrong_key() {
        // Given
        call("DeviceService/WithdrawDevice", """
                {"request_id": "ID", "name": "devices/%s", "etag": "1", "reason": "lost"}""".formatted(phone));

        // When
        Response answer = report(FIXED_AT).get("/traccar/" + key);

        // Then
        answer.then().statusCode(404);
        String fresh = register();
        report(FIXED_AT).get("/traccar/" + key).then().statusCode(404);
        report(FIXED_AT).get("/traccar/" + fresh).then().statusCode(200);
    }

    @Test
    void what_waited_in_a_telephone_that_changed_hands_goes_to_the_unit_that_had_it_then() {
        // Given
        String first = unit;
        call("DeviceService/WithdrawDevice", """
                {"request_id": "ID", "name": "devices/%s", "etag": "1", "reason": "for another crew"}""".formatted(phone));
        unit = first + "-b";
        call("UnitService/RegisterUnit", """
                {"request_id": "ID", "name": "%s", "call_sign": "%s", "kind": "kayak"}""".formatted(unit, unit));
        String fresh = register();

        // When
        Response backlog = report(FIXED_AT).get("/traccar/" + fresh);

        // Then
        backlog.then().statusCode(200);
        report(Instant.now().plusSeconds(1)).get("/traccar/" + fresh).then().statusCode(200);
        assertThat(track()).containsExactly(phone);
        unit = first;
        assertThat(track()).containsExactly(phone);
    }

    @Test
    void who_has_no_key_is_sent_away_before_the_body() {
        // When
        Response answer = given().contentType("application/json")
                .body("x".repeat(2 << 20))
                .post("/traccar/wrong");

        // Then
        answer.then().statusCode(404);
        assertThat(answer.header("connection")).isEqualTo("close");
        report(FIXED_AT).get("/traccar/" + key).then().statusCode(200);
    }

    @Test
    void what_can_never_be_right_is_told_why() {
        // When
        Response nobody = given().queryParam("lat", "1").get("/traccar/" + key);

        // Then
        nobody.then().statusCode(400);
        assertThat(nobody.asString()).contains("id");
        given().contentType("application/json")
                .body("{")
                .post("/traccar/" + key)
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("x".repeat(2 << 20))
                .post("/traccar/" + key)
                .then()
                .statusCode(413);
    }

    @Test
    void the_key_is_in_no_metric() {
        // Given
        report(FIXED_AT).get("/traccar/" + key).then().statusCode(200);
        report(FIXED_AT).get("/traccar/wrong-but-secret").then().statusCode(404);

        // When
        String metrics = given().get(metricsAddress).asString();

        // Then
        assertThat(metrics).contains("qipan_traccar_reports_total{status=\"200\"}");
        assertThat(metrics).doesNotContain(key).doesNotContain("wrong-but-secret");
    }
}
