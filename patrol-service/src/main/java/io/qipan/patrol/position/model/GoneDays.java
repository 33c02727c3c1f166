package io.qipan.patrol.position.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Days in UTC whose positions were there and are not any more. */
public record GoneDays(SortedSet<LocalDate> days) {
    private static final int MOST_SPANS = 20;

    public static final GoneDays NONE = new GoneDays(new TreeSet<>());

    /** Days one after the other, both included. */
    public record Span(LocalDate first, LocalDate last) {
        @Override
        public String toString() {
            return first.equals(last) ? first.toString() : first + ".." + last;
        }
    }

    public GoneDays {
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }

    /** As few as there can be, the oldest first. */
    public List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (LocalDate day : days) {
            if (!spans.isEmpty() && spans.getLast().last().plusDays(1).equals(day)) {
                spans.set(spans.size() - 1, new Span(spans.getLast().first(), day));
            } else {
                spans.add(new Span(day, day));
            }
        }
        return spans;
    }

    /** Empty if all days are there. */
    public Optional<Refusal> refusal() {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        List<Span> spans = spans();
        String told = String.join(
                ",", spans.stream().limit(MOST_SPANS).map(Span::toString).toList());
        String more = spans.size() > MOST_SPANS ? " and others" : "";
        LocalDate next = days.last().plusDays(1);
        return Optional.of(Refusal.of(
                        Reason.POSITIONS_GONE,
                        "The positions of " + told + more
                                + " (UTC) were dropped or detached; an answer without them would be"
                                + " wrong. Ask for the days before and after, such as from " + next + "T00:00:00Z on.")
                .with("days", told)
                .with("count", Integer.toString(days.size()))
                .with("next", next.toString()));
    }

    /** Throws the refusal, if there is one. */
    public void refuse() {
        refusal().ifPresent(refusal -> {
            throw refusal.asException();
        });
    }
}
