package io.qipan.ecology.registry.model;

import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.registry.model.Factor.Circumstances;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** All weights there are and were. The earliest also count for the time before them. */
public record RiskBook(List<RiskWeights> byDay) {

    public RiskBook {
        if (byDay.isEmpty()) {
            throw new IllegalArgumentException("There must be weights");
        }
        byDay = byDay.stream()
                .sorted((one, other) -> one.from().compareTo(other.from()))
                .toList();
    }

    /** The risk by the weights of the day. */
    public Risk assess(Circumstances circumstances, Instant at) {
        LocalDate day = DayCount.day(at);
        return byDay.reversed().stream()
                .filter(weights -> !weights.from().isAfter(day))
                .findFirst()
                .orElse(byDay.getFirst())
                .assess(circumstances, at);
    }
}
