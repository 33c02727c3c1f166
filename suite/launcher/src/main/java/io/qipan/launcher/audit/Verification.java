package io.qipan.launcher.audit;

import io.grpc.Channel;
import io.qipan.launcher.audit.Finding.Broken;
import io.qipan.launcher.audit.Finding.Whole;
import io.qipan.proto.common.v1.ChainBreak;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.VerifyChainRequest;
import io.qipan.proto.common.v1.VerifyChainResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Verifies the whole history of a service: up to where it was seen before, and from there on. */
final class Verification {
    /** For a hundred thousand records, which one call reads. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Channel service;

    Verification(Channel service) {
        this.service = service;
    }

    Finding verify(Seen before) {
        VerifyChainResponse last = read(1, before.revision());
        if (last.getFirstBrokenRevision() > 0) {
            return new Broken(sentence(last));
        }
        if (before.revision() > 0) {
            if (last.getLastRevision() < before.revision()) {
                return new Broken("Record " + (last.getLastRevision() + 1) + " and all after it are gone: there were "
                        + before.revision() + " when this was verified last.");
            }
            if (!last.getLastHash().equals(before.hash())) {
                return new Broken("The history up to record " + before.revision()
                        + " fits itself and is another one than was verified last: its hash is " + last.getLastHash()
                        + " and was " + before.hash() + ". It was written anew.");
            }
            last = read(before.revision() + 1, 0);
        }
        return last.getFirstBrokenRevision() > 0
                ? new Broken(sentence(last))
                : new Whole(new Seen(last.getLastRevision(), last.getLastHash()));
    }

    /** As many calls as it takes. */
    private VerifyChainResponse read(long from, long until) {
        VerifyChainResponse part = ask(from, until);
        while (part.getFirstBrokenRevision() == 0 && part.getVerifiedCount() > 0 && goesOn(part, until)) {
            part = ask(part.getLastRevision() + 1, until);
        }
        return part;
    }

    private static boolean goesOn(VerifyChainResponse part, long until) {
        return part.getLastRevision() < (until == 0 ? part.getHeadRevision() : until);
    }

    private VerifyChainResponse ask(long from, long until) {
        return JournalServiceGrpc.newBlockingStub(service)
                .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .verifyChain(VerifyChainRequest.newBuilder()
                        .setFromRevision(from)
                        .setToRevision(until)
                        .build());
    }

    private static String sentence(VerifyChainResponse broken) {
        String record = "Record " + broken.getFirstBrokenRevision();
        if (broken.getChainBreak() == ChainBreak.RECORD_REMOVED) {
            return record + " was removed.";
        }
        String now = broken.getBrokenResource().isEmpty()
                ? ""
                : " There stands now: %s of %s by %s."
                        .formatted(broken.getBrokenAction(), broken.getBrokenResource(), broken.getBrokenActor());
        return record + " was changed, exchanged with another, or slipped in." + now;
    }
}
