package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.caller.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final int MOST_BYTES = 1_000;

    private final Recent recent = new Recent(MOST_BYTES);

    private static Sealed change(long revision, int bytes) {
        return new Sealed(
                revision,
                revision,
                new Sealed.Told(
                        "calls/1",
                        "call.changed",
                        "wang",
                        Optional.empty(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "",
                        "google.protobuf.BytesValue",
                        new byte[bytes],
                        Origin.UNKNOWN),
                new byte[0]);
    }

    private void add(long from, long to) {
        LongStream.rangeClosed(from, to).forEach(revision -> recent.add(change(revision, 0)));
    }

    private List<Long> after(long revision, int limit) {
        return recent.after(revision, limit).stream().map(Sealed::revision).toList();
    }

    @Test
    void holdsNothingAtFirst() {
        assertThat(recent.reachesBackTo(0)).isFalse();
    }

    @Test
    void findsWhatComesAfterARevision() {
        // Given a replica that started behind revision 100
        add(101, 110);

        // When
        List<Long> found = after(103, 4);

        // Then
        assertThat(found).containsExactly(104L, 105L, 106L, 107L);
        assertThat(after(108, 1_000)).containsExactly(109L, 110L);
        assertThat(after(110, 1_000)).isEmpty();
        assertThat(recent.reachesBackTo(100)).isTrue();
        assertThat(recent.reachesBackTo(99)).isFalse();
        assertThat(recent.reachesBackTo(111)).isFalse();
    }

    @Test
    void forgetsTheOldest() {
        // When
        add(1, Recent.MOST + 10);

        // Then
        assertThat(recent.reachesBackTo(9)).isFalse();
        assertThat(after(10, Recent.MOST)).hasSize(Recent.MOST).startsWith(11L).endsWith(Recent.MOST + 10L);
    }

    @Test
    void forgetsTheOldestWhenStatesAreBig() {
        // Given
        LongStream.rangeClosed(1, 4).forEach(revision -> recent.add(change(revision, MOST_BYTES / 4)));
        boolean allHeld = recent.reachesBackTo(0);

        // When
        recent.add(change(5, 1));

        // Then
        assertThat(allHeld).isTrue();
        assertThat(recent.reachesBackTo(0)).isFalse();
        assertThat(after(1, 10)).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void keepsTheNewestHoweverBigItIs() {
        // Given
        add(1, 2);

        // When
        recent.add(change(3, MOST_BYTES + 1));

        // Then
        assertThat(recent.reachesBackTo(1)).isFalse();
        assertThat(after(2, 10)).containsExactly(3L);
    }

    @Test
    void beginsAnewBehindAGap() {
        // Given
        add(1, 5);

        // When
        add(8, 9);

        // Then
        assertThat(recent.reachesBackTo(4)).isFalse();
        assertThat(after(7, 10)).containsExactly(8L, 9L);
    }
}
