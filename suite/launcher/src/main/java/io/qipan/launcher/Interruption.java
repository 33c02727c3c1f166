package io.qipan.launcher;

/** What Ctrl-C, or a request to end, does at the moment. */
final class Interruption {

    private static final Runnable NOTHING = () -> {};

    private volatile Runnable action = NOTHING;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> action.run(), "interruption"));
    }

    void does(Runnable next) {
        action = next;
    }

    void doesNothing() {
        action = NOTHING;
    }
}
