package io.qipan.bench.coverage;

import com.google.protobuf.Timestamp;
import io.qipan.bench.fleet.BenchFleet;
import io.qipan.bench.harness.Reply;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Board;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc.CoverageServiceStub;
import io.qipan.proto.patrol.v1.RecomputeCoverageRequest;
import io.qipan.proto.patrol.v1.RecomputeCoverageResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The claim: has all tracks measured again, and waits until the service has done so. */
final class MeasuringSide implements Side, AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final CoverageServiceStub coverage;
    private final Tracks tracks;
    private final Connection connection;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    MeasuringSide(Board board, Tracks tracks) throws SQLException {
        this.coverage = CoverageServiceGrpc.newStub(board.patrol());
        this.tracks = tracks;
        this.connection = tracks.database().connect();
    }

    @Override
    public String title() {
        return "Measured against the grid";
    }

    /** All tracks are one piece of work: how many are measured at a time is the service's own setting. */
    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public int yields() {
        return tracks.fixes();
    }

    @Override
    public CompletionStage<?> once() {
        return CompletableFuture.allOf(tracks.units().stream().map(this::mark).toArray(CompletableFuture<?>[]::new))
                .thenRunAsync(this::awaitMeasured, thread);
    }

    private CompletableFuture<?> mark(String unit) {
        Reply<RecomputeCoverageResponse> reply = new Reply<>();
        coverage.recomputeCoverage(
                RecomputeCoverageRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setOptionalUnit(unit)
                        .setFrom(timestamp(tracks.from()))
                        .setUntil(timestamp(tracks.until()))
                        .build(),
                reply);
        return reply.message();
    }

    private void awaitMeasured() {
        try (PreparedStatement waiting = connection.prepareStatement(
                "select exists (select from track_change where unit_name like '" + BenchFleet.PREFIX + "%')")) {
            while (isAny(waiting)) {
                Thread.sleep(LOOK_EVERY);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAny(PreparedStatement waiting) throws SQLException {
        try (ResultSet row = waiting.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    @Override
    public void close() throws SQLException {
        thread.close();
        connection.close();
    }
}
