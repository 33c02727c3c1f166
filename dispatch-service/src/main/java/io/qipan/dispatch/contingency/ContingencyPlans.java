package io.qipan.dispatch.contingency;

import io.qipan.proto.dispatch.v1.ContingencyExpert;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import java.util.List;
import java.util.Optional;

/** The revisions of each contingency plan; how to reach people is locked away apart. Inside a unit of work only. */
interface ContingencyPlans {
    /** Of plans as they are stored, which is more than on the wire; a single one may have more. */
    long MOST_BYTES = 1L << 20;

    /** Keeps others from making revisions of this plan until the end of the unit of work. */
    void holdForChange(String code);

    /** The newest. */
    Optional<ContingencyPlan> newest(String code);

    Optional<ContingencyPlan> find(String code, long revision);

    /**
     * Stores the next revision.
     *
     * @param plan without contacts
     * @param told experts whose contacts are new; of the others of the plan, those of the revision before are kept
     */
    void add(ContingencyPlan plan, List<ContingencyExpert> told);

    /**
     * The experts of a revision with their contacts. Refuses PERSONAL_DATA_ERASED if a key was thrown away,
     * DEPENDENCY_UNAVAILABLE while one has not come to this replica.
     */
    List<ContingencyExpert> experts(ContingencyPlan plan);

    /** The newest of each plan that is not retired. */
    List<ContingencyPlan> inForce();

    /**
     * Some plans; behind {@link #MOST_BYTES} there are no more of them at once.
     *
     * @param more whether others follow
     */
    record Part(List<ContingencyPlan> plans, boolean more) {}

    /** The newest of each, by code. */
    Part list(Optional<String> afterCode, int limit);

    /** All of one, newest first. */
    Part revisions(String code, Optional<Long> before, int limit);
}
