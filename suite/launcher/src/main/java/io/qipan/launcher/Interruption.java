package io.qipan.launcher;

/** What Ctrl-C, or a request to end, does at the moment. */
final class Interruption {

    private static final Runnable NOTHING = () -> {};

    private volatile Runnable action = NOTHING;
    private volatile boolean happened;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::happen, "interruption"));
    }

    private void happen() {
        happened = true;
        action.run();
    }

    boolean hasHappened() {
        return happened;
    }

    void does(Runnable next) {
        action = next;
    }

    void doesNothing() {
        action = NOTHING;
    }
}
