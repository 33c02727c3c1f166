package io.qipan.e2e;

import io.qipan.e2e.Ledger.Entry;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.VerifyChainRequest;
import io.qipan.proto.common.v1.VerifyChainResponse;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What must be true of the feeds and of those who follow them. */
final class FeedChecks {
    private static final Set<String> NOTES = Set.of(
            "call.caller_shown",
            "call.overdue",
            "incident.case_opened",
            "incident.overdue",
            "order.escalated",
            "order.overdue");

    private final Aftermath aftermath;

    FeedChecks(Aftermath aftermath) {
        this.aftermath = aftermath;
    }

    /** Each change is in the feed once, the revisions have no gaps, and each transaction stands together. */
    void feedsHoldEveryChangeOnce() {
        Violations wrong = new Violations("A feed is not whole");
        for (Ledger ledger : aftermath.ledgers()) {
            wrong.addUnless(
                    ledger.journalRows() == ledger.entries().size() && ledger.pending() == 0,
                    () -> "%s has %d changes, %d of them in the feed and %d pending"
                            .formatted(
                                    ledger.service(),
                                    ledger.journalRows(),
                                    ledger.entries().size(),
                                    ledger.pending()));
            Map<UUID, Long> lastOfRequest = new HashMap<>();
            long expected = 1;
            for (Entry entry : ledger.entries()) {
                long here = expected++;
                wrong.addUnless(
                        entry.revision() == here,
                        () -> ledger.service() + " has revision " + entry.revision() + " where " + here + " belongs");
                entry.requestId().ifPresent(id -> {
                    Long before = lastOfRequest.put(id, entry.revision());
                    wrong.addUnless(
                            before == null || before == entry.revision() - 1,
                            () -> "Request " + id + " has revisions " + before + " and " + entry.revision()
                                    + ", with others between");
                });
            }
        }
        wrong.throwIfAny();
    }

    /** The changes of a resource follow in the order in which they were made. */
    void changesOfAResourceAreInOrder() {
        Violations wrong = new Violations("Changes are out of order");
        for (Ledger ledger : aftermath.ledgers()) {
            Map<String, Long> versions = new HashMap<>();
            for (Entry entry : ledger.entries()) {
                if (Set.of("calls", "incidents", "orders").contains(entry.kind())) {
                    long version = version(entry);
                    Long before = versions.put(entry.resource(), version);
                    wrong.addUnless(
                            before == null || version == before + 1 || isNote(entry, version, before),
                            () -> "%s goes from version %d to %d at revision %d"
                                    .formatted(entry.resource(), before, version, entry.revision()));
                }
            }
        }
        wrong.throwIfAny();
    }

    /** What the system tells by itself, of something that stays as it is for those who decide about it. */
    private static boolean isNote(Entry entry, long version, long before) {
        return NOTES.contains(entry.action()) && version == before;
    }

    private static long version(Entry entry) {
        return Picture.version(
                switch (entry.kind()) {
                    case "calls" -> entry.state(Call.class);
                    case "incidents" -> entry.state(Incident.class);
                    default -> entry.state(Order.class);
                });
    }

    /** From its first change on, each watcher saw every revision that it asked for, once, in order, as it is stored. */
    void watchersMissedAndRepeatedNothing() {
        Violations wrong = new Violations("A watcher missed, repeated or mixed up changes");
        for (WatchLog watcher : aftermath.watchers()) {
            // What has happened since the feeds were read, a reminder perhaps, is not judged.
            long head = aftermath.ledger(watcher.service()).head();
            List<Change> seen = watcher.changes().stream()
                    .filter(change -> change.getRevision() <= head)
                    .toList();
            List<Entry> expected = expected(watcher, seen);
            watcher.refusedResumes()
                    .forEach(refusal -> wrong.addUnless(false, () -> watcher + " could not resume: " + refusal));
            requireOnceInOrder(watcher, seen, wrong);
            requireAll(watcher, seen, expected, wrong);
            requireAsStored(watcher, seen, expected, wrong);
        }
        wrong.throwIfAny();
    }

    private static void requireOnceInOrder(WatchLog watcher, List<Change> seen, Violations wrong) {
        long last = 0;
        for (Change change : seen) {
            long before = last;
            last = change.getRevision();
            wrong.addUnless(
                    change.getRevision() > before,
                    () -> watcher + " saw revision " + change.getRevision() + " after " + before);
        }
    }

    private static void requireAll(WatchLog watcher, List<Change> seen, List<Entry> expected, Violations wrong) {
        Set<Long> known = seen.stream().map(Change::getRevision).collect(Collectors.toSet());
        for (Entry entry : expected) {
            wrong.addUnless(
                    known.contains(entry.revision()),
                    () -> "%s missed revision %d, %s of %s"
                            .formatted(watcher, entry.revision(), entry.action(), entry.resource()));
        }
    }

    private List<Entry> expected(WatchLog watcher, List<Change> seen) {
        long first = seen.isEmpty() ? Long.MAX_VALUE : seen.getFirst().getRevision();
        return aftermath.ledger(watcher.service()).entries().stream()
                .filter(entry -> entry.revision() >= Math.min(first, watcher.from()))
                .filter(entry ->
                        watcher.kind().isEmpty() || watcher.kind().get().equals(entry.kind()))
                .toList();
    }

    private static void requireAsStored(WatchLog watcher, List<Change> seen, List<Entry> stored, Violations wrong) {
        Map<Long, Entry> byRevision = new HashMap<>();
        stored.forEach(entry -> byRevision.put(entry.revision(), entry));
        for (Change change : seen) {
            Entry entry = byRevision.get(change.getRevision());
            wrong.addUnless(
                    entry != null
                            && entry.resource().equals(change.getResource())
                            && entry.action().equals(change.getAction())
                            && entry.state().equals(change.getState()),
                    () -> watcher + " saw " + change + " but stored is " + entry);
        }
    }

    /** Nobody has rewritten history: each service verifies the hash chain of its own journal to the end. */
    void chainsAreWhole() {
        Violations broken = new Violations("A hash chain is broken");
        for (Ledger ledger : aftermath.ledgers()) {
            long verified = 0;
            for (VerifyChainResponse part : verify(aftermath.client(), ledger)) {
                broken.addUnless(
                        part.getFirstBrokenRevision() == 0,
                        () -> ledger.service() + " breaks at revision " + part.getFirstBrokenRevision());
                verified += part.getVerifiedCount();
            }
            long total = verified;
            broken.addUnless(
                    total >= ledger.head(),
                    () -> ledger.service() + " verified " + total + " of " + ledger.head() + " changes");
        }
        broken.throwIfAny();
    }

    private static List<VerifyChainResponse> verify(Board client, Ledger ledger) {
        var journal = JournalServiceGrpc.newBlockingStub(client.channel(ledger.service()))
                .withDeadlineAfter(1, TimeUnit.MINUTES);
        List<VerifyChainResponse> parts = new ArrayList<>();
        VerifyChainResponse part;
        long from = 1;
        do {
            part = journal.verifyChain(
                    VerifyChainRequest.newBuilder().setFromRevision(from).build());
            parts.add(part);
            from = part.getLastRevision() + 1;
        } while (part.getLastRevision() < part.getHeadRevision() && part.getFirstBrokenRevision() == 0);
        return parts;
    }
}
