package io.qipan.bench.fleet;

import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.Workspace;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Units in service for a measurement, and out of it when it is over, also when it is interrupted. */
public final class LiveStage implements AutoCloseable {

    private final DatabaseAccess database;
    private final Consumer<String> progress;
    private final Board board;
    private final LiveFleet fleet;
    private final AtomicBoolean cleared = new AtomicBoolean();
    private final Thread interrupted = new Thread(this::clear);

    public LiveStage(Workspace workspace, DatabaseAccess database, Consumer<String> progress) {
        this.database = database;
        this.progress = progress;
        this.board = Board.of(workspace);
        this.fleet = new LiveFleet(board);
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    public Board board() {
        return board;
    }

    public LiveFleet fleet() {
        return fleet;
    }

    public List<String> muster(int units, List<String> kinds) {
        progress.accept("Bringing %,d units into service".formatted(units));
        return fleet.muster(units, kinds);
    }

    private void clear() {
        if (cleared.compareAndSet(false, true)) {
            progress.accept("Taking the units out of service, and deleting their fixes");
            fleet.dismiss();
            try {
                BenchFleet.deleteFixes(database);
            } catch (SQLException e) {
                progress.accept("The fixes could not be deleted: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        clear();
        board.close();
        try {
            boolean ignored = Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            // The machine is going down already, and the hook is at work or was.
            return;
        }
    }
}
