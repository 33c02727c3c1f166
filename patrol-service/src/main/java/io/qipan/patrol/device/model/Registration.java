package io.qipan.patrol.device.model;

import java.time.Instant;
import java.util.List;

/**
 * A device came to a unit.
 *
 * @param unit {@code units/{id}}
 */
public record Registration(String unit, Instant from) {

    /**
     * The unit that a device was with at a time. What is from before it was ever registered is that of the first unit; until it is
     * registered again it stays with the last one, also while it is withdrawn.
     *
     * @param inOrder at least one, the first time first
     */
    public static String unitAt(Instant time, List<Registration> inOrder) {
        String unit = inOrder.getFirst().unit();
        for (Registration registration : inOrder) {
            if (!registration.from().isAfter(time)) {
                unit = registration.unit();
            }
        }
        return unit;
    }
}
