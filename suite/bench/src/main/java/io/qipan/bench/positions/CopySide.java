package io.qipan.bench.positions;

import io.qipan.bench.fleet.Fixes;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.DatabaseAccess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.postgresql.PGConnection;

/** The limit: the same rows into the same table by {@code COPY}, a transaction of many batches each. */
final class CopySide implements Side, AutoCloseable {

    private static final String COPY = """
            copy position (unit_name, fixed_at, device, sequence, received_at, clock_ahead_ms, given_latitude,
                given_longitude, given_datum, latitude, longitude, accuracy_m, speed_mps, course_deg, mock_location)
            from stdin""";
    /** About as much as the service stores in one transaction. */
    private static final int ROWS = 3_000;

    private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    private final List<Connection> all = new ArrayList<>();
    private final ExecutorService threads;
    private final Fixes fixes;
    private final int batches;

    CopySide(DatabaseAccess database, int connections, Fixes fixes) throws SQLException {
        this.fixes = fixes;
        this.batches = Math.max(1, ROWS / fixes.perBatch());
        this.threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            all.add(database.connect());
        }
        this.connections.addAll(all);
    }

    @Override
    public String title() {
        return "Same rows, COPY";
    }

    @Override
    public int concurrency() {
        return all.size();
    }

    @Override
    public int yields() {
        return batches * fixes.perBatch();
    }

    @Override
    public CompletionStage<?> once() {
        return CompletableFuture.runAsync(this::copy, threads);
    }

    private void copy() {
        try {
            Connection connection = connections.take();
            try {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(rows()));
            } finally {
                connections.add(connection);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private byte[] rows() {
        StringBuilder rows = new StringBuilder();
        String device = fixes.device("copy");
        for (int i = 0; i < batches; i++) {
            Fixes.Batch batch = fixes.next();
            Instant received = Instant.now();
            for (int j = 0; j < batch.count(); j++) {
                rows.append(batch.unit()).append('\t');
                rows.append(batch.at(j)).append('\t');
                rows.append(device).append('\t');
                rows.append(batch.first() + j).append('\t');
                rows.append(received).append("\t0\t");
                rows.append(batch.latitude(j)).append('\t');
                rows.append(batch.longitude(j)).append("\tWGS84\t");
                rows.append(batch.latitude(j)).append('\t');
                rows.append(batch.longitude(j)).append('\t');
                rows.append(Fixes.ACCURACY_M).append('\t');
                rows.append(Fixes.SPEED_MPS).append('\t');
                rows.append(Fixes.COURSE_DEG).append("\tf\n");
            }
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        threads.close();
        for (Connection connection : all) {
            connection.close();
        }
    }
}
