package io.qipan.ecology.registry;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.ecology.registry.model.SubjectKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The register. Inside a unit of work only. */
public interface Subjects {

    /**
     * Which subjects to list.
     *
     * @param validAt only those that have not ended then; empty: all
     */
    record Filter(Optional<SubjectKind> kind, Optional<String> agency, Optional<Instant> validAt) {}

    /** Which inspections to list: those due before a time. */
    record DueFilter(Instant before, Optional<String> agency, Optional<ResourceKind> resource) {}

    /** The place of a subject in a list by due time. */
    record DueKey(Instant dueAt, String name) {

        /** Reads what {@link #toString} wrote; throws for anything else. */
        static DueKey parse(String text) {
            int blank = text.indexOf(' ');
            return new DueKey(Instant.parse(text.substring(0, blank)), text.substring(blank + 1));
        }

        @Override
        public String toString() {
            return dueAt + " " + name;
        }
    }

    /** Keeps new subjects and their first revision. Those whose name is taken are not kept, and their names are told. */
    List<String> add(Collection<Subject> registered);

    /** Keeps the next revision of subjects that were {@link #lock locked}. */
    void revise(Collection<Subject> revised);

    /** Keeps what inspections made of a subject that was {@link #lock locked}. */
    void save(Subject changed);

    Optional<Subject> find(String name);

    /** As it was entered then; risk and inspections are those of that time. */
    Optional<Subject> find(String name, long revision);

    /** Those there are, by name; nobody else can change them until this unit of work ends. */
    List<Subject> lock(Collection<String> names);

    /** Those there are, by name. */
    List<Subject> find(Collection<String> names);

    /** By name. */
    List<Subject> list(Filter filter, Optional<String> after, int most);

    /** The most overdue first. */
    List<Subject> due(DueFilter filter, Optional<DueKey> after, int most);

    /** The one subject; see {@link #lock(Collection)}. */
    default Optional<Subject> lock(String name) {
        return lock(List.of(name)).stream().findFirst();
    }
}
