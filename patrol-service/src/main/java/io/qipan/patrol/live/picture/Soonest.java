package io.qipan.patrol.live.picture;

import io.qipan.runtime.place.Distance;
import java.util.ArrayList;
import java.util.List;

/** The soonest units seen so far, by straight distances; of two that arrive together the name decides. */
final class Soonest {
    /** What rounding could make of a straight distance on the unit sphere, and much more: it is 6 mm on the ground. */
    static final double ROUNDING = 1e-9;

    static final double ROUNDING_M = ROUNDING * Distance.EARTH_RADIUS_M;

    private final double[] etaS;
    private final double[] speedsMps;
    private final Placed[] units;
    private int size;
    /** Not among them, but so little behind that rounding may be the reason. */
    private final List<Tied> tied = new ArrayList<>();

    /** A unit that comes at a speed, metres per second. */
    record Coming(double speedMps, Placed unit) {}

    private record Tied(double etaS, Coming coming) {}

    Soonest(int most) {
        this.etaS = new double[most];
        this.speedsMps = new double[most];
        this.units = new Placed[most];
    }

    /** When the last of them arrives, in seconds; without end as long as there is room for more. */
    double lastS() {
        return isFull() ? etaS[size - 1] : Double.POSITIVE_INFINITY;
    }

    /** Whether one who arrives then, but for rounding, can be among them. */
    boolean mayTake(double bestS) {
        return !isFull() || bestS <= lastS() * (1 + ROUNDING);
    }

    /**
     * @return whether it is among them now
     */
    boolean offer(double arrivalS, double speedMps, Placed unit) {
        if (isFull()) {
            int last = size - 1;
            if (isBefore(etaS[last], units[last], arrivalS, unit)) {
                keepIfTied(arrivalS, speedMps, unit);
                return false;
            }
            double formerS = etaS[last];
            double formerSpeedMps = speedsMps[last];
            Placed former = units[last];
            size--;
            insert(arrivalS, speedMps, unit);
            keepIfTied(formerS, formerSpeedMps, former);
        } else {
            insert(arrivalS, speedMps, unit);
        }
        return true;
    }

    private void insert(double arrivalS, double speedMps, Placed unit) {
        int at = size;
        while (at > 0 && isBefore(arrivalS, unit, etaS[at - 1], units[at - 1])) {
            etaS[at] = etaS[at - 1];
            speedsMps[at] = speedsMps[at - 1];
            units[at] = units[at - 1];
            at--;
        }
        etaS[at] = arrivalS;
        speedsMps[at] = speedMps;
        units[at] = unit;
        size++;
    }

    /** All of them, and those that exact distances may still put before some of them. */
    List<Coming> coming() {
        List<Coming> all = new ArrayList<>(size + tied.size());
        for (int i = 0; i < size; i++) {
            all.add(new Coming(speedsMps[i], units[i]));
        }
        for (Tied one : tied) {
            if (isTied(one.etaS(), one.coming().speedMps())) {
                all.add(one.coming());
            }
        }
        return all;
    }

    private void keepIfTied(double arrivalS, double speedMps, Placed unit) {
        boolean surelyThere = arrivalS == 0 && lastS() == 0;
        if (!surelyThere && isTied(arrivalS, speedMps)) {
            tied.add(new Tied(arrivalS, new Coming(speedMps, unit)));
        }
    }

    private boolean isTied(double arrivalS, double speedMps) {
        double slackS = ROUNDING_M / speedMps;
        return arrivalS <= lastS() * (1 + ROUNDING) + slackS;
    }

    private boolean isFull() {
        return size == units.length;
    }

    private static boolean isBefore(double oneS, Placed one, double otherS, Placed other) {
        return oneS < otherS || (oneS == otherS && one.name().compareTo(other.name()) < 0);
    }
}
