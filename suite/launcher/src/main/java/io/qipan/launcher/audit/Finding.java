package io.qipan.launcher.audit;

/** What came of verifying the history of a service. */
sealed interface Finding {

    record Whole(Seen seen) implements Finding {}

    /**
     * @param what is wrong, as a sentence that names the record
     */
    record Broken(String what) implements Finding {}
}
