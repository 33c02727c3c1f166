package io.qipan.dispatch.rectification.model;

import static io.qipan.dispatch.pattern.model.HotspotQuestion.ZONE;

import io.qipan.dispatch.rectification.model.RectificationState.Measures;
import java.time.Instant;
import java.time.LocalDate;

/** The whole days before the first and after the last day of the measures, as many of each. The ends are excluded. */
public record Windows(LocalDate beforeFrom, LocalDate beforeUntil, LocalDate afterFrom, LocalDate afterUntil) {

    public static Windows around(Measures measures, int days) {
        LocalDate first = measures.begun().atZone(ZONE).toLocalDate();
        LocalDate next = measures.takenAt().atZone(ZONE).toLocalDate().plusDays(1);
        return new Windows(first.minusDays(days), first, next, next.plusDays(days));
    }

    /** From when on it can be counted. */
    public Instant afterIsOverAt() {
        return begin(afterUntil);
    }

    public static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
