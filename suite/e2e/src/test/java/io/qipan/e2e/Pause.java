package io.qipan.e2e;

import java.time.Duration;

/** Lets time pass: between attempts, and between faults. Nothing is concluded from how long. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
