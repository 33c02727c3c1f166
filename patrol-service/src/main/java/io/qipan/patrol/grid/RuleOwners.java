package io.qipan.patrol.grid;

import java.util.Collection;
import java.util.Map;

/** For whom features of the grid are visited that another service has put there. Inside a unit of work only. */
public interface RuleOwners {

    /** The owners of those of these features that have one, by the names of the features. */
    Map<String, String> of(Collection<String> features);

    /** From now on these are the owner's. */
    void put(String owner, Collection<String> features);

    /** These are nobody's any more. */
    void remove(Collection<String> features);
}
