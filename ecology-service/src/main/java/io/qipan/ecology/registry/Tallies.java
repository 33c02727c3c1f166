package io.qipan.ecology.registry;

import io.qipan.ecology.registry.model.Tally;
import java.time.Instant;

/** What inspections know of subjects. Inside a unit of work only. */
public interface Tallies {

    /** As it stands now; lock the subject first, or somebody counts at the same time and the older count stays. */
    Tally tally(String subject, Instant now);
}
