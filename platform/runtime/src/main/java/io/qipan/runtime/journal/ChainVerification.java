package io.qipan.runtime.journal;

import io.qipan.proto.common.v1.VerifyChainResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Recomputes the hash chain from what is stored. */
final class ChainVerification {
    private static final int PAGE = 1_000;
    private static final long MOST = 100_000;

    private final FeedStore store;

    ChainVerification(FeedStore store) {
        this.store = store;
    }

    VerifyChainResponse from(long first) {
        long revision = first - 1;
        byte[] hash = hashOf(revision);
        long verified = 0;
        while (verified < MOST) {
            List<Sealed> page = store.after(revision, PAGE);
            for (Sealed stored : page) {
                byte[] expected = Sealed.hash(hash, stored.revision(), stored.position(), stored.told());
                if (stored.revision() != revision + 1 || !Arrays.equals(expected, stored.hash())) {
                    return result(verified, revision, hash)
                            .setFirstBrokenRevision(revision + 1)
                            .build();
                }
                revision = stored.revision();
                hash = stored.hash();
                verified++;
            }
            if (page.isEmpty()) {
                break;
            }
        }
        return result(verified, revision, hash).build();
    }

    private byte[] hashOf(long revision) {
        List<Sealed> before = revision == 0 ? List.of() : store.after(revision - 1, 1);
        return before.isEmpty() ? new byte[0] : before.getFirst().hash();
    }

    private VerifyChainResponse.Builder result(long verified, long last, byte[] hash) {
        return VerifyChainResponse.newBuilder()
                .setVerifiedCount(verified)
                .setLastRevision(last)
                .setHeadRevision(store.head().revision())
                .setLastHash(HexFormat.of().formatHex(hash));
    }
}
