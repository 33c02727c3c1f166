package io.qipan.launcher.drill;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import java.time.Instant;
import java.util.Optional;

/** Something that happened, and happens again. */
sealed interface Scene {

    /** When it was recorded. */
    Instant at();

    /** Somebody told something. */
    record Told(Instant at, Call call) implements Scene {}

    /**
     * An incident was opened.
     *
     * @param opened as it was then, whatever became of it
     * @param call it was opened from
     */
    record Opened(Instant at, Incident opened, Optional<Call> call) implements Scene {}
}
