package io.qipan.ecology.registry;

import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The agencies that may answer for something: those that are known. Inside a unit of work only. */
@Singleton
public class ResponsibleAgencies {
    private final Agencies agencies;

    public ResponsibleAgencies(Agencies agencies) {
        this.agencies = agencies;
    }

    /** Refuses a name, {@code agencies/{code}}, of no agency. */
    public void mustKnow(String name) {
        if (!unknown(Set.of(name)).isEmpty()) {
            throw Refusal.notFound(name).asException();
        }
    }

    /** Those of the names that no agency has. */
    public Set<String> unknown(Collection<String> names) {
        Set<String> unknown = new HashSet<>(names);
        unknown.removeIf(name -> name.startsWith(Agency.PREFIX)
                && agencies.find(name.substring(Agency.PREFIX.length())).isPresent());
        return unknown;
    }
}
