package io.qipan.dispatch.referral.model;

import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;

/**
 * The rules by which a matter may be handed to us at all. Danger always may.
 *
 * @param list the one that holds now
 */
public record Admission(ScopeList list) {

    public Decision<Matter> decide(Matter matter, boolean danger) {
        if (danger) {
            return Decision.grant(matter);
        }
        if (list.entry(matter.code()).isEmpty()) {
            return Decision.refuse(Refusal.notFound("matter '" + matter.code() + "' in scope list " + list.version()));
        }
        if (!matter.consent()) {
            return refuse(
                    matter,
                    "consent",
                    "stays with " + matter.agency() + " while the caller has not agreed to be handed over.");
        }
        if (matter.round() > list.mostOffers()) {
            return refuse(
                    matter,
                    "too_often",
                    "has been offered " + (matter.round() - 1) + " times, and scope list " + list.version() + " allows "
                            + list.mostOffers() + ": it stays with " + matter.agency()
                            + ". Bring the matter before a conference.");
        }
        return Decision.grant(matter);
    }

    private static Decision<Matter> refuse(Matter matter, String why, String text) {
        return Decision.refuse(Refusal.of(Reason.TRANSFER_REFUSED, matter.externalReference() + " " + text)
                .with("resource", matter.externalReference())
                .with("why", why));
    }
}
