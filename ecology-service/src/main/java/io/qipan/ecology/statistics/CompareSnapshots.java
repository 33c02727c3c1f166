package io.qipan.ecology.statistics;

import io.qipan.ecology.statistics.Snapshots.RowKey;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.FigureDifference;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.proto.ecology.v1.StatisticsSnapshot.State;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Says which rows differ between a re-run and the snapshot it repeats. */
@Singleton
public class CompareSnapshots {
    private final Snapshots snapshots;

    public CompareSnapshots(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    public List<FigureDifference> compare(StatisticsSnapshot rerun, Optional<RowKey> after, int most) {
        if (rerun.getRerunOf().isEmpty() || rerun.getState() != State.FROZEN) {
            throw Refusal.illegalTransition(
                            rerun.getName(),
                            rerun.getState().name() + (rerun.getRerunOf().isEmpty() ? "_AND_NO_RERUN" : ""),
                            "be compared")
                    .asException();
        }
        StatisticsSnapshot first =
                SnapshotName.parse(rerun.getRerunOf()).flatMap(snapshots::find).orElseThrow();
        return snapshots.differences(
                SnapshotName.parse(first.getName()).orElseThrow(),
                SnapshotName.parse(rerun.getName()).orElseThrow(),
                known(first).stream().filter(known(rerun)::contains).toList(),
                Times.instant(first.getFrozenAt()),
                after,
                most);
    }

    /** What one of them could not count has no rows, and no differences either. */
    private static List<String> known(StatisticsSnapshot snapshot) {
        return snapshot.getFiguresList().stream()
                .filter(Figure::hasValue)
                .map(figure -> figure.getDefinition().getCode())
                .toList();
    }
}
