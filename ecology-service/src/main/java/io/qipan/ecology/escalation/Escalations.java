package io.qipan.ecology.escalation;

import io.qipan.ecology.escalation.model.Escalation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All escalations. Inside a unit of work only. */
public interface Escalations {

    /**
     * Which to list.
     *
     * @param agency {@code agencies/{code}} to which they went
     * @param withoutAgency only those that went to nobody
     */
    record Filter(boolean openOnly, Optional<UUID> caseId, Optional<String> agency, boolean withoutAgency) {}

    /** Keeps a new one, unless one of the same clock and watcher is open: then nothing happens and the answer is false. */
    boolean add(Escalation goneUp);

    /** Keeps the next state of one that was {@link #lock locked}. */
    void save(Escalation changed);

    Optional<Escalation> find(UUID id);

    /** Like {@link #find}; nobody else can change it until this unit of work ends. */
    Optional<Escalation> lock(UUID id);

    /** Those of a case that are open, locked, in the order of their ids. */
    List<Escalation> lockOpen(UUID caseId);

    /** The numbers of the clocks of a case of which one has ever gone up. */
    Set<Integer> clocksOf(UUID caseId);

    /** The newest first. */
    List<Escalation> list(Filter filter, Optional<UUID> before, int most);
}
