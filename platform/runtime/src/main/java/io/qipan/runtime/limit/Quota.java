package io.qipan.runtime.limit;

/**
 * What one of them may take of a replica.
 *
 * @param perSecond calls that it may begin, on average; for a moment more, see {@link Rates}
 * @param atOnce unary calls that it may have under way
 * @param streams that it may have open
 */
public record Quota(int perSecond, int atOnce, int streams) {

    public Quota {
        if (perSecond < 1 || atOnce < 1 || streams < 1) {
            throw new IllegalArgumentException("A limit of qipan.limit must be at least 1: " + perSecond
                    + " calls per second, " + atOnce + " at once, " + streams + " streams");
        }
    }
}
