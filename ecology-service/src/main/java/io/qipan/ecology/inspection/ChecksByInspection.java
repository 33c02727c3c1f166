package io.qipan.ecology.inspection;

import java.time.Instant;

/** What counts as checked on the spot because of an inspection. Asked of the clue feature. Inside a unit of work only. */
public interface ChecksByInspection {

    /**
     * The inspection counts nowhere any more, and so checks nothing.
     *
     * @param inspection {@code inspections/{uuid}}, locked
     */
    void annulled(String inspection, String reason, Instant now);
}
