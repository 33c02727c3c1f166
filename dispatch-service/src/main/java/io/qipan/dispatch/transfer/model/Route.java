package io.qipan.dispatch.transfer.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules by which a matter may leave, and how.
 *
 * @param call {@code calls/{uuid}}
 * @param consent the caller has agreed to be handed over
 * @param danger life, property or public safety is in danger
 * @param here what is done about it by ourselves
 * @param earlier every transfer of the call
 * @param roundsBefore how often the partner was offered the matter by other calls that it has become
 */
public record Route(
        String call,
        String partner,
        Caller caller,
        boolean consent,
        boolean danger,
        Here here,
        List<Transfer> earlier,
        int roundsBefore) {

    public Route {
        earlier = List.copyOf(earlier);
    }

    /** Who told of it. */
    public enum Caller {
        ON_THE_LINE,
        /** By message. */
        SOMEBODY,
        /** A device, a patrol or an agency did; there is nobody to be asked or put through. */
        NOBODY
    }

    /** What is done about it by ourselves, from nothing to a unit that was sent. */
    public enum Here {
        NO_INCIDENT,
        INCIDENT,
        UNIT_SENT
    }

    public Decision<Way> decide(ScopeList list, ScopeList.Entry entry) {
        boolean linked = isLinked(list);
        if (danger && !linked && here != Here.UNIT_SENT) {
            return refuse(
                    "danger_first",
                    "is about danger: send a unit first, whatever the matter is, and hand over then. " + atOnce(list));
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
        return agreed(linked).then(agreement -> rarelyEnough(list, new Way(mode(entry, linked), linked, agreement)));
    }

    /** Whether they come beside our own units: it is with those at once whom an emergency needs. */
    public boolean isLinked(ScopeList list) {
        return list.responders().contains(partner) && (danger || here != Here.NO_INCIDENT);
    }

    private static String atOnce(ScopeList list) {
        return list.responders().isEmpty()
                ? "At once it would go to those who respond to emergencies, and scope list " + list.version()
                        + " names none: have its next version published by PublishScopeList with `responders`."
                : "At once it goes to " + String.join(", ", list.responders())
                        + " only, which respond to emergencies by scope list " + list.version() + ".";
    }

    private Decision<Consent> agreed(boolean linked) {
        if (consent) {
            return Decision.grant(Consent.GIVEN);
        }
        if (caller == Caller.NOBODY) {
            return Decision.grant(Consent.NO_CALLER);
        }
        return linked && danger
                ? Decision.grant(Consent.DANGER)
                : refuse("consent", "stays with us while the caller has not agreed to be handed over.");
    }

    /** What is in danger is told as often as it takes. */
    private Decision<Way> rarelyEnough(ScopeList list, Way way) {
        long offers = offersBefore(way.linked());
        return offers < list.mostOffers() || way.linked() && danger
                ? Decision.grant(way)
                : refuse(
                        "too_often",
                        "has been offered " + offers + " times, and scope list " + list.version() + " allows "
                                + list.mostOffers() + ": it is ours. Bring the matter before a conference.");
    }

    /** One at a time takes a matter over; who comes beside us is counted for each. */
    private long offersBefore(boolean linked) {
        Stream<Transfer> counted =
                earlier.stream().filter(transfer -> transfer.way().linked() == linked);
        return linked
                ? counted.filter(transfer -> transfer.partner().equals(partner)).count()
                : counted.count() + roundsBefore;
    }

    private Mode mode(ScopeList.Entry entry, boolean linked) {
        if (danger || linked) {
            return Mode.PUSHED;
        }
        if (entry.owners().size() > 1) {
            return caller == Caller.ON_THE_LINE ? Mode.THREE_PARTY : Mode.PUSHED;
        }
        return caller == Caller.ON_THE_LINE ? Mode.PUT_THROUGH : Mode.PUSHED;
    }

    private <T> Decision<T> refuse(String why, String text) {
        return Decision.refuse(Refusal.of(Reason.TRANSFER_REFUSED, call + " " + text)
                .with("resource", call)
                .with("why", why));
    }
}
