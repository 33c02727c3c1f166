package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import java.util.List;
import java.util.Set;

/** The units as patrol-service told them last. Inside a unit of work only. */
interface KnownUnits {

    /** Replaces what was known. */
    void replace(List<Candidate> units);

    /** As it was, but committed if it has an open order of ours. */
    List<Candidate> all();

    /** The same of these alone, as far as they are known. */
    List<Candidate> named(Set<String> names);
}
