package io.qipan.launcher.drill;

import io.qipan.launcher.drill.Scene.Opened;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an exercise has put on the board.
 *
 * @param calls of the exercise, by name
 * @param begunAt when the first of it was recorded; empty if nothing was
 */
record Played(List<String> calls, List<Twin> incidents, Optional<Instant> begunAt) {

    /**
     * An incident and its image.
     *
     * @param drill the image, {@code incidents/{uuid}}; none if people who are being trained have made something else
     *     of its call
     */
    record Twin(Opened then, Optional<String> drill) {}
}
