package io.qipan.runtime.journal;

import io.qipan.proto.common.v1.VerifyChainResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Recomputes the hash chain from what is stored. */
final class ChainVerification {
    private static final int PAGE = 1_000;
    private static final long MOST = 100_000;

    private final FeedStore store;

    ChainVerification(FeedStore store) {
        this.store = store;
    }

    /** From a revision, or from behind the newest if it lies further on. */
    VerifyChainResponse from(long first) {
        // Read first: what the head knows must be there.
        long head = store.head().revision();
        long revision = Math.min(first - 1, head);
        Optional<byte[]> start = hashOf(revision);
        if (start.isEmpty()) {
            return broken(0, revision - 1, new byte[0]);
        }
        byte[] hash = start.get();
        long verified = 0;
        while (verified < MOST) {
            List<Sealed> page = store.after(revision, PAGE);
            for (Sealed stored : page) {
                byte[] expected = Sealed.hash(hash, stored.revision(), stored.position(), stored.told());
                if (stored.revision() != revision + 1 || !Arrays.equals(expected, stored.hash())) {
                    return broken(verified, revision, hash);
                }
                revision = stored.revision();
                hash = stored.hash();
                verified++;
            }
            if (page.isEmpty()) {
                return revision < head
                        ? broken(verified, revision, hash)
                        : result(verified, revision, hash).build();
            }
        }
        return result(verified, revision, hash).build();
    }

    /** The hash of a record; empty if the record is missing. */
    private Optional<byte[]> hashOf(long revision) {
        if (revision == 0) {
            return Optional.of(new byte[0]);
        }
        return store.after(revision - 1, 1).stream()
                .filter(stored -> stored.revision() == revision)
                .map(Sealed::hash)
                .findFirst();
    }

    private VerifyChainResponse broken(long verified, long last, byte[] hash) {
        return result(verified, last, hash).setFirstBrokenRevision(last + 1).build();
    }

    private VerifyChainResponse.Builder result(long verified, long last, byte[] hash) {
        return VerifyChainResponse.newBuilder()
                .setVerifiedCount(verified)
                .setLastRevision(last)
                .setHeadRevision(store.head().revision())
                .setLastHash(HexFormat.of().formatHex(hash));
    }
}
