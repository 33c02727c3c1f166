package io.qipan.ecology.clue;

import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.agency.model.Scope;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Which clues an agency sees of those that were handed to it: as long as an agreement shares something with it at their place, or,
 * of a clue that nobody can place, anything at all. Inside of a unit of work only.
 */
@Singleton
public class HandedScope {
    private final Agencies agencies;

    public HandedScope(Agencies agencies) {
        this.agencies = agencies;
    }

    /** Refuses an agency that could not read the clue. */
    void checkAgreed(String agency, Clue clue, Instant now) {
        if (agencies.find(agency.substring(Agency.PREFIX.length())).isEmpty()) {
            throw Refusal.notFound(agency).asException();
        }
        if (seen(agency, List.of(clue), now).isEmpty()) {
            throw Refusal.of(
                            Reason.INCOMPLETE,
                            "No agreement shares anything at the place of " + clue.name() + " with " + agency
                                    + " now, so it could not read it. Enter the one that was signed first.")
                    .with("resource", clue.name())
                    .with("missing", "agreement")
                    .asException();
        }
    }

    List<Clue> seen(String agency, List<Clue> handed, Instant now) {
        List<Agreement> agreements = agencies.inForce(agency, now);
        Scope scope = new Scope.Shared(agreements);
        return handed.stream()
                .filter(clue -> clue.report()
                        .point()
                        .map(point -> Arrays.stream(ResourceKind.values()).anyMatch(kind -> scope.sees(kind, point)))
                        .orElse(!agreements.isEmpty()))
                .toList();
    }
}
