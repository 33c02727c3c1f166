package io.qipan.runtime.journal;

import java.time.Duration;
import java.util.List;

/** One open watch. */
final class Watcher {
    /**
     * @param bookmarkEvery how long nothing may come
     * @param patience how long a reader may take for one message before it is told to come back later
     */
    record Pace(Duration bookmarkEvery, Duration patience) {

        /** Bookmarks well within the 10 s that the contract promises. */
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    private static final int PAGE = 500;

    private final Feed feed;
    private final FeedStore store;
    private final Selection selection;
    private final Admission admission;
    private final Outlet outlet;

    Watcher(Feed feed, FeedStore store, Selection selection, Admission admission, Outlet outlet) {
        this.feed = feed;
        this.store = store;
        this.selection = selection;
        this.admission = admission;
        this.outlet = outlet;
    }

    /** Runs until the reader goes away; every other end is a refusal. */
    void run(ResumeToken from, boolean initialState) throws InterruptedException {
        if (initialState) {
            sendInitialState(from);
        }
        long revision = from.revision();
        while (!outlet.isGone()) {
            List<Sealed> changes = feed.after(revision, outlet.untilBookmark(), selection::includes);
            if (admission.end().isPresent()) {
                outlet.bookmarkIfTaken(tokenAt(passingOver(changes, revision), ""));
                admission.check();
            }
            for (Sealed change : changes) {
                revision = change.revision();
                if (selection.includes(change)) {
                    outlet.send(selection.message(change), tokenAt(revision, ""));
                }
            }
            outlet.bookmarkIfSilent(tokenAt(revision, ""));
        }
    }

    /** What does not match it need not read again. */
    private long passingOver(List<Sealed> changes, long revision) {
        return changes.stream()
                .takeWhile(change -> !selection.includes(change))
                .mapToLong(Sealed::revision)
                .max()
                .orElse(revision);
    }

    /** Kind by kind, and within a kind by name, so that the last name sent says what is left. */
    private void sendInitialState(ResumeToken from) throws InterruptedException {
        String kindSoFar = JournaledKinds.kindOf(from.resource());
        for (String kind : selection.kinds().tailSet(kindSoFar)) {
            // Before the first name of the kind.
            String after = kind.equals(kindSoFar) ? from.resource() : kind + "/";
            sendStates(kind, after, from.revision());
        }
        outlet.bookmark(tokenAt(from.revision(), ""), true);
    }

    private void sendStates(String kind, String after, long asOf) throws InterruptedException {
        String last = after;
        boolean more = true;
        while (more && !outlet.isGone()) {
            List<Sealed> page = store.latest(kind, selection.resource(), asOf, last, PAGE);
            admission.check();
            outlet.bookmarkIfSilent(tokenAt(asOf, last));
            for (Sealed state : page) {
                last = state.told().resource();
                outlet.send(selection.message(state), tokenAt(asOf, last));
            }
            more = FeedStore.mayGoOn(page, PAGE);
        }
    }

    private ResumeToken tokenAt(long revision, String resource) {
        return new ResumeToken(feed.source(), revision, resource);
    }
}
