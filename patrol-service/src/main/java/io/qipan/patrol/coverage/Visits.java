package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.Pieces.SlotOf;
import io.qipan.patrol.coverage.model.Visit;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The visits that were made. They follow from the pieces. */
public interface Visits {

    /** A visit beside the unit that made it and what it counts for. */
    record Made(String unit, String feature, VisitPeriod period, Instant slotFrom, Visit visit) {}

    /** Which visits are listed: begun from a time on and before another. */
    record Filter(Optional<String> feature, Optional<String> unit, Instant from, Instant until) {}

    /** The key of a list. */
    record Key(Instant from, String unit, String feature, String period, Instant slotFrom) {
        public static Key of(Made made) {
            return new Key(
                    made.visit().from(),
                    made.unit(),
                    made.feature(),
                    made.period().code(),
                    made.slotFrom());
        }

        public static Key parse(String text) {
            if (!text.matches("[0-9]{4}-[^ ]+ [^ ]+ [^ ]+ [^ ]+ [0-9]{4}-[^ ]+")) {
                throw new IllegalArgumentException(text);
            }
            String[] parts = text.split(" ", 5);
            return new Key(Instant.parse(parts[0]), parts[1], parts[2], parts[3], Instant.parse(parts[4]));
        }

        @Override
        public String toString() {
            return from + " " + unit + " " + feature + " " + period + " " + slotFrom;
        }
    }

    /** Keeps these in place of those that the unit made in the slot; returns whether any is different. */
    boolean replace(String unit, SlotOf slot, List<Visit> visits);

    int count(String feature, VisitPeriod period);

    /** Those of a feature begun from a time on and before another, the earliest first. */
    List<Made> during(String feature, Instant from, Instant until);

    /** When the last one was over of those begun before a time. */
    Optional<Instant> lastUntil(String feature, Instant before);

    /** The earliest first. */
    List<Made> of(String feature, VisitPeriod period, int most);

    /** The last begun first, one more than the page holds. */
    List<Made> list(Filter filter, Page page);
}
