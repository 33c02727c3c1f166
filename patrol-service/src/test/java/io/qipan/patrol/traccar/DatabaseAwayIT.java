package io.qipan.patrol.traccar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.patrol.position.KeepBatch;
import io.qipan.patrol.position.PositionIntake;
import io.qipan.patrol.position.PositionMeters;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What telephones are told while nothing can be written. */
class DatabaseAwayIT {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final String BOAT = "units/boat-1";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(NOW);
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final Pool nowhere = DATABASE.openTo(1, 2);
    private final UnitOfWork away = new PostgresUnitOfWork(new Database(nowhere));
    private final Vertx vertx = Vertx.vertx();
    private final DeviceKey key = DeviceKey.fresh();

    @BeforeEach
    void registerPhone() {
        Unit boat = Unit.registered(BOAT, BOAT, "kayak", List.of(), Optional.empty());
        Device phone = Device.registered("devices/phone-1", BOAT, key.hash(), NOW);
        patrol.unitOfWork().run("test", () -> patrol.units().add(boat));
        patrol.unitOfWork().run("test", () -> patrol.devices().add(phone));
    }

    @AfterEach
    void stop() {
        TestDatabase.await(nowhere.close().toCompletionStage().toCompletableFuture());
        TestDatabase.await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    /** Keys are read from one place and positions are written to another. */
    private Response reportTo(UnitOfWork keys, UnitOfWork positions) {
        PositionIntake intake =
                new PositionIntake(positions, patrol.positions(), new PositionMeters(new SimpleMeterRegistry()));
        intake.start();
        TakeReport takeReport = new TakeReport(
                keys, clock, patrol.devices(), new KeepBatch(intake, Patrol.POSITIONS_KEPT), new KnownKeys());
        Router router = Router.router(vertx);
        new TraccarRoute(takeReport, new SimpleMeterRegistry()).mount(router);
        HttpServer server = TestDatabase.await(vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture());
        Response answer = given().port(server.actualPort())
                .queryParam("id", "phone-1")
                .queryParam("timestamp", NOW.getEpochSecond())
                .queryParam("lat", 39.66)
                .queryParam("lon", 106.8)
                .get("/traccar/" + key.text());
        intake.close();
        return answer;
    }

    @Test
    void a_telephone_keeps_what_cannot_be_written_now() {
        // When
        Response answer = reportTo(patrol.unitOfWork(), away);

        // Then
        answer.then().statusCode(503);
        assertThat(answer.getHeader("retry-after")).isEqualTo("1");
        assertThat(answer.asString()).isEmpty();
    }

    @Test
    void a_telephone_keeps_what_nobody_can_check_now() {
        // When
        Response answer = reportTo(away, patrol.unitOfWork());

        // Then
        answer.then().statusCode(503);
    }

    @Test
    void with_the_database_there_it_is_kept() {
        // When
        Response answer = reportTo(patrol.unitOfWork(), patrol.unitOfWork());

        // Then
        answer.then().statusCode(200);
    }
}
