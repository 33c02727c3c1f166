package io.qipan.ecology.statistics;

import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.ecology.statistics.model.Period;
import java.time.Instant;
import java.util.List;

/** What patrol-service knows of patrols and their kilometres. Outside of a unit of work only. */
public interface PatrolFigures {

    /** One shift or the track of one unit. */
    record Row(FigureCode figure, String resource, double amount, Instant happenedAt) {}

    /** What came of asking. */
    sealed interface Measured {

        record Known(List<Row> rows) implements Measured {
            public Known {
                rows = List.copyOf(rows);
            }
        }

        record Unknown(String because) implements Measured {}
    }

    /** @param units {@code units/{id}}; empty: all there are */
    Measured measure(Period period, List<String> units);
}
