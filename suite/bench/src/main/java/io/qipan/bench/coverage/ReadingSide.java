package io.qipan.bench.coverage;

import io.qipan.bench.harness.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The limit: whoever measures a track must read it, in order. Reads the same fixes, and does nothing with them. */
final class ReadingSide implements Side, AutoCloseable {
    private static final String TRACK = """
            select fixed_at, device, sequence, latitude, longitude, accuracy_m, mock_location from position
            where unit_name = ? and fixed_at >= ? and fixed_at < ? order by fixed_at, device, sequence""";

    private final Tracks tracks;
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads;

    /** @param connections that read at a time, as many as the service measures at a time */
    ReadingSide(Tracks tracks, int connections) throws SQLException {
        this.tracks = tracks;
        this.threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            this.connections.add(tracks.database().connect());
        }
    }

    @Override
    public String title() {
        return "Same fixes, only read";
    }

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
        Queue<String> left = new ConcurrentLinkedQueue<>(tracks.units());
        return CompletableFuture.allOf(connections.stream()
                .map(connection -> CompletableFuture.runAsync(() -> read(connection, left), threads))
                .toArray(CompletableFuture<?>[]::new));
    }

    private void read(Connection connection, Queue<String> left) {
        try (PreparedStatement track = connection.prepareStatement(TRACK)) {
            track.setTimestamp(2, Timestamp.from(tracks.from()));
            track.setTimestamp(3, Timestamp.from(tracks.until()));
            for (String unit = left.poll(); unit != null; unit = left.poll()) {
                track.setString(1, unit);
                readAll(track, unit);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readAll(PreparedStatement track, String unit) throws SQLException {
        int fixes = 0;
        try (ResultSet rows = track.executeQuery()) {
            while (rows.next()) {
                fixes++;
            }
        }
        if (fixes < tracks.fixesOfEach()) {
            throw new IllegalStateException(unit + " has " + fixes + " fixes and not " + tracks.fixesOfEach());
        }
    }

    @Override
    public void close() throws SQLException {
        threads.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
