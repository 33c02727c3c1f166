package io.qipan.patrol.track.model;

import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ellipsoid;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Leaves fixes out of a stretch of a track by Douglas and Peucker's method, but judges each by where the rest says the unit was
 * at its time (Meratnia and de By, Spatiotemporal compression techniques for moving point objects, EDBT 2004): a stop on a
 * straight road stays, which distance from the line would drop. The distance is never taken for less than it is.
 */
public final class Simplification {
    /** At most so many at once, so that memory does not grow with the track; the last one of them always stays. */
    private static final int AT_ONCE = 4_096;

    private record Stretch(int first, int last) {}

    private final double toleranceM;
    private final Consumer<Fix> kept;
    private final List<Fix> waiting = new ArrayList<>();

    /** @param kept is given what stays, in order */
    public Simplification(double toleranceM, Consumer<Fix> kept) {
        this.toleranceM = toleranceM;
        this.kept = kept;
    }

    /** The next one by the clock of the device. */
    public void add(Fix fix) {
        waiting.add(fix);
        if (waiting.size() == AT_ONCE) {
            Fix joint = waiting.getLast();
            simplify(waiting.size() - 1);
            waiting.clear();
            waiting.add(joint);
        }
    }

    /** Nothing follows this stretch; its last fix stays. */
    public void end() {
        simplify(waiting.size());
        waiting.clear();
    }

    /** @param told how many of those waiting, from the first one, are told of if they stay */
    private void simplify(int told) {
        BitSet stays = staying();
        for (int i = stays.nextSetBit(0); i >= 0 && i < told; i = stays.nextSetBit(i + 1)) {
            kept.accept(waiting.get(i));
        }
    }

    private BitSet staying() {
        BitSet stays = new BitSet(waiting.size());
        if (waiting.isEmpty()) {
            return stays;
        }
        stays.set(0);
        stays.set(waiting.size() - 1);
        Deque<Stretch> open = new ArrayDeque<>();
        open.push(new Stretch(0, waiting.size() - 1));
        while (!open.isEmpty()) {
            Stretch stretch = open.pop();
            int worst = worst(stretch);
            if (worst > stretch.first()) {
                stays.set(worst);
                open.push(new Stretch(stretch.first(), worst));
                open.push(new Stretch(worst, stretch.last()));
            }
        }
        return stays;
    }

    /** The fix that the straight way misses most; the first one of the stretch if it misses none by more than allowed. */
    private int worst(Stretch stretch) {
        int worst = stretch.first();
        double most = toleranceM;
        for (int i = stretch.first() + 1; i < stretch.last(); i++) {
            double missed = Ellipsoid.metresAtMost(
                    waiting.get(i).position().wgs84(),
                    straight(waiting.get(stretch.first()), waiting.get(stretch.last()), waiting.get(i)));
            if (missed > most) {
                most = missed;
                worst = i;
            }
        }
        return worst;
    }

    /** Where somebody is at the time of a fix who goes evenly from one to another, straight in latitude and longitude. */
    static Wgs84 straight(Fix from, Fix to, Fix at) {
        double share = share(from, to, at);
        Wgs84 start = from.position().wgs84();
        Wgs84 end = to.position().wgs84();
        double east = Math.IEEEremainder(end.longitude() - start.longitude(), 360);
        return new Wgs84(
                Math.clamp(start.latitude() + share * (end.latitude() - start.latitude()), -90, 90),
                Math.IEEEremainder(start.longitude() + share * east, 360));
    }

    private static double share(Fix from, Fix to, Fix at) {
        double whole = seconds(from, to);
        return whole == 0 ? 0 : seconds(from, at) / whole;
    }

    private static double seconds(Fix from, Fix to) {
        Duration between =
                Duration.between(from.position().fixedAt(), to.position().fixedAt());
        return between.toSeconds() + between.toNanosPart() / 1e9;
    }
}
