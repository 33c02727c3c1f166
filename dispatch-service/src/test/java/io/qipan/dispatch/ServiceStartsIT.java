package io.qipan.dispatch;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.qipan.runtime.caller.Role;
import io.qipan.testkit.PostgresResource;
import io.qipan.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as it runs: started by Quarkus on a database that it migrates itself, alone, called over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(NobodyElse.class)
class ServiceStartsIT {
    @TestHTTPResource(value = "/health", management = true)
    private String health = "";

    @TestHTTPResource(value = "/metrics", management = true)
    private String metrics = "";

    private static final String PLACE = """
            {"point": {"latitude": 39.67, "longitude": 106.78, "datum": "WGS84"}, "source": "CALLER", "uncertainty_m": 50}""";

    private static ValidatableResponse post(String method, String json) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestTokens.mint("wang", Role.DISPATCHER))
                .body(json.replace("NEW_ID", UUID.randomUUID().toString()))
                .post("/qipan.dispatch.v1." + method)
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void is_healthy_without_the_other_services(String probe) {
        // Given
        RequestSpecification request = given();

        // When
        var answer = request.get(health + "/" + probe);

        // Then
        answer.then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void is_ready_when_the_database_answers_and_migrations_and_rules_are_done() {
        // Given
        RequestSpecification probe = given();

        // When
        var answer = probe.get(health + "/ready");

        // Then
        answer.then()
                .body("checks.name", hasItem(containsString("PostgreSQL")))
                .body("checks.name", hasItems("Database migrations", "Field rules of the contract"));
    }

    @Test
    void alone_it_takes_a_call_opens_an_incident_and_keeps_the_order_requested() {
        // Given
        String call = post("CallService/CreateCall", """
                        {"request_id": "NEW_ID", "channel": "VOICE", "description": "somebody is in the river",
                         "locations": [%s]}""".formatted(PLACE))
                .statusCode(200)
                .body("call.state", equalTo("OPEN"))
                .body("call.next_deadline_at", notNullValue())
                .extract()
                .path("call.name");
        String incident = post("IncidentService/OpenIncident", """
                        {"request_id": "NEW_ID", "optional_call": "%s", "optional_call_etag": "1", "type": "drowning"}""".formatted(call))
                .statusCode(200)
                .body("incident.priority", equalTo("P1"))
                .extract()
                .path("incident.name");

        // When
        ValidatableResponse answer = post("OrderService/RequestOrders", """
                {"request_id": "NEW_ID", "incident": "%s", "incident_etag": "1", "units": ["units/boat-1"]}""".formatted(incident));

        // Then
        answer.statusCode(200)
                .body("orders[0].state", equalTo("REQUESTED"))
                .body("orders[0].owner", equalTo("wang"))
                .body("incident_etag", equalTo("2"));
        post("OversightService/ListOpenWork", "{}").statusCode(200).body("work.resource", hasItem(incident));
        post("RecommendationService/RecommendUnits", "{\"incident\": \"" + incident + "\"}")
                .statusCode(200)
                .body("degraded", equalTo(true))
                .body("shortfalls.cause", hasItem("UNITS_UNKNOWN"));
    }

    @Test
    void types_are_there_from_the_beginning() {
        // When
        ValidatableResponse answer = post("IncidentService/ListIncidentTypes", "{}");

        // Then
        answer.statusCode(200).body("types.code", hasItems("person_in_water_risk", "illegal_fishing_net"));
    }

    @Test
    void refusals_say_why() {
        // When
        ValidatableResponse missing =
                post("IncidentService/GetIncident", "{\"name\": \"incidents/01939b4e-0000-7000-8000-000000000001\"}");

        // Then
        missing.statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", containsString("incidents/01939b4e"));
        given().contentType("application/json")
                .body("{}")
                .post("/qipan.dispatch.v1.CallService/ListCalls")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
    }

    @ParameterizedTest
    @CsvSource({
        "CALL_TAKER, calls/1, 200",
        "ECOLOGY_OFFICER, calls/1, 403",
        "ECOLOGY_OFFICER, incidents/1, 200",
        "CALL_TAKER, orders/1, 200",
        "ENGINEER, cases/1, 403"
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

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/ready", "/q/metrics"})
    void the_port_of_callers_tells_nothing_of_it(String path) {
        // Given
        RequestSpecification request = given();

        // When
        var answer = request.get(path);

        // Then
        answer.then().statusCode(404);
    }

    @Test
    void metrics_can_be_scraped() {
        // Given
        RequestSpecification scrape = given();

        // When
        var answer = scrape.get(metrics);

        // Then
        answer.then()
                .statusCode(200)
                .body(
                        containsString("qipan_open"),
                        containsString("qipan_orphans_total"),
                        containsString("postgresql_completed_total"),
                        not(containsString("postgresql_queue_size")));
    }
}
