package io.qipan.ecology.casefile;

import java.util.List;

/** The evidence of cases, as far as a step rests on it. Inside a unit of work only. */
public interface EvidenceOfCases {

    /** Refuses a name that is no evidence of this case, {@code cases/{uuid}}. */
    void checkOf(String caseName, List<String> names);

    /**
     * Refuses a penalty as long as something that a device has recorded was not reviewed, or if there is evidence and none
     * of it has passed. Without any, nothing is known here of what it rests on.
     */
    void checkReviewed(String caseName);
}
