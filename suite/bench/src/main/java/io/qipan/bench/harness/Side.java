package io.qipan.bench.harness;

import java.util.concurrent.CompletionStage;

/** One of the two ways that are compared. */
public interface Side {

    /** For people. */
    String title();

    /** Pieces of work to keep under way. */
    int concurrency();

    /** How many of what is counted one piece of work brings. */
    default int yields() {
        return 1;
    }

    /** Does one piece of work. Safe to call from many threads. */
    CompletionStage<?> once();
}
