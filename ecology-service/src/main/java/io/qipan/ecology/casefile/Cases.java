package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All case files. Inside a unit of work only. */
public interface Cases {

    /**
     * Which cases to list.
     *
     * @param state a code of {@link io.qipan.ecology.casefile.model.CaseState}
     * @param agency {@code agencies/{code}} that they belong to
     * @param orHandedOver with those that this agency has or had last as police to whom they were handed over
     * @param withoutAgency only those that belong to none
     * @param withDrills exercises, too
     */
    record Filter(
            Optional<String> incident,
            Optional<String> state,
            Optional<String> agency,
            boolean orHandedOver,
            boolean withoutAgency,
            boolean withDrills) {

        /** Of any agency or none. */
        public Filter(Optional<String> incident, Optional<String> state) {
            this(incident, state, Optional.empty(), false, false, true);
        }
    }

    /** The next running number. Never the same twice; one is lost when its unit of work rolls back. */
    long nextNumber();

    /** Keeps a new case, unless its incident has one already: then nothing happens and the answer is false. */
    boolean add(CaseFile opened);

    /** Keeps the next state of a case that was {@link #lock locked}. */
    void save(CaseFile changed);

    Optional<CaseFile> find(UUID id);

    /** Those that there are, in no order. */
    List<CaseFile> findAll(Set<UUID> ids);

    /** Like {@link #find}; nobody else can change the case until this unit of work ends. */
    Optional<CaseFile> lock(UUID id);

    Optional<CaseFile> findByIncident(String incident);

    /**
     * Clocks of cases that are no drills, which demand something and have run out, the earliest first.
     *
     * @param watcher only those that go up to it
     */
    List<CaseClock> overdue(Instant now, Optional<Watcher> watcher, Optional<CaseClock.Key> after, int most);

    /** The newest first. */
    List<CaseFile> list(Filter filter, Optional<UUID> before, int most);
}
