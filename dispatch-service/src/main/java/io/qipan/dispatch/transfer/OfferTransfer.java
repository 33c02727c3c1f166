package io.qipan.dispatch.transfer;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.call.model.Channel;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.transfer.model.Mode;
import io.qipan.dispatch.transfer.model.Route;
import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.Transfer.Clock;
import io.qipan.dispatch.transfer.model.Transfer.Theirs;
import io.qipan.dispatch.transfer.model.TransferState.Offered;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Offers the matter of a call to the organisation whose it is. Nothing is delivered yet: that is tried when this is durable. */
@Singleton
class OfferTransfer {
    private final Transfers transfers;
    private final TransferRecords records;
    private final ScopeLists scopes;
    private final SentUnits sentUnits;
    private final Partners partners;
    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    OfferTransfer(
            Transfers transfers,
            TransferRecords records,
            ScopeLists scopes,
            SentUnits sentUnits,
            Partners partners,
            CallRecords calls,
            IncidentRecords incidents,
            InstantSource clock) {
        this.transfers = transfers;
        this.records = records;
        this.scopes = scopes;
        this.sentUnits = sentUnits;
        this.partners = partners;
        this.calls = calls;
        this.incidents = incidents;
        this.clock = clock;
    }

    Transfer offer(OfferTransferRequest request) {
        Instant now = Times.now(clock);
        Call call = calls.lock(CallId.parse(request.getCall()), request.getCallEtag());
        refuseSecond(call.id());
        ScopeList list = scopes.newest();
        boolean danger = request.getDanger() || isLifeRisk(call);
        Mode mode = route(request, call, danger)
                .decide(list, entry(list, request.getMatter()))
                .orRefuse();
        refuseIfOver(call);
        refuseUnknown(request.getPartner());
        Clock due = Clock.from(now, list.limits());
        Transfer transfer = new Transfer(
                new TransferId(UuidCreator.getTimeOrderedEpoch()),
                1,
                new Offered(due.deliverBy()),
                call.id(),
                request.getPartner(),
                request.getMatter(),
                list.version(),
                mode,
                request.getNote(),
                danger,
                call.owner(),
                due,
                Theirs.NOTHING,
                call.drill());
        seeEarlier(call.id(), list.mostOffers(), now);
        records.add(transfer);
        noteCaller(call, transfer, now);
        return transfer;
    }

    /** Whoever offers it again knows that it is back. */
    private void seeEarlier(CallId call, int mostOffers, Instant now) {
        transfers
                .list(new Transfers.Filter(Optional.of(call), Optional.empty(), false), Optional.empty(), mostOffers)
                .stream()
                .filter(Transfer::isUnseen)
                .forEach(back ->
                        records.changeSight(back.keep("", now).orRefuse(), "transfer.seen", now, "Offered again"));
    }

    /** The number goes with the offer, with the caller's consent: who is to have it stands in the history of the call. */
    private void noteCaller(Call call, Transfer transfer, Instant now) {
        if (!call.callerId().isEmpty()) {
            calls.note(
                    call,
                    "call.caller_shown",
                    now,
                    "To " + transfer.partner() + " with " + transfer.id().name());
        }
    }

    /** Whatever the call-taker says of it now. Of a merged incident by what it was itself, and by what it is worked as. */
    private boolean isLifeRisk(Call call) {
        return call.incident().stream()
                .flatMap(id -> incidents.upToRoot(id).stream())
                .anyMatch(incident -> incident.priority() == Priority.P1);
    }

    private Route route(OfferTransferRequest request, Call call, boolean danger) {
        return new Route(
                call.id().name(),
                request.getPartner(),
                call.channel() == Channel.VOICE,
                request.getConsent(),
                danger,
                call.incident().filter(sentUnits::anyFor).isPresent(),
                transfers.countOf(call.id()));
    }

    private static ScopeList.Entry entry(ScopeList list, String matter) {
        return list.entry(matter)
                .orElseThrow(() -> Refusal.notFound("matter '" + matter + "' in scope list " + list.version())
                        .asException());
    }

    /** The call is locked, so that no other one comes between. */
    private void refuseSecond(CallId call) {
        transfers.list(new Transfers.Filter(Optional.of(call), Optional.empty(), true), Optional.empty(), 1).stream()
                .findFirst()
                .ifPresent(open -> {
                    throw Refusal.of(
                                    Reason.ALREADY_EXISTS,
                                    call.name() + " is on its way already: "
                                            + open.id().name() + ". Withdraw that one first.")
                            .with("resource", open.id().name())
                            .asException();
                });
    }

    /** A call that led to an incident can be told to others afterwards; what is settled otherwise cannot. */
    private static void refuseIfOver(Call call) {
        if (!(call.state() instanceof Open) && call.incident().isEmpty()) {
            throw Refusal.illegalTransition(call.id().name(), "ended", "be handed over")
                    .asException();
        }
    }

    private void refuseUnknown(String partner) {
        if (!partners.isKnown(partner)) {
            throw Refusal.notFound(partner + " among the partners that this service knows an address of")
                    .asException();
        }
    }
}
