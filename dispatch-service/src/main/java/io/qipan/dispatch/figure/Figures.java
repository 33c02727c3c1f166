package io.qipan.dispatch.figure;

import io.qipan.dispatch.figure.model.Figure;
import io.qipan.dispatch.figure.model.Grouping;
import io.qipan.dispatch.figure.model.Measure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How long it took, by our own record as it is now, in earnest or in exercises, never both. Inside a unit of work only. */
public interface Figures {

    /** Groups of a measure that are told; those with the most values. */
    int MOST_GROUPS = 1_000;

    /**
     * Which calls, by the answer, or orders, by the sending; what is empty does not restrict.
     *
     * @param until exclusive
     * @param referencePrefix how the external reference of the call begins, of the one that opened the incident of an order
     * @param drills exercises alone, else none of them
     */
    record Period(Optional<Instant> from, Optional<Instant> until, String referencePrefix, boolean drills) {
        public static Period of(Instant from, Instant until, boolean drills) {
            return new Period(Optional.of(from), Optional.of(until), "", drills);
        }
    }

    /**
     * @param byGroup without a grouping one, under the empty name, even if there is nothing
     */
    record Summary(Map<String, Figure> byGroup, int groupsLeftOut) {
        /** Of a summary without a grouping. */
        public Figure ofAll() {
            return byGroup.getOrDefault("", Figure.NOTHING);
        }
    }

    Summary summarize(Measure measure, Grouping grouping, Period period);
}
