package io.qipan.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.testkit.StandbyServer;
import io.qipan.testkit.TestDatabase;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a standby that streams from the database of the tests. */
class StandbyIT {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private StandbyServer standby = StandbyServer.start();
    private Pool toStandby = DATABASE.openTo(standby.port(), 4);

    @BeforeEach
    void withSomethingWritten() {
        DATABASE.execute("create table if not exists counted (number int primary key)");
        DATABASE.execute("delete from counted");
        write(1);
    }

    @AfterEach
    void stop() {
        toStandby.close();
        standby.close();
    }

    private static void write(int number) {
        DATABASE.execute("insert into counted values (" + number + ")");
    }

    /** A unit of work whose standby may be so far behind. */
    private PostgresUnitOfWork with(Duration mostBehind) {
        return new PostgresUnitOfWork(
                new Database(DATABASE.pool()),
                Optional.of(new Standby(toStandby, DATABASE.pool(), mostBehind, meters)));
    }

    private record Read(long count, boolean atStandby) {}

    private static Read read() {
        Row row = Tx.current()
                .query("select (select count(*) from counted) as count, pg_is_in_recovery() as standby")
                .iterator()
                .next();
        return new Read(row.getLong("count"), row.getBoolean("standby"));
    }

    private double reads(String served, String why) {
        return meters.counter("qipan.standby.reads", "served", served, "why", why)
                .count();
    }

    /** A copy that has only just begun to stream is not near. */
    private void awaitCaughtUp() {
        await().until(() -> "t".equals(standby.ask(DATABASE.name(), """
                select to_regclass('counted') is not null and pg_last_wal_replay_lsn() >= '%s'::pg_lsn""".formatted(position()))));
    }

    private static String position() {
        return DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query("select pg_current_wal_insert_lsn()::text")
                        .iterator()
                        .next()
                        .getString(0));
    }

    @Test
    void whatMayBeOldIsReadAtAStandbyThatIsNearAndNothingElseIs() {
        // Given
        PostgresUnitOfWork unitOfWork = with(AN_HOUR);
        awaitCaughtUp();

        // When
        Read behind = unitOfWork.readBehind(StandbyIT::read);

        // Then
        assertThat(behind).isEqualTo(new Read(1, true));
        assertThat(unitOfWork.read(StandbyIT::read)).isEqualTo(new Read(1, false));
        assertThat(unitOfWork.run("system:test", StandbyIT::read)).isEqualTo(new Read(1, false));
        assertThat(reads("standby", "near")).isEqualTo(1);
        assertThat(meters.get("qipan.standby.age.seconds").gauge().value()).isBetween(0.0, 3_600.0);
    }

    @Test
    void oneThatLacksNothingIsNearHoweverOldThatIs() {
        // Given
        awaitCaughtUp();

        // When
        Read read = await().until(() -> with(Duration.ZERO).readBehind(StandbyIT::read), Read::atStandby);

        // Then
        assertThat(read.count()).isEqualTo(1);
        assertThat(meters.get("qipan.standby.age.seconds").gauge().value()).isZero();
    }

    @Test
    void oneThatIsTooFarBehindIsPassedOver() {
        // Given
        awaitCaughtUp();
        assertThat(standby.ask("postgres", "select pg_wal_replay_pause()::text"))
                .isEmpty();
        await().until(() -> "paused".equals(standby.ask("postgres", "select pg_get_wal_replay_pause_state()")));
        write(2);

        // When
        Read read = with(Duration.ZERO).readBehind(StandbyIT::read);

        // Then
        assertThat(read).isEqualTo(new Read(2, false));
        assertThat(reads("primary", "behind")).isEqualTo(1);
        assertThat(with(AN_HOUR).readBehind(StandbyIT::read)).isEqualTo(new Read(1, true));
    }

    @Test
    void oneThatIsAwayIsPassedOverAndNotAskedAgainAtOnce() {
        // Given
        PostgresUnitOfWork unitOfWork = with(AN_HOUR);
        standby.close();

        // When
        Read read = unitOfWork.readBehind(StandbyIT::read);

        // Then
        assertThat(read).isEqualTo(new Read(1, false));
        assertThat(unitOfWork.readBehind(StandbyIT::read)).isEqualTo(new Read(1, false));
        assertThat(reads("primary", "away")).isEqualTo(2);
    }

    @Test
    void oneThatHasBecomeAPrimaryIsNotRead() {
        // Given
        awaitCaughtUp();
        assertThat(standby.ask("postgres", "select pg_promote()")).isEqualTo("t");

        // When
        Read read = with(AN_HOUR).readBehind(StandbyIT::read);

        // Then
        assertThat(read.atStandby()).isFalse();
        assertThat(reads("primary", "promoted")).isEqualTo(1);
    }

    @Test
    void aReadWhoseConnectionIsLostThereIsMadeAtThePrimary() {
        // Given
        PostgresUnitOfWork unitOfWork = with(AN_HOUR);
        awaitCaughtUp();

        // When
        Read read = unitOfWork.readBehind(() -> {
            Read first = read();
            if (first.atStandby()) {
                int connection = Tx.current()
                        .query("select pg_backend_pid()")
                        .iterator()
                        .next()
                        .getInteger(0);
                assertThat(standby.ask("postgres", "select pg_terminate_backend(%d, 10000)".formatted(connection)))
                        .isEqualTo("t");
            }
            return read();
        });

        // Then
        assertThat(read).isEqualTo(new Read(1, false));
        assertThat(reads("primary", "failed")).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenByARead() {
        // Given
        PostgresUnitOfWork unitOfWork = with(AN_HOUR);
        awaitCaughtUp();

        // When
        var writing = assertThatThrownBy(
                () -> unitOfWork.readBehind(() -> Tx.current().query("insert into counted values (3)")));

        // Then
        writing.isInstanceOfSatisfying(
                PgException.class, refused -> assertThat(refused.getSqlState()).isEqualTo("25006"));
        assertThat(unitOfWork.read(StandbyIT::read).count()).isEqualTo(1);
    }
}
