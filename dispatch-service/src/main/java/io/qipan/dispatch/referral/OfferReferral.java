package io.qipan.dispatch.referral;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.call.model.MaskedNumber;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Admission;
import io.qipan.dispatch.referral.model.Matter;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.Referral.Clock;
import io.qipan.dispatch.referral.model.ReferralState.Returned;
import io.qipan.dispatch.transfer.ScopeLists;
import io.qipan.dispatch.transfer.model.Mode;
import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Takes in what an agency hands to us. That it is here is all that this says. */
@Singleton
class OfferReferral {
    private final Referrals referrals;
    private final ReferralRecords records;
    private final ReferredNumbers numbers;
    private final MakeCall makeCall;
    private final HearOfDanger hearOfDanger;
    private final ScopeLists scopes;
    private final InstantSource clock;

    OfferReferral(
            Referrals referrals,
            ReferralRecords records,
            ReferredNumbers numbers,
            MakeCall makeCall,
            HearOfDanger hearOfDanger,
            ScopeLists scopes,
            InstantSource clock) {
        this.referrals = referrals;
        this.records = records;
        this.numbers = numbers;
        this.makeCall = makeCall;
        this.hearOfDanger = hearOfDanger;
        this.scopes = scopes;
        this.clock = clock;
    }

    /**
     * The referral of this reference, which may have been here before.
     *
     * @param agency whose token the caller has
     */
    Referral offer(OfferReferralRequest request, String agency, Caller caller) {
        Instant now = Times.now(clock);
        return referrals
                .findAndHold(agency, request.getReference())
                .map(known -> again(known, request, caller, now))
                .orElseGet(() -> first(request, agency, caller, now));
    }

    private Referral again(Referral known, OfferReferralRequest request, Caller caller, Instant now) {
        return request.getDanger() && known.isDangerNews() ? hearOfDanger.hear(known, request, caller, now) : known;
    }

    private Referral first(OfferReferralRequest request, String agency, Caller caller, Instant now) {
        ReferralId id = new ReferralId(UuidCreator.getTimeOrderedEpoch());
        ScopeList list = scopes.newest();
        Matter matter = new Admission(list)
                .decide(matter(request, agency, caller, list, now), request.getDanger())
                .orRefuse();
        Optional<CallId> call = request.getDanger()
                ? Optional.of(makeCall.now(id, matter, request.getCallerId(), now))
                : Optional.empty();
        Referral referral = Referral.offered(id, matter, Clock.from(now, list.limits()), call);
        records.add(referral);
        if (call.isEmpty() && !request.getCallerId().isEmpty()) {
            numbers.keep(id, request.getCallerId());
        }
        return referral;
    }

    private Matter matter(OfferReferralRequest request, String agency, Caller caller, ScopeList list, Instant now) {
        Optional<Referral> after = after(request, agency);
        return new Matter(
                agency,
                request.getReference(),
                request.getMatter(),
                list.version(),
                Mode.valueOf(request.getMode().name()),
                request.getText(),
                request.getLocationsList().stream()
                        .map(input -> PlaceMessages.location(input, caller.subject(), now))
                        .toList(),
                MaskedNumber.of(request.getCallerId()),
                request.getConsent(),
                request.getDrill(),
                request.hasTheirReceivedAt()
                        ? Optional.of(Times.occurred(true, request.getTheirReceivedAt(), now))
                        : Optional.empty(),
                after.map(Referral::id),
                after.map(before -> before.matter().round() + 1).orElse(1));
    }

    private Optional<Referral> after(OfferReferralRequest request, String agency) {
        return Optional.of(request.getOptionalAfter())
                .filter(name -> !name.isEmpty())
                .map(name -> returned(name, agency, request.getDanger()));
    }

    /** Refuses NOT_FOUND for what others offered, so that nobody learns of it. */
    private Referral returned(String name, String agency, boolean danger) {
        Referral before = referrals
                .find(ReferralId.parse(name))
                .filter(known -> known.matter().agency().equals(agency))
                .orElseThrow(() -> Refusal.notFound(name).asException());
        if (!(before.state() instanceof Returned)) {
            throw Refusal.illegalTransition(name, before.state().word(), "be offered once more")
                    .asException();
        }
        // Who names it at the same time waits here, and finds the one that was first.
        Referral held = referrals.lock(before.id());
        if (!danger) {
            referrals.findAfter(held.id()).ifPresent(next -> {
                throw followed(name, next).asException();
            });
        }
        return held;
    }

    private static Refusal followed(String name, Referral next) {
        return Refusal.of(
                        Reason.TRANSFER_REFUSED,
                        name + " was offered once more already, as " + next.id().name() + " with the reference "
                                + next.matter().reference() + ". See what became of that one.")
                .with("resource", name)
                .with("why", "followed");
    }
}
