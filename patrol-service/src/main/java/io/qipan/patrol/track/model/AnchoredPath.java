package io.qipan.patrol.track.model;

import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Step;
import io.qipan.patrol.track.model.TrackSummary.Gaps;
import io.qipan.patrol.track.model.TrackSummary.Times;
import io.qipan.runtime.place.Ellipsoid;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A path that goes from one place that counts, the anchor, to the next. Wandering around the anchor adds nothing, however long
 * it lasts; what was on the way from it counts as soon as it is left for good.
 */
final class AnchoredPath {
    /** So many fixes that fit each other are not an error any more: the one before was. */
    private static final int TAKEN_UP_AGAIN_AFTER = 3;
    /** Slower than half a metre per second on average is standing, with some way at its end. */
    private static final double SLOWEST_S_PER_M = 2;

    private final DriftFilter filter;
    private @Nullable Fix anchor;
    private @Nullable Fix last;
    /** Since when it is around the anchor, without a gap. */
    private Instant since = Instant.EPOCH;

    private @Nullable Fix lastJump;
    private int jumpsThatFit;

    private double metres;
    private long jumps;
    private Gaps gaps = Gaps.NONE;
    private Times times = Times.NONE;

    AnchoredPath(DriftFilter filter) {
        this.filter = filter;
    }

    void add(Fix fix) {
        if (anchor == null || last == null) {
            startAt(fix);
        } else if (isJump(last, fix)) {
            leaveOut(fix, last);
        } else {
            jumpsThatFit = 0;
            goOn(anchor, last, fix);
        }
    }

    private void startAt(Fix fix) {
        anchor = fix;
        last = fix;
        since = at(fix);
        jumpsThatFit = 0;
    }

    private boolean isJump(Fix from, Fix to) {
        return new Step(from, to).isJump(filter.fastestMps());
    }

    private void leaveOut(Fix fix, Fix before) {
        boolean fits = lastJump != null && jumpsThatFit > 0 && !isJump(lastJump, fix);
        jumpsThatFit = fits ? jumpsThatFit + 1 : 1;
        lastJump = fix;
        if (jumpsThatFit < TAKEN_UP_AGAIN_AFTER) {
            jumps++;
            return;
        }
        times = times.standing(Duration.between(since, at(before))).unobserved(between(before, fix));
        startAt(fix);
    }

    private void goOn(Fix from, Fix before, Fix fix) {
        double way = Ellipsoid.metres(from.position().wgs84(), fix.position().wgs84());
        boolean hasMoved = way > widest(from, fix);
        Duration step = between(before, fix);
        if (step.compareTo(filter.gap()) > 0) {
            times = times.standing(Duration.between(since, at(before))).unobserved(step);
            // What another device says after a gap may be another way altogether.
            boolean goesOn = before.device().equals(fix.device());
            gaps = gaps.and(at(before), step, goesOn && hasMoved ? way : 0);
            since = at(fix);
            if (!goesOn) {
                startAt(fix);
                return;
            }
        } else if (hasMoved) {
            arrive(way, before, fix);
        }
        if (hasMoved) {
            metres += way;
            anchor = fix;
            since = at(fix);
        }
        last = fix;
    }

    /** The time from the anchor to here. */
    private void arrive(double way, Fix before, Fix fix) {
        Duration whole = Duration.between(since, at(fix));
        times = seconds(whole) <= SLOWEST_S_PER_M * way
                ? times.moving(whole)
                : times.standing(Duration.between(since, at(before))).moving(between(before, fix));
    }

    private double widest(Fix one, Fix other) {
        return Math.max(
                filter.standingRadiusM(),
                Math.max(one.position().accuracyM(), other.position().accuracyM()));
    }

    double metres() {
        return metres;
    }

    long jumps() {
        return jumps;
    }

    Gaps gaps() {
        return gaps;
    }

    Times times() {
        return last == null ? times : times.standing(Duration.between(since, at(last)));
    }

    private static Instant at(Fix fix) {
        return fix.position().fixedAt();
    }

    private static Duration between(Fix from, Fix to) {
        return Duration.between(at(from), at(to));
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds() + duration.toNanosPart() / 1e9;
    }
}
