package io.qipan.runtime.journal;

import io.qipan.proto.common.v1.ChainBreak;
import io.qipan.proto.common.v1.VerifyChainResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Recomputes the hash chain from what is stored. */
public final class ChainVerification {
    private static final int PAGE = 1_000;
    private static final long MOST = 100_000;

    private final FeedStore store;

    public ChainVerification(FeedStore store) {
        this.store = store;
    }

    /**
     * From a revision, or from behind the newest if it lies further on.
     *
     * @param until the last one to verify; 0 for the newest
     */
    public VerifyChainResponse verify(long first, long until) {
        // Read first: what the head knows must be there.
        FeedStore.Head head = store.head();
        long revision = Math.min(first - 1, head.revision());
        Optional<byte[]> start = hashOf(revision);
        if (start.isEmpty()) {
            return removed(0, Math.max(0, revision - 1), new byte[0]);
        }
        if (contradicts(head, revision, start.get())) {
            return changed(0, Math.max(0, revision - 1), new byte[0]);
        }
        byte[] hash = start.get();
        long verified = 0;
        while (verified < MOST) {
            List<Sealed> page = store.after(revision, PAGE);
            for (Sealed stored : page) {
                if (stored.revision() != revision + 1) {
                    return removed(verified, revision, hash);
                }
                byte[] expected = Sealed.hash(hash, stored.revision(), stored.position(), stored.told());
                if (!Arrays.equals(expected, stored.hash()) || contradicts(head, stored.revision(), stored.hash())) {
                    return changed(verified, revision, hash);
                }
                revision = stored.revision();
                hash = stored.hash();
                verified++;
                if (revision == until) {
                    return result(verified, revision, hash).build();
                }
            }
            if (page.isEmpty()) {
                return atTheEnd(head, verified, revision, hash);
            }
        }
        return result(verified, revision, hash).build();
    }

    /**
     * Whether the head knows another record here. It does when the end was cut off and the head set back without its hash, or
     * when the last records were written anew with hashes that fit each other.
     */
    private static boolean contradicts(FeedStore.Head head, long revision, byte[] hash) {
        return revision == head.revision() && !Arrays.equals(hash, head.hash());
    }

    private VerifyChainResponse atTheEnd(FeedStore.Head before, long verified, long revision, byte[] hash) {
        // What came while this was reading moved the head as well.
        FeedStore.Head head = store.head();
        if (revision > head.revision()) {
            return changed(verified - (revision - head.revision()), head.revision(), head.hash());
        }
        return revision < before.revision()
                ? removed(verified, revision, hash)
                : result(verified, revision, hash).build();
    }

    /** The hash of a record; empty if the record is missing. */
    private Optional<byte[]> hashOf(long revision) {
        if (revision == 0) {
            return Optional.of(new byte[0]);
        }
        return at(revision).map(Sealed::hash);
    }

    private Optional<Sealed> at(long revision) {
        return store.after(revision - 1, 1).stream()
                .filter(stored -> stored.revision() == revision)
                .findFirst();
    }

    private VerifyChainResponse removed(long verified, long last, byte[] hash) {
        return result(verified, last, hash)
                .setFirstBrokenRevision(last + 1)
                .setChainBreak(ChainBreak.RECORD_REMOVED)
                .build();
    }

    private VerifyChainResponse changed(long verified, long last, byte[] hash) {
        VerifyChainResponse.Builder found =
                result(verified, last, hash).setFirstBrokenRevision(last + 1).setChainBreak(ChainBreak.RECORD_CHANGED);
        at(last + 1)
                .map(Sealed::told)
                .ifPresent(told -> found.setBrokenResource(told.resource())
                        .setBrokenAction(told.action())
                        .setBrokenActor(told.actor()));
        return found.build();
    }

    private VerifyChainResponse.Builder result(long verified, long last, byte[] hash) {
        return VerifyChainResponse.newBuilder()
                .setVerifiedCount(verified)
                .setLastRevision(last)
                .setHeadRevision(store.head().revision())
                .setLastHash(HexFormat.of().formatHex(hash));
    }
}
