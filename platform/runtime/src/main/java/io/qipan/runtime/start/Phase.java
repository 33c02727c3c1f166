package io.qipan.runtime.start;

/**
 * The order in which a service comes up and goes down, as priorities of observers of {@code StartupEvent} and
 * {@code ShutdownEvent}. In between stands {@link Lifecycle}, without a priority of its own at the start.
 */
public final class Phase {
    /** At the start: what calls need. */
    public static final int BEFORE_CALLS = 1;

    /** At the end: open streams tell their readers to go on elsewhere. Calls still come. */
    public static final int END_STREAMS = 1;

    /** At the end: no more calls come, those under way are finished. */
    static final int DRAIN = 2;

    /** At the end: what calls needed. */
    public static final int AFTER_CALLS = 3;

    private Phase() {}
}
