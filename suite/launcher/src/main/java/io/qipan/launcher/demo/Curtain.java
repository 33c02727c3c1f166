package io.qipan.launcher.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Around a story: it ends in order, also when it breaks off or somebody presses Ctrl-C. */
final class Curtain {

    private static final Duration CLEANUP_LIMIT = Duration.ofSeconds(30);

    private Curtain() {}

    /**
     * @param closing what is done if the story breaks off
     * @param always what is done after that in any case
     */
    static void play(Runnable story, Runnable closing, Runnable always) {
        CountDownLatch over = new CountDownLatch(1);
        Thread interruption = interruption(Thread.currentThread(), over);
        Runtime.getRuntime().addShutdownHook(interruption);
        boolean played = false;
        try {
            story.run();
            played = true;
        } finally {
            if (!played) {
                // The interruption that broke the story off must not break the cleanup off too.
                Thread.interrupted();
                closing.run();
            }
            always.run();
            over.countDown();
            forget(interruption);
        }
    }

    /** Ctrl-C breaks the story off and waits until its thread has cleaned up. */
    private static Thread interruption(Thread story, CountDownLatch over) {
        return new Thread(
                () -> {
                    story.interrupt();
                    try {
                        if (!over.await(CLEANUP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                            System.err.println("The demo was interrupted and may have left work open.");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "demo-interruption");
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
