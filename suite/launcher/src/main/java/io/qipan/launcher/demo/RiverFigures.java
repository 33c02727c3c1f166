package io.qipan.launcher.demo;

import com.google.protobuf.Timestamp;
import io.grpc.Channel;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.FigureDifference;
import io.qipan.proto.ecology.v1.FigureRow;
import io.qipan.proto.ecology.v1.GetSnapshotRequest;
import io.qipan.proto.ecology.v1.ListDifferencesRequest;
import io.qipan.proto.ecology.v1.ListFigureRowsRequest;
import io.qipan.proto.ecology.v1.StatisticsScope;
import io.qipan.proto.ecology.v1.StatisticsServiceGrpc;
import io.qipan.proto.ecology.v1.StatisticsServiceGrpc.StatisticsServiceBlockingStub;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.TakeSnapshotRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The figures of the night: a frozen snapshot of the drills, counted twice, down to the rows. */
final class RiverFigures {
    private static final int MOST_ROWS = 1_000;

    private final Channel ecology;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(60));

    /**
     * What was counted.
     *
     * @param rows of each figure, by its code
     * @param differences between the snapshot and its re-run
     */
    record Counted(
            StatisticsSnapshot snapshot,
            StatisticsSnapshot rerun,
            List<FigureDifference> differences,
            Map<String, List<FigureRow>> rows) {

        /** Whether a figure counts this resource with this amount. */
        boolean has(String figure, String resource, double amount) {
            return rows.getOrDefault(figure, List.of()).stream()
                    .anyMatch(row -> row.getResource().equals(resource) && row.getAmount() == amount);
        }

        /** The first resource that a figure with rows counts. */
        String first(String figure) {
            return rows.getOrDefault(figure, List.of()).getFirst().getResource();
        }

        boolean agrees() {
            return snapshot.getHash().equals(rerun.getHash()) && differences.isEmpty();
        }
    }

    RiverFigures(Channel ecology, Cast cast) {
        this.ecology = ecology;
        this.cast = cast;
    }

    Counted count(Timestamp from, Timestamp until) {
        StatisticsSnapshot first = frozen(TakeSnapshotRequest.newBuilder()
                .setFrom(from)
                .setUntil(until)
                .setScope(StatisticsScope.newBuilder().setDrills(true)));
        StatisticsSnapshot second = frozen(TakeSnapshotRequest.newBuilder().setRerunOf(first.getName()));
        Map<String, List<FigureRow>> rows = new HashMap<>();
        for (Figure figure : first.getFiguresList()) {
            String code = figure.getDefinition().getCode();
            rows.put(code, figure.getRows() == 0 ? List.of() : rows(first, code));
        }
        return new Counted(first, second, differences(second), rows);
    }

    private StatisticsSnapshot frozen(TakeSnapshotRequest.Builder request) {
        TakeSnapshotRequest ordered = request.setRequestId(RequestId.fresh()).build();
        String name = retries.call(() -> statistics().takeSnapshot(ordered))
                .getSnapshot()
                .getName();
        GetSnapshotRequest get = GetSnapshotRequest.newBuilder().setName(name).build();
        StatisticsSnapshot last = retries.until(
                snapshot -> snapshot.getState() == StatisticsSnapshot.State.FROZEN,
                () -> statistics().getSnapshot(get).getSnapshot());
        if (last.getState() != StatisticsSnapshot.State.FROZEN) {
            throw new UserError("Waited in vain that " + name + " is counted. See ./qipan status.");
        }
        return last;
    }

    private List<FigureRow> rows(StatisticsSnapshot snapshot, String figure) {
        ListFigureRowsRequest request = ListFigureRowsRequest.newBuilder()
                .setName(snapshot.getName())
                .setFigure(figure)
                .setPageSize(MOST_ROWS)
                .build();
        return retries.call(() -> statistics().listFigureRows(request)).getRowsList();
    }

    private List<FigureDifference> differences(StatisticsSnapshot rerun) {
        ListDifferencesRequest request =
                ListDifferencesRequest.newBuilder().setName(rerun.getName()).build();
        return retries.call(() -> statistics().listDifferences(request)).getDifferencesList();
    }

    private StatisticsServiceBlockingStub statistics() {
        return StatisticsServiceGrpc.newBlockingStub(ecology).withCallCredentials(cast.officer());
    }
}
