package io.qipan.patrol.position;

import io.qipan.patrol.position.Positions.DeviceSpan;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads tracks of any length, a few thousand fixes at a time. Each time is a unit of work of its own, so that a slow reader keeps
 * no snapshot open; fixes that come in late may be missed by one who has passed their time. Of an interval with days
 * that are gone nothing is told: the reading is refused, as late as they go.
 */
@Singleton
public class ReadTrack {
    private static final int AT_ONCE = 5_000;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST_STEPS = 520;

    /** Takes fixes one by one; it may wait, and end the reading by what it throws. */
    @FunctionalInterface
    public interface Reader<E extends Exception> {
        void read(Fix fix) throws E;
    }

    private final UnitOfWork unitOfWork;
    private final Positions positions;
    private final PositionDays days;

    public ReadTrack(UnitOfWork unitOfWork, Positions positions, PositionDays days) {
        this.unitOfWork = unitOfWork;
        this.positions = positions;
        this.days = days;
    }

    /** Which devices reported, and from when to when, by their first fix. A week at a time. */
    public List<DeviceSpan> devices(String unit, Instant from, Instant until) {
        Map<String, DeviceSpan> found = new HashMap<>();
        Duration step = step(from, until);
        for (Instant begin = from; begin.isBefore(until); begin = begin.plus(step)) {
            Instant first = begin;
            Instant end = step.compareTo(Duration.between(begin, until)) < 0 ? begin.plus(step) : until;
            unitOfWork
                    .read(() -> whole(positions.devices(unit, first, end), first, end))
                    .forEach(span -> found.merge(
                            span.device(),
                            span,
                            (one, next) -> new DeviceSpan(one.device(), one.first(), next.last())));
        }
        return found.values().stream()
                .sorted(Comparator.comparing(DeviceSpan::first).thenComparing(DeviceSpan::device))
                .toList();
    }

    /** What was read, unless days of it are gone. */
    private <T> List<T> whole(List<T> read, Instant from, Instant until) {
        days.gone(from, until).refuse();
        return read;
    }

    /** Whoever asks for thousands of years, for all that there is, need not ask a thousand times. */
    private static Duration step(Instant from, Instant until) {
        Duration share = Duration.between(from, until).dividedBy(MOST_STEPS);
        return share.compareTo(WEEK) > 0 ? share : WEEK;
    }

    /** From a time on and before another, by the clock of the device, oldest first; of one device only, if one is given. */
    public <E extends Exception> void read(
            String unit, Optional<String> device, Instant from, Instant until, Reader<E> reader) throws E {
        Optional<String> after = Optional.empty();
        do {
            Page page = new Page(AT_ONCE, after, "");
            List<Fix> found =
                    unitOfWork.read(() -> whole(positions.track(unit, device, from, until, page), from, until));
            for (Fix fix : page.cut(found)) {
                reader.read(fix);
            }
            after = found.size() > AT_ONCE
                    ? Optional.of(TrackKey.of(found.get(AT_ONCE - 1)).toString())
                    : Optional.empty();
        } while (after.isPresent());
    }
}
