package io.qipan.dispatch.review;

/** Lots that fall as a test says; at first on nothing that is not looked at every time. */
public final class FakeLots implements Lots {
    private static final double LAST = Math.nextDown(1.0);

    private double next = LAST;

    /** From now on they fall on everything that has a share at all. */
    public void fallOnAll() {
        next = 0;
    }

    /** From now on they fall on what has a share of more than this. */
    public void fallAbove(double share) {
        next = share;
    }

    @Override
    public double next() {
        return next;
    }
}
