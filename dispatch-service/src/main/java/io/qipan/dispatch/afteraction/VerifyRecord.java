package io.qipan.dispatch.afteraction;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.qipan.dispatch.afteraction.Changes.Asof;
import io.qipan.dispatch.afteraction.Changes.Revisions;
import io.qipan.dispatch.afteraction.model.RecordedStep;
import io.qipan.dispatch.afteraction.model.RecordedStep.Finding;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.VerifyChainResponse;
import io.qipan.proto.dispatch.v1.RecordDifference;
import io.qipan.proto.dispatch.v1.RecordDifference.Kind;
import io.qipan.runtime.journal.ChainVerification;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Replays a period and says where the record does not hold together. Not inside a unit of work: each part is one of its own. */
@Singleton
class VerifyRecord {
    /** Changes in one call. */
    private static final int MOST = 10_000;

    private static final int AT_ONCE = 500;
    private static final int MOST_TOLD = 100;

    private final UnitOfWork unitOfWork;
    private final FeedStore feed;
    private final ChainVerification chain;
    private final Changes changes;
    private final StoredStates stored;
    private final InstantSource clock;

    VerifyRecord(UnitOfWork unitOfWork, FeedStore feed, Changes changes, StoredStates stored, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.feed = feed;
        this.chain = new ChainVerification(feed);
        this.changes = changes;
        this.stored = stored;
        this.clock = clock;
    }

    /** What one call found. */
    static final class Verified {
        final long first;
        long last;
        final List<RecordDifference> differences = new ArrayList<>();
        int leftOut;
        int changes;
        int steps;
        int stored;
        boolean complete;

        Verified(long first) {
            this.first = first;
        }

        private void differ(Kind kind, String resource, long revision, String reason) {
            if (differences.size() == MOST_TOLD) {
                leftOut++;
                return;
            }
            differences.add(RecordDifference.newBuilder()
                    .setKind(kind)
                    .setResource(resource)
                    .setRevision(revision)
                    .setReason(reason)
                    .build());
        }
    }

    /** Where a call begins and where the period ends; the page goes on behind a revision. */
    Optional<Verified> verify(Instant from, Instant until, Page page) {
        Optional<Long> after = page.after(Long::parseLong);
        return unitOfWork
                .read(() -> period(from, until))
                .map(period -> verify(period, after.orElse(period.first() - 1)));
    }

    /** One that goes on until now ends where the feed does: what is missing there is missing, too. */
    private Optional<Revisions> period(Instant from, Instant until) {
        return changes.recorded(from, until)
                .map(found -> until.isAfter(clock.instant()) ? new Revisions(found.first(), changes.newest()) : found);
    }

    private Verified verify(Revisions period, long after) {
        long last = after;
        long end = Math.min(period.last(), after + MOST);
        Verified verified = new Verified(after + 1);
        while (last < end && !Context.current().isCancelled()) {
            long behind = last;
            List<Change> part = feed.changesAfter(last, AT_ONCE).stream()
                    .filter(change -> change.getRevision() <= end)
                    .toList();
            long next = part.isEmpty() ? end : part.getLast().getRevision();
            checkChain(verified, behind + 1, next);
            checkGaps(verified, behind, part, next);
            unitOfWork.read(() -> {
                checkSteps(verified, behind, part);
                checkStored(verified, part);
                return part;
            });
            verified.changes += part.size();
            last = next;
        }
        verified.last = last;
        verified.complete = last >= period.last();
        return verified;
    }

    private void checkChain(Verified verified, long first, long last) {
        VerifyChainResponse answer = chain.verify(first, last);
        if (answer.getFirstBrokenRevision() > 0) {
            verified.differ(
                    Kind.CHAIN_BROKEN,
                    answer.getBrokenResource(),
                    answer.getFirstBrokenRevision(),
                    "the hash chain does not fit from here on: " + answer.getChainBreak());
        }
    }

    private static void checkGaps(Verified verified, long behind, List<Change> part, long last) {
        Set<Long> there = part.stream().map(Change::getRevision).collect(Collectors.toSet());
        for (long revision = behind + 1; revision <= last; revision++) {
            if (!there.contains(revision)) {
                verified.differ(Kind.REVISION_MISSING, "", revision, "there is no such revision");
            }
        }
    }

    private void checkSteps(Verified verified, long behind, List<Change> part) {
        Map<String, RecordedStep> before = new HashMap<>();
        List<String> names = part.stream().map(Change::getResource).distinct().toList();
        changes.latest(names, new Asof(Optional.empty(), behind))
                .forEach(change -> before.put(change.getResource(), step(change)));
        for (Change change : part) {
            RecordedStep step = step(change);
            RecordedStep previous = before.put(change.getResource(), step);
            Optional<Finding> finding =
                    previous == null ? step.asFirst() : previous.wrongWith(step, change.getAction());
            finding.ifPresent(found -> verified.differ(
                    Kind.valueOf(found.fault().name()), change.getResource(), change.getRevision(), found.words()));
            verified.steps++;
        }
    }

    private static RecordedStep step(Change change) {
        Message state = States.of(change);
        return new RecordedStep(JournaledKinds.kindOf(change.getResource()), States.version(state), States.word(state));
    }

    private void checkStored(Verified verified, List<Change> part) {
        List<Change> comparable = part.stream()
                .filter(change -> StoredStates.include(change.getResource()))
                .toList();
        for (Change change : changes.withoutSuccessor(comparable)) {
            verified.stored++;
            Message told = StoredStates.comparable(States.of(change));
            Optional<Message> row = stored.of(change.getResource()).map(StoredStates::comparable);
            if (row.isEmpty()) {
                verified.differ(Kind.NOT_STORED, change.getResource(), change.getRevision(), "there is no such row");
            } else if (!row.get().equals(told)) {
                verified.differ(
                        Kind.STORED_DIFFERS, change.getResource(), change.getRevision(), fields(told, row.get()));
            }
        }
    }

    private static String fields(Message told, Message row) {
        List<String> fields = States.differing(told, row);
        return "stored otherwise than told: " + String.join(", ", fields);
    }
}
