package io.qipan.ecology.casefile;

import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.util.List;

/** Which agencies a case can be transferred to. */
@Singleton
public class KnownPolice {
    private final Agencies agencies;

    public KnownPolice(Agencies agencies) {
        this.agencies = agencies;
    }

    /** Inside of a unit of work. Whether an agency that is known is police of ours. */
    boolean isPolice(String name) {
        return agencies.find(name.substring(Agency.PREFIX.length()))
                .filter(agency -> agency.kind() == AgencyKind.PUBLIC_SECURITY)
                .isPresent();
    }

    /** Inside of a unit of work. The police of a neighbouring city are known as a neighbour. */
    void check(String name) {
        Agency found = agencies.find(name.substring(Agency.PREFIX.length()))
                .orElseThrow(() -> Refusal.notFound(name).asException());
        if (found.kind() != AgencyKind.PUBLIC_SECURITY && found.kind() != AgencyKind.NEIGHBOUR) {
            String wrong =
                    name + " is " + found.kind() + ", and cases are transferred to police. Name a PUBLIC_SECURITY"
                            + " agency, or that of a NEIGHBOUR.";
            throw Refusal.of(Reason.INVALID_FIELD, "police: " + wrong)
                    .withViolations(List.of(new Violation("police", wrong)))
                    .asException();
        }
    }
}
