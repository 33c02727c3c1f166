package io.qipan.patrol.start;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long to leave the database alone after a look, so that looking takes one part in five of the time: of the last looks
 * together, for after each by itself one that took long would leave everybody who watches without news for four times as long.
 */
final class Rest {
    private static final int LOOKS = 16;
    private static final int ONE_IN = 5;

    private final Deque<Duration> last = new ArrayDeque<>();
    private Duration sum = Duration.ZERO;

    Duration after(Duration look) {
        last.addLast(look);
        sum = sum.plus(look);
        if (last.size() > LOOKS) {
            sum = sum.minus(last.removeFirst());
        }
        return sum.dividedBy(last.size()).multipliedBy(ONE_IN - 1);
    }
}
