package io.qipan.patrol.rescue.model;

import java.util.Comparator;
import java.util.List;

/** What records add up to; either of drills or of what was real. */
public record Summary(List<Row> rows) {
    private static final Comparator<Row> ORDER = Comparator.comparing(Row::kind).thenComparing(Row::water);

    /** The records of one kind on one water. */
    public record Row(RescueKind kind, String water, boolean drill, int records, People people) {}

    public Summary {
        rows = rows.stream().sorted(ORDER).toList();
    }

    public static Summary of(List<Row> all, boolean drills) {
        return new Summary(all.stream().filter(row -> row.drill() == drills).toList());
    }

    public int records() {
        return rows.stream().mapToInt(Row::records).sum();
    }

    public People people() {
        return rows.stream().map(Row::people).reduce(People.NOBODY, People::plus);
    }
}
