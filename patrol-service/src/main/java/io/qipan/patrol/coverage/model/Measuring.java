package io.qipan.patrol.coverage.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Collects the pieces of legs, given in order, and joins those that go on in the next leg. */
final class Measuring {
    private final Instant from;
    private final Instant until;
    private final Predicate<Slot> counts;
    private final Map<Surveyed, List<Slot>> slots = new HashMap<>();
    private final Map<Chain, Piece> open = new HashMap<>();
    private final List<Piece> closed = new ArrayList<>();

    /** What pieces must have in common to be joined. */
    private record Chain(String feature, Instant slotFrom, Quarter quarter, boolean mock, int way) {}

    Measuring(Instant from, Instant until, Predicate<Slot> counts) {
        this.from = from;
        this.until = until;
        this.counts = counts;
    }

    void add(Surveyed feature, Leg leg) {
        for (Stretch stretch : feature.target().stretches(leg)) {
            for (Slot slot : slotsOf(feature)) {
                cutByQuarters(feature, leg, stretch, slot);
            }
        }
    }

    private List<Slot> slotsOf(Surveyed feature) {
        return slots.computeIfAbsent(
                feature, f -> f.slotsDuring(from, until).stream().filter(counts).toList());
    }

    private void cutByQuarters(Surveyed feature, Leg leg, Stretch stretch, Slot slot) {
        Instant came = leg.at(stretch.from());
        Instant left = leg.at(stretch.until());
        Instant first = latest(came, slot.from(), from);
        Instant end = earliest(left, slot.until(), until);
        // To touch a circle takes no time. But what is cut to nothing by an end belongs to what comes after it.
        boolean isTouched = came.equals(left) && first.equals(end) && first.isBefore(earliest(slot.until(), until));
        while (first.isBefore(end) || isTouched) {
            Quarter quarter = Quarter.of(first);
            Instant last = earliest(end, quarter.until());
            join(piece(feature, leg, stretch, slot, quarter, first, last));
            first = last;
            isTouched = false;
        }
    }

    private static Piece piece(
            Surveyed feature, Leg leg, Stretch stretch, Slot slot, Quarter quarter, Instant first, Instant end) {
        return new Piece(
                quarter,
                feature.name(),
                slot.period(),
                slot.from(),
                first,
                end,
                metre(leg, stretch, first),
                metre(leg, stretch, end),
                leg.mock(),
                feature.revision());
    }

    private static double metre(Leg leg, Stretch stretch, Instant time) {
        if (time.equals(leg.at(stretch.from()))) {
            return stretch.fromM();
        }
        return time.equals(leg.at(stretch.until())) ? stretch.untilM() : stretch.metreAt(leg.fraction(time));
    }

    private void join(Piece piece) {
        Chain chain = new Chain(piece.feature(), piece.slotFrom(), piece.quarter(), piece.mock(), piece.way());
        Piece before = open.get(chain);
        if (before != null && before.goesOnIn(piece)) {
            open.put(chain, before.with(piece));
        } else {
            if (before != null) {
                closed.add(before);
            }
            open.put(chain, piece);
        }
    }

    List<Piece> pieces() {
        closed.addAll(open.values());
        open.clear();
        closed.sort(Piece.BY_TIME);
        return List.copyOf(closed);
    }

    private static Instant latest(Instant one, Instant... others) {
        Instant latest = one;
        for (Instant other : others) {
            latest = other.isAfter(latest) ? other : latest;
        }
        return latest;
    }

    private static Instant earliest(Instant one, Instant... others) {
        Instant earliest = one;
        for (Instant other : others) {
            earliest = other.isBefore(earliest) ? other : earliest;
        }
        return earliest;
    }
}
