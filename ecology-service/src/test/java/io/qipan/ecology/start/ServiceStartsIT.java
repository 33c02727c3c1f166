package io.qipan.ecology.start;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.qipan.runtime.caller.Role;
import io.qipan.testkit.PostgresResource;
import io.qipan.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ServiceStartsIT {
    @TestHTTPResource(value = "/health", management = true)
    private String health = "";

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void isHealthy(String probe) {
        given().when().get(health + "/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void tellsOverJsonWhatIsForbidden() {
        given().header("Authorization", "Bearer " + TestTokens.mint("wang", Role.UNIT))
                .contentType(ContentType.JSON)
                .body("""
                        {"activity": "fishing_electric", "act_at": "2026-06-01T18:00:00Z", "uncertainty_m": 50,
                         "point": {"latitude": 39.67, "longitude": 106.78, "datum": "WGS84"}}""")
                .when()
                .post("/qipan.ecology.v1.RuleService/EvaluateAct")
                .then()
                .statusCode(200)
                .body("applied", hasSize(4))
                .body("applied[0].rule.handling", equalTo("CRIMINAL"))
                .body("applied[0].because_zh[0]", startsWith("地点："));
    }

    @Test
    void opensACaseOverJsonOnce() {
        String body = """
                {"request_id": "01939b4e-0000-4000-8000-0000000000aa", "activity": "fishing_net",
                 "act_at": "2022-07-15T02:00:00Z", "optional_incident": "incidents/01939b4e-0000-7000-8000-000000000001"}""";
        String token = TestTokens.mint("service:dispatch", Role.SERVICE);
        for (int i = 0; i < 2; i++) {
            given().header("Authorization", "Bearer " + token)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .when()
                    .post("/qipan.ecology.v1.CaseService/OpenCase")
                    .then()
                    .statusCode(200)
                    .body("case.number", startsWith("E20"))
                    .body("case.owner", equalTo("desk:ecology"))
                    .body("case.etag", equalTo("1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ECOLOGY_OFFICER, cases/1, 200",
        "CALL_TAKER, cases/1, 403",
        "ENGINEER, calls/1, 403",
        "ENGINEER, agreements/1, 200",
        "ECOLOGY_OFFICER, clues/1, 200",
        "CALL_TAKER, clues/1, 403",
        "AGENCY, clues/1, 403",
        "ENGINEER, heatSources/1, 200",
        "AGENCY, agreements/1, 403",
        "AGENCY, jurisdictionRevisions/1, 403",
        "AGENCY, appointments/1, 403",
        "AGENCY, patrolDuties/1, 403",
        "AGENCY, subjects/1, 403",
        "AGENCY, inspections/1, 403",
        "AGENCY, hazards/1, 403",
        "UNIT, checklistItems/1, 403",
        "ECOLOGY_OFFICER, subjects/1, 200",
        "DISPATCHER, subjects/1, 403",
        "ECOLOGY_OFFICER, inspections/1, 200",
        "DISPATCHER, inspections/1, 403",
        "ECOLOGY_OFFICER, hazards/1, 200",
        "DISPATCHER, hazards/1, 403",
        "ECOLOGY_OFFICER, fieldRecords/1, 200",
        "ENGINEER, fieldRecords/1, 403",
        "ECOLOGY_OFFICER, evidence/1, 200",
        "ENGINEER, evidence/1, 403",
        "ENGINEER, statisticsSnapshots/1, 200",
        "SERVICE, statisticsSnapshots/1, 403",
        "DISPATCHER, heatSources/1, 403",
        "DISPATCHER, campaigns/1, 403",
        "DISPATCHER, consultations/1, 403",
        "DISPATCHER, jointOperations/1, 403",
        "DISPATCHER, supervisionOrders/1, 403",
        "DISPATCHER, targetedCases/1, 403",
        "ECOLOGY_OFFICER, checklistItems/1, 200",
        "DISPATCHER, checklistItems/1, 403",
        "SERVICE, checklistTemplates/1, 403"
    })
    void tellsNoMoreInItsJournalThanByItsRpcs(Role role, String resource, int status) {
        given().header("Authorization", "Bearer " + TestTokens.mint("reader", role))
                .contentType(ContentType.JSON)
                .body("{\"resource\": \"" + resource + "\"}")
                .when()
                .post("/qipan.common.v1.JournalService/ListChanges")
                .then()
                .statusCode(status);
    }

    @Test
    void tellsOfAReceiptWithoutAToken() {
        given().contentType(ContentType.JSON)
                .body("{\"receipt\": \"2222-2222-2222\"}")
                .when()
                .post("/qipan.ecology.v1.ClueService/GetClueProgress")
                .then()
                .statusCode(404);
    }

    @Test
    void refusesOverJsonWithAReason() {
        given().header("Authorization", "Bearer " + TestTokens.mint("wang", Role.UNIT))
                .contentType(ContentType.JSON)
                .body(
                        "{\"activity\": \"flying\", \"act_at\": \"2022-07-15T02:00:00Z\", \"optional_water\": \"laoha_river\"}")
                .when()
                .post("/qipan.ecology.v1.RuleService/EvaluateAct")
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
    }
}
