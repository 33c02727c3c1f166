package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.suspicion.model.PlaceLikeness.Match;
import io.qipan.patrol.suspicion.model.Reason.Kind;
import io.qipan.runtime.place.Distance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds tracks that were played again with most fixes left out: places to the metre at which the other one was before,
 * each by the same time. Who goes the same way behind another one meets few of its places to the metre; a copy has all
 * of them.
 */
final class ThinCopies {
    /** Fewer are chance. */
    private static final int FEW = 4;
    /** Of the places that could be in common, from the first to the last that are. */
    private static final double LEAST_SHARE = 0.5;

    private static final double MOST = 0.95;
    private static final long SAME_MS = 2_000;
    private static final double FURTHER_THAN_M = 200;

    private ThinCopies() {}

    /** Where both were. */
    private record Meeting(Instant at, Instant otherAt, long place, Quarter otherQuarter, int otherLevel) {
        long laterMs() {
            return Duration.between(otherAt, at).toMillis();
        }
    }

    /** The strongest with each other unit, or with its own past. */
    static List<Reason> found(List<Signs> signs, Collection<PlaceLikeness> likenesses) {
        Map<String, List<Meeting>> byUnit = new TreeMap<>();
        for (PlaceLikeness likeness : likenesses) {
            List<Meeting> meetings = byUnit.computeIfAbsent(likeness.otherUnit(), unit -> new ArrayList<>());
            for (Match common : likeness.common()) {
                Meeting meeting = new Meeting(
                        likeness.quarter().from().plusMillis(common.ms()),
                        likeness.otherQuarter().from().plusMillis(common.otherMs()),
                        common.place(),
                        likeness.otherQuarter(),
                        likeness.otherLevel());
                // Whoever was there first has copied nobody.
                if (meeting.laterMs() > 0) {
                    meetings.add(meeting);
                }
            }
        }
        List<Reason> reasons = new ArrayList<>();
        byUnit.forEach((unit, meetings) -> reason(signs, unit, most(meetings)).ifPresent(reasons::add));
        return reasons;
    }

    /** The most that are later by the same time. */
    private static List<Meeting> most(List<Meeting> meetings) {
        List<Meeting> sorted = meetings.stream()
                .sorted(Comparator.comparingLong(Meeting::laterMs))
                .toList();
        int first = 0;
        int bestFirst = 0;
        int best = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last).laterMs() - sorted.get(first).laterMs() > SAME_MS) {
                first++;
            }
            if (last - first + 1 > best) {
                best = last - first + 1;
                bestFirst = first;
            }
        }
        return sorted.subList(bestFirst, bestFirst + best).stream()
                .sorted(Comparator.comparing(Meeting::at))
                .toList();
    }

    private static Optional<Reason> reason(List<Signs> signs, String unit, List<Meeting> meetings) {
        if (meetings.size() < FEW || !isFar(meetings)) {
            return Optional.empty();
        }
        Meeting first = meetings.getFirst();
        int count = meetings.size();
        int comparable = Math.max(count, comparable(signs, meetings));
        double share = (double) count / comparable;
        if (share < LEAST_SHARE) {
            return Optional.empty();
        }
        return Optional.of(new Reason(
                Kind.REPLAYED_TRACK,
                Math.min(MOST, share),
                count,
                Optional.of(unit),
                Quarter.of(first.at()),
                count + " of " + comparable + " places to the metre are those of " + unit
                        + " from the quarter of an hour at "
                        + first.otherQuarter().from() + ", each " + Duration.ofMillis(first.laterMs())
                        + " later; fixes may have been left out"));
    }

    private static boolean isFar(List<Meeting> meetings) {
        return meetings.stream()
                .anyMatch(one ->
                        Distance.metres(TimedPlaces.wgs84(meetings.getFirst().place()), TimedPlaces.wgs84(one.place()))
                                > FURTHER_THAN_M);
    }

    /** Own places from the first to the last of these that the other one would have kept as well. */
    private static int comparable(List<Signs> signs, List<Meeting> meetings) {
        Instant from = meetings.getFirst().at();
        Instant until = meetings.getLast().at();
        // The one that kept fewer tells how many can be in common at the least.
        int level = meetings.stream().mapToInt(Meeting::otherLevel).max().orElse(0);
        return signs.stream()
                .mapToInt(one -> one.places()
                        .keptBy(
                                level,
                                (int) Math.clamp(
                                        Duration.between(one.quarter().from(), from)
                                                .toMillis(),
                                        -1,
                                        Quarter.LENGTH.toMillis()),
                                (int) Math.clamp(
                                        Duration.between(one.quarter().from(), until)
                                                .toMillis(),
                                        -1,
                                        Quarter.LENGTH.toMillis())))
                .sum();
    }
}
