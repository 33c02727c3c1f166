package io.qipan.runtime.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest changes, found by revision without looking at the others. Not for several threads at a time. */
final class Recent {
    /** Changes kept at most. */
    static final int MOST = 8_192;

    private final @Nullable Sealed[] ring = new @Nullable Sealed[MOST];
    /** Revision of the oldest change held. */
    private long first = 1;
    /** The revision behind the newest one held; the same as {@code first} when none is. */
    private long next = 1;

    private final long mostBytes;
    private long bytes;

    /**
     * @param mostBytes of states kept at most, unless the newest change alone has more
     */
    Recent(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    void add(Sealed change) {
        if (change.revision() != next) {
            // A gap: what lies before it must not be found as if nothing were missing.
            while (first < next) {
                forgetOldest();
            }
            first = change.revision();
            next = first;
        }
        if (next - first == MOST) {
            forgetOldest();
        }
        ring[index(next)] = change;
        next++;
        bytes += change.bytes();
        while (bytes > mostBytes && first + 1 < next) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        bytes -= at(first).bytes();
        ring[index(first)] = null;
        first++;
    }

    /** Whether there are changes after this revision, and all of them are here. */
    boolean reachesBackTo(long revision) {
        return first <= revision + 1 && revision + 1 < next;
    }

    /** The changes after a revision that this reaches back to, oldest first. */
    List<Sealed> after(long revision, int limit) {
        long end = Math.min(next, revision + 1 + limit);
        List<Sealed> changes = new ArrayList<>((int) (end - revision - 1));
        for (long i = revision + 1; i < end; i++) {
            changes.add(at(i));
        }
        return changes;
    }

    private Sealed at(long revision) {
        return Objects.requireNonNull(ring[index(revision)]);
    }

    private static int index(long revision) {
        return Math.floorMod(revision, MOST);
    }
}
