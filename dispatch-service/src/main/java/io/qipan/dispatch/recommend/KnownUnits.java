package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import java.time.Instant;
import java.util.List;

/** The units as patrol-service told them last. Inside a unit of work only. */
interface KnownUnits {

    /** Replaces what was known. */
    void replace(List<Candidate> units, Instant seenAt);

    List<Candidate> all();
}
