package io.qipan.patrol.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.live.LiveMeters;
import io.qipan.patrol.live.LivePicture;
import io.qipan.patrol.live.Watches;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.ChangeUnitStatus;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.Sequencer;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.testkit.TestDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two replicas on one database. */
class LiveFollowerIT {
    private static final String CAR = "units/car";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final Replica one = new Replica();
    private final Replica other = new Replica();

    /** What a process of the service has. */
    private static final class Replica {
        final PostgresUnitOfWork unitOfWork = new PostgresUnitOfWork(new Database(DATABASE.pool()));
        final Patrol patrol = Patrol.onPostgres(unitOfWork, Clock.systemUTC());
        final LivePicture live = patrol.livePicture();
        final Feed feed = new Feed(new Sequencer(unitOfWork), new FeedStore(unitOfWork));
        final LiveFollower follower =
                new LiveFollower(live, new Watches(live, new LiveMeters(patrol.meters()), 1), feed, unitOfWork);

        void start() {
            follower.start(new StartupEvent());
        }

        void stop() {
            follower.stop(new ShutdownEvent());
        }
    }

    @AfterEach
    void stop() {
        one.stop();
        other.stop();
    }

    private static void register() {
        Unit unit = Unit.registered(CAR, CAR, "patrol_car", List.of(), Optional.empty());
        Replica registrar = new Replica();
        assertThat(registrar.unitOfWork.run(
                        "test", () -> registrar.patrol.units().add(unit)))
                .isEmpty();
    }

    @Test
    void all_units_are_there_before_the_start_is_over() {
        // Given
        register();

        // When
        one.start();

        // Then
        assertThat(one.live.picture().size()).isEqualTo(1);
    }

    @Test
    void what_one_replica_commits_both_of_them_show() {
        // Given
        register();
        one.start();
        other.start();
        Instant now = Instant.now();

        // When
        boolean latest = one.unitOfWork.run(
                "test",
                () -> new ReportPosition(one.patrol.positions())
                        .report(CAR, Position.reported(new Wgs84(39, 106), 5, now, now)));
        Unit changed = one.unitOfWork.run(
                "test",
                () -> new ChangeUnitStatus(one.patrol.units(), one.patrol.fleetChange(), one.patrol.journal())
                        .change(CAR, "1", new OutOfService("engine"), "engine", now));

        // Then
        assertThat(latest).isTrue();
        Awaitility.await().untilAsserted(() -> {
            assertThat(one.live.picture().units())
                    .singleElement()
                    .satisfies(unit -> assertThat(unit.live().unit()).isEqualTo(changed));
            assertThat(new HashSet<>(other.live.picture().units()))
                    .isEqualTo(new HashSet<>(one.live.picture().units()));
        });
    }
}
