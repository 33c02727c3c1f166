package io.qipan.bench;

import java.util.concurrent.CompletionStage;

/** One of the two ways that are compared. */
interface Side {

    /** For people. */
    String title();

    /** Does the work once. Safe to call from many threads. */
    CompletionStage<?> once();
}
