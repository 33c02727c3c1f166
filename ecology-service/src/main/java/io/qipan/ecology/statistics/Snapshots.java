package io.qipan.ecology.statistics;

import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.proto.ecology.v1.FigureDifference;
import io.qipan.proto.ecology.v1.FigureRow;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All snapshots with their rows. Inside a unit of work only. */
public interface Snapshots {

    /**
     * What the rows of one figure come to.
     *
     * @param hash over the rows, in the order of their resources
     */
    record Sum(double value, long rows, String hash) {}

    /** The place of a row in a list by figure and resource. */
    record RowKey(String figure, String resource) {

        /** Reads what {@link #toString} wrote; throws for anything else. */
        static RowKey parse(String text) {
            int blank = text.indexOf(' ');
            return new RowKey(text.substring(0, blank), text.substring(blank + 1));
        }

        @Override
        public String toString() {
            return figure + " " + resource;
        }
    }

    void add(UUID id, StatisticsSnapshot ordered);

    /** Keeps the next state of a snapshot that was {@link #lock locked}. */
    void save(UUID id, StatisticsSnapshot changed);

    Optional<StatisticsSnapshot> find(UUID id);

    /** Like {@link #find}; nobody else can change the snapshot until this unit of work ends. */
    Optional<StatisticsSnapshot> lock(UUID id);

    /** The one ordered last first. */
    List<StatisticsSnapshot> list(Optional<UUID> before, int most);

    /** Keeps the rows of all figures that this service knows of itself, all from one state of the database. */
    void keepOwnRows(UUID id, StatisticsSnapshot of);

    void keepPatrolRows(UUID id, List<PatrolFigures.Row> rows, Instant measuredAt);

    /** What the kept rows come to; figures without a row are not there. */
    Map<FigureCode, Sum> sums(UUID id);

    /** By resource. */
    List<FigureRow> rows(UUID id, String figure, Optional<String> after, int most);

    /**
     * Rows that are not the same in both, by figure and resource.
     *
     * @param figures only of these
     * @param frozenAt when the first was frozen; what became known later is a late entry
     */
    List<FigureDifference> differences(
            UUID first, UUID second, List<String> figures, Instant frozenAt, Optional<RowKey> after, int most);
}
