package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.CAR;
import static io.qipan.patrol.position.Fixes.batch;
import static io.qipan.patrol.position.Fixes.fix;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.proto.patrol.v1.ExportTrackRequest;
import io.qipan.proto.patrol.v1.ExportTrackRequest.Format;
import io.qipan.proto.patrol.v1.ExportTrackResponse;
import io.qipan.proto.patrol.v1.KeptFix;
import io.qipan.proto.patrol.v1.ListPositionsRequest;
import io.qipan.proto.patrol.v1.ListPositionsResponse;
import io.qipan.proto.patrol.v1.ListQuarantinedPositionsRequest;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Days that are too old, read as a dispatcher does. Each test has a month of its own: partitions stay. */
class PositionArchiveIT {
    private static final Duration KEPT = Duration.ofDays(10);
    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind", "position_day");

    private final TestClock clock = TestClock.standing();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PositionMeters counts = new PositionMeters(meters);
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services).withClock(clock);

    @BeforeEach
    void registerUnit() {
        Fixes.register(patrol, CAR);
    }

    private PositionCalendar calendar(Duration kept) {
        return new PositionCalendar(DATABASE.unitOfWork(), new PostgresPositionDays(), counts, clock, kept);
    }

    private Kept keep(long sequence, Instant fixedAt) {
        return patrol.unitOfWork()
                .run("test", () -> patrol.positions().keep(List.of(batch(CAR, fix("phone-1", sequence, fixedAt)))))
                .getFirst();
    }

    /** Three days with an hourly fix, of which the first two are in the archive afterwards. */
    private void archive(Instant begin) {
        clock.set(begin.plus(DAY));
        calendar(KEPT).turn();
        clock.set(begin.plus(DAY.multipliedBy(2)));
        calendar(KEPT).turn();
        IntStream.range(0, 72).forEach(hour -> keep(hour + 1L, begin.plus(Duration.ofHours(hour))));
        clock.set(begin.plus(KEPT).plus(DAY.multipliedBy(3)));
        calendar(KEPT).turn();
    }

    private static List<String> parts(String table) {
        List<String> parts = new ArrayList<>();
        DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query(
                                "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                                        + " where i.inhparent = to_regclass($1)",
                                table))
                .forEach(row -> parts.add(row.getString(0)));
        return parts;
    }

    private PositionServiceGrpc.PositionServiceBlockingStub positions() {
        return PositionServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER));
    }

    private TrackServiceGrpc.TrackServiceBlockingStub tracks() {
        return TrackServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER));
    }

    private List<Long> listed(Instant from, Instant until, int pageSize) {
        List<Long> sequences = new ArrayList<>();
        String token = "";
        do {
            ListPositionsResponse page = positions()
                    .listPositions(ListPositionsRequest.newBuilder()
                            .setUnit(CAR)
                            .setFrom(Times.message(from))
                            .setUntil(Times.message(until))
                            .setPageSize(pageSize)
                            .setPageToken(token)
                            .build());
            page.getPositionsList().stream().map(KeptFix::getFix).forEach(fix -> sequences.add(fix.getSequence()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return sequences;
    }

    private SummarizeTrackRequest summary(Instant from, Instant until) {
        return SummarizeTrackRequest.newBuilder()
                .setUnit(CAR)
                .setFrom(Times.message(from))
                .setUntil(Times.message(until))
                .build();
    }

    private ExportTrackRequest export(Instant from, Instant until) {
        return ExportTrackRequest.newBuilder()
                .setUnit(CAR)
                .setFrom(Times.message(from))
                .setUntil(Times.message(until))
                .setFormat(Format.GPX)
                .build();
    }

    @Test
    void a_day_in_the_archive_is_listed_summarized_and_exported_like_any_other() {
        // Given
        Instant begin = Instant.parse("2027-01-10T00:00:00Z");
        keep(0, begin.minus(DAY));
        List<Long> all = IntStream.rangeClosed(1, 72).mapToObj(Long::valueOf).toList();

        // When
        archive(begin);

        // Then
        assertThat(parts("position_archive")).contains("position_2027_01_10", "position_2027_01_11");
        assertThat(parts("position")).contains("position_2027_01_12").doesNotContain("position_2027_01_11");
        assertThat(listed(begin, begin.plus(DAY.multipliedBy(3)), 7)).isEqualTo(all);
        assertThat(tracks().summarizeTrack(summary(begin, begin.plus(DAY)))
                        .getSummary()
                        .getFixes())
                .isEqualTo(24);
        List<ExportTrackResponse> parts = new ArrayList<>();
        tracks().exportTrack(export(begin, begin.plus(DAY.multipliedBy(3)))).forEachRemaining(parts::add);
        assertThat(parts.getLast().getTotals().getFixes()).isEqualTo(72);
        assertThat(meters.get("qipan.positions.days")
                        .tag("state", "archived")
                        .gauge()
                        .value())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void days_come_back_when_more_are_kept_and_know_their_fixes() {
        // Given
        Instant begin = Instant.parse("2027-03-10T00:00:00Z");
        archive(begin);
        Kept twiceMeanwhile = keep(3, begin.plus(Duration.ofHours(2)));
        Kept newMeanwhile = keep(100, begin.plus(Duration.ofHours(2)));

        // When
        calendar(DAY.multipliedBy(20)).turn();

        // Then
        assertThat(twiceMeanwhile).isEqualTo(new Stored(0, false));
        assertThat(newMeanwhile)
                .isInstanceOfSatisfying(
                        Stored.class, stored -> assertThat(stored.fixes()).isEqualTo(1));
        assertThat(parts("position")).contains("position_2027_03_10", "position_2027_03_11");
        assertThat(listed(begin, begin.plus(DAY), 100)).hasSize(25).doesNotHaveDuplicates();
        assertThat(keep(3, begin.plus(Duration.ofHours(2)))).isEqualTo(new Stored(0, false));
    }

    @Test
    void a_day_that_was_dropped_is_refused_and_not_empty() {
        // Given
        Instant begin = Instant.parse("2027-05-10T00:00:00Z");
        Instant end = begin.plus(DAY.multipliedBy(3));
        archive(begin);
        Instant second = begin.plus(DAY);

        // When
        DATABASE.execute("drop table position_2027_05_10");

        // Then
        StatusRuntimeException refused = refused(() -> listed(begin, end, 100));
        assertThat(reasonOf(refused)).isEqualTo(Reason.POSITIONS_GONE);
        assertThat(metadataOf(refused)).containsEntry("days", "2027-05-10").containsEntry("next", "2027-05-11");
        assertThat(reasonOf(refused(() -> tracks().summarizeTrack(summary(begin, end)))))
                .isEqualTo(Reason.POSITIONS_GONE);
        assertThat(reasonOf(
                        refused(() -> tracks().exportTrack(export(begin, end)).forEachRemaining(part -> {}))))
                .isEqualTo(Reason.POSITIONS_GONE);
        assertThat(listed(second, end, 100)).hasSize(48);
        assertThat(tracks().summarizeTrack(summary(second, end)).getSummary().getFixes())
                .isEqualTo(48);
    }

    @Test
    void a_day_that_was_detached_by_hand_is_refused_too_until_it_is_back_in_the_archive() {
        // Given
        Instant begin = Instant.parse("2027-07-10T00:00:00Z");
        archive(begin);

        // When
        DATABASE.execute("alter table position_archive detach partition position_2027_07_10");

        // Then
        assertThat(reasonOf(refused(() -> listed(begin, begin.plus(DAY), 100)))).isEqualTo(Reason.POSITIONS_GONE);
        DATABASE.execute("alter table position_archive attach partition position_2027_07_10"
                + " for values from ('2027-07-10 00:00:00+00') to ('2027-07-11 00:00:00+00')");
        assertThat(listed(begin, begin.plus(DAY), 100)).hasSize(24);
    }

    @Test
    void what_was_never_there_is_empty_and_quarantine_knows_no_days() {
        // Given
        Instant begin = Instant.parse("2027-09-10T00:00:00Z");
        archive(begin);

        // When
        DATABASE.execute("drop table position_2027_09_10");

        // Then
        assertThat(listed(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-02-01T00:00:00Z"), 100))
                .isEmpty();
        assertThat(positions()
                        .listQuarantinedPositions(ListQuarantinedPositionsRequest.getDefaultInstance())
                        .getPositionsList())
                .isEmpty();
    }
}
