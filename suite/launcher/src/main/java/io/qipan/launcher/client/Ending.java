package io.qipan.launcher.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Around a story on the board: it ends in order, also when it breaks off or somebody presses Ctrl-C. */
public final class Ending {

    /** How long after Ctrl-C the process waits until all is in order. */
    private static final Duration CLEANUP_LIMIT = Duration.ofMinutes(2);

    private final String what;

    /**
     * @param what the story is, in a sentence: demo
     */
    public Ending(String what) {
        this.what = what;
    }

    /**
     * Plays it, and brings it to its end.
     *
     * @param closing what is done if the story breaks off
     * @param always what is done after that in any case
     */
    public void play(Runnable story, Runnable closing, Runnable always) {
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean playing = new AtomicBoolean(true);
        Thread interruption = interruption(Thread.currentThread(), playing, over);
        Runtime.getRuntime().addShutdownHook(interruption);
        boolean played = false;
        try {
            story.run();
            played = true;
        } finally {
            // The interruption that broke the story off, or came as it ended, must not break the cleanup off too.
            playing.set(false);
            Thread.interrupted();
            if (!played) {
                closing.run();
            }
            always.run();
            over.countDown();
            forget(interruption);
        }
    }

    /** Ctrl-C breaks the story off and waits until its thread has cleaned up. */
    private Thread interruption(Thread story, AtomicBoolean playing, CountDownLatch over) {
        return new Thread(
                () -> {
                    if (playing.get()) {
                        story.interrupt();
                    }
                    try {
                        if (!over.await(CLEANUP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                            System.err.println("The " + what + " was interrupted and may have left work open.");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                what + "-interruption");
    }

    private static void forget(Thread hook) {
        try {
            boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
            assert removed;
        } catch (IllegalStateException alreadyGoingDown) {
            // The hook runs, and goes on now that the story is over.
            return;
        }
    }
}
