package io.qipan.ecology.oversight;

import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.Scope;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.JointOperation;
import io.qipan.ecology.oversight.model.JointOperation.Plan;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Which joint operations a party sees: those it takes part in, as long as an agreement shares their kind of resource at their place
 * with it. One that ends, ends it at once. Inside of a unit of work only.
 */
@Singleton
public class OperationScope {
    private final Agencies agencies;
    private final Entries entries;

    public OperationScope(Agencies agencies, Entries entries) {
        this.agencies = agencies;
        this.entries = entries;
    }

    /** Refuses a party that the operation could not be shared with. */
    void checkAgreed(String party, Plan plan, Instant now) {
        if (agencies.find(party.substring(Agency.PREFIX.length())).isEmpty()) {
            throw Refusal.notFound(party).asException();
        }
        if (!of(party, now).sees(plan.resource(), plan.point())) {
            throw Refusal.of(
                            Reason.INCOMPLETE,
                            "No agreement shares " + plan.resource() + " at this place with " + party
                                    + " now. Enter the one that was signed, or leave the party out.")
                    .with("resource", party)
                    .with("missing", "agreement")
                    .asException();
        }
    }

    boolean sees(String party, JointOperation operation, Instant now) {
        return !seen(party, List.of(operation), now).isEmpty();
    }

    List<JointOperation> seen(String party, List<JointOperation> operations, Instant now) {
        Scope scope = of(party, now);
        return operations.stream()
                .filter(operation -> operation.parties().contains(party))
                .filter(operation ->
                        scope.sees(operation.plan().resource(), operation.plan().point()))
                .toList();
    }

    void checkSees(String party, String name, Instant now) {
        boolean seen = EntryName.parse(name)
                .filter(found -> found.kind() == EntryKind.JOINT_OPERATION)
                .flatMap(found -> entries.lock(found.kind(), found.id()))
                .filter(found -> sees(party, (JointOperation) found, now))
                .isPresent();
        if (!seen) {
            throw Refusal.notFound(name).asException();
        }
    }

    private Scope of(String party, Instant now) {
        return new Scope.Shared(agencies.inForce(party, now));
    }
}
