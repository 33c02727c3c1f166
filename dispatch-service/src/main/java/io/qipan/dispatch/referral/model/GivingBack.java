package io.qipan.dispatch.referral.model;

import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;

/**
 * The rules by which a matter may be returned to who handed it over.
 *
 * @param list the one that held when it was offered
 * @param unitSent a unit was sent for the incident of its call
 */
public record GivingBack(ScopeList list, boolean unitSent) {

    Decision<GivingBack> decide(String referral, String matter, boolean danger) {
        if (danger && !unitSent) {
            return refuse(
                    referral,
                    "danger_first",
                    "is about danger: send a unit first, whatever the matter is, and return it then.");
        }
        boolean ours = list.entry(matter).stream()
                .anyMatch(entry -> entry.owners().stream().allMatch(ScopeList.US::equals));
        if (ours) {
            return refuse(
                    referral,
                    "ours",
                    "is about " + matter + ", which is nobody's but ours by scope list " + list.version()
                            + ". Accept it; if it is another matter, transfer its call then.");
        }
        return Decision.grant(this);
    }

    private static Decision<GivingBack> refuse(String referral, String why, String text) {
        return Decision.refuse(Refusal.of(Reason.TRANSFER_REFUSED, referral + " " + text)
                .with("resource", referral)
                .with("why", why));
    }
}
