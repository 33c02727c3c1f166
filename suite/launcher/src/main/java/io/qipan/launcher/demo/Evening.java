package io.qipan.launcher.demo;

import java.time.Instant;
import java.util.UUID;

/**
 * Which evening it is: what it leaves on the board carries its name, so that it is found again, also when it broke off.
 *
 * @param reference how the external references of its calls begin
 * @param startedAt nothing of it was recorded earlier
 */
record Evening(String reference, Instant startedAt) {

    static Evening now() {
        return new Evening(
                "demo-dispatch/" + UUID.randomUUID().toString().substring(0, 8) + "/",
                Instant.now().minusSeconds(1));
    }

    String of(EveningCaller caller) {
        return reference + caller.number();
    }
}
