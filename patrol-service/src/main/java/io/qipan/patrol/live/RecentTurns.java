package io.qipan.patrol.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest turns, for watchers; never more than a few. */
final class RecentTurns {
    private static final int MOST = 64;

    private final Deque<Turn> turns = new ArrayDeque<>();

    synchronized void add(Turn turn) {
        if (turns.size() == MOST) {
            turns.removeFirst();
        }
        turns.addLast(turn);
    }

    /** Those after this one, oldest first; empty if some are forgotten already. */
    synchronized Optional<List<Turn>> after(long number) {
        if (!turns.isEmpty() && turns.getFirst().number() > number + 1) {
            return Optional.empty();
        }
        return Optional.of(turns.stream().filter(turn -> turn.number() > number).toList());
    }
}
