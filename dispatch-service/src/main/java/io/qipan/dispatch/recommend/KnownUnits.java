package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import java.util.List;

/** The units as patrol-service told them last. Inside a unit of work only. */
interface KnownUnits {

    /** Replaces what was known. */
    void replace(List<Candidate> units);

    /** As it was, but committed if it has an open order of ours. */
    List<Candidate> all();
}
