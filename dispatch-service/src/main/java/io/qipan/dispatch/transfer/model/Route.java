package io.qipan.dispatch.transfer.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;

/**
 * The rules by which a matter may leave, and how.
 *
 * @param call {@code calls/{uuid}}
 * @param byVoice somebody is at the telephone
 * @param consent the caller has agreed to be handed over
 * @param danger life, property or public safety is in danger
 * @param unitSent a unit was sent for the call's incident
 * @param offersBefore of the same call
 */
public record Route(
        String call,
        String partner,
        boolean byVoice,
        boolean consent,
        boolean danger,
        boolean unitSent,
        int offersBefore) {

    public Decision<Mode> decide(ScopeList list, ScopeList.Entry entry) {
        if (danger && !unitSent) {
            return refuse(
                    "danger_first", "is about danger: send a unit first, whatever the matter is, and hand over then.");
        }
        if (entry.owners().stream().allMatch(ScopeList.US::equals) || partner.equals(ScopeList.US)) {
            return refuse(
                    "ours", "is about " + entry.matter() + ", which is ours by scope list " + list.version() + ".");
        }
        if (!entry.owners().contains(partner)) {
            return refuse(
                    "not_theirs",
                    "is about " + entry.matter() + ", which by scope list " + list.version() + " belongs to "
                            + String.join(" or ", entry.owners()) + ", not to " + partner + ".");
        }
        if (!consent) {
            return refuse("consent", "stays with us while the caller has not agreed to be handed over.");
        }
        if (offersBefore >= list.mostOffers()) {
            return refuse(
                    "too_often",
                    "has been offered " + offersBefore + " times, and scope list " + list.version() + " allows "
                            + list.mostOffers() + ": it is ours. Bring the matter before a conference.");
        }
        return Decision.grant(mode(entry));
    }

    private Mode mode(ScopeList.Entry entry) {
        if (danger) {
            return Mode.PUSHED;
        }
        if (entry.owners().size() > 1) {
            return byVoice ? Mode.THREE_PARTY : Mode.PUSHED;
        }
        return byVoice ? Mode.PUT_THROUGH : Mode.PUSHED;
    }

    private <T> Decision<T> refuse(String why, String text) {
        return Decision.refuse(Refusal.of(Reason.TRANSFER_REFUSED, call + " " + text)
                .with("resource", call)
                .with("why", why));
    }
}
