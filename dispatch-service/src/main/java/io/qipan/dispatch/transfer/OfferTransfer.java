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
import io.qipan.dispatch.transfer.model.Route;
import io.qipan.dispatch.transfer.model.Route.Caller;
import io.qipan.dispatch.transfer.model.Route.Here;
import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.Transfer.Clock;
import io.qipan.dispatch.transfer.model.Transfer.Theirs;
import io.qipan.dispatch.transfer.model.TransferState.Offered;
import io.qipan.dispatch.transfer.model.TransferState.Undecided;
import io.qipan.dispatch.transfer.model.Way;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

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
        List<Transfer> earlier = transfers.ofCall(call.id());
        ScopeList list = scopes.newest();
        Route route = route(request, call, earlier);
        boolean linked = route.isLinked(list);
        if (linked && call.state() instanceof Open) {
            records.keepOffers(
                    call.id(), "There is danger: " + request.getPartner() + " comes beside our own units", now);
        }
        refuseSecond(call.id(), request.getPartner(), linked);
        Way way = route.decide(list, entry(list, request.getMatter())).orRefuse();
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
                way,
                request.getNote(),
                route.danger(),
                call.owner(),
                due,
                Theirs.NOTHING,
                call.drill());
        seeEarlier(earlier, transfer, now);
        records.add(transfer);
        noteCaller(call, transfer, now);
        return transfer;
    }

    /** Whoever offers it again knows that it is back; of another one who was to come that says nothing. */
    private void seeEarlier(List<Transfer> earlier, Transfer offered, Instant now) {
        earlier.stream()
                .filter(Transfer::isUnseen)
                .filter(back -> back.way().linked() == offered.way().linked())
                .filter(back -> !back.way().linked() || back.partner().equals(offered.partner()))
                .forEach(back ->
                        records.changeSight(back.keep("", now).orRefuse(), "transfer.seen", now, "Offered again"));
    }

    /** The number goes with the offer: who is to have it stands in the history of the call. */
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

    private Route route(OfferTransferRequest request, Call call, List<Transfer> earlier) {
        return new Route(
                call.id().name(),
                request.getPartner(),
                caller(call.channel()),
                request.getConsent(),
                request.getDanger() || isLifeRisk(call) || isBeside(call, earlier),
                here(call),
                earlier,
                transfers.roundsBefore(call.id(), request.getPartner()));
    }

    private static Caller caller(Channel channel) {
        if (!channel.hasCaller()) {
            return Caller.NOBODY;
        }
        return channel == Channel.VOICE ? Caller.ON_THE_LINE : Caller.SOMEBODY;
    }

    /** What others are coming for because of danger is dangerous, though nobody says so again. */
    private static boolean isBeside(Call call, List<Transfer> earlier) {
        return call.state() instanceof Open
                && earlier.stream()
                        .anyMatch(transfer -> transfer.way().linked() && transfer.danger() && !transfer.isOver());
    }

    private Here here(Call call) {
        if (call.incident().isEmpty()) {
            return Here.NO_INCIDENT;
        }
        return call.incident().filter(sentUnits::anyFor).isPresent() ? Here.UNIT_SENT : Here.INCIDENT;
    }

    private static ScopeList.Entry entry(ScopeList list, String matter) {
        return list.entry(matter)
                .orElseThrow(() -> Refusal.notFound("matter '" + matter + "' in scope list " + list.version())
                        .asException());
    }

    /** The call is locked, so that no other one comes between. What is taken over goes one way at a time; who comes beside us, once. */
    private void refuseSecond(CallId call, String partner, boolean linked) {
        transfers.ofCall(call).stream()
                .filter(transfer -> !transfer.isOver())
                .filter(open ->
                        open.partner().equals(partner) || !linked && !open.way().linked())
                .findFirst()
                .ifPresent(open -> {
                    throw Refusal.of(
                                    Reason.ALREADY_EXISTS,
                                    call.name() + " is on its way already: "
                                            + open.id().name() + " to " + open.partner() + ". " + wayOut(open))
                            .with("resource", open.id().name())
                            .asException();
                });
    }

    private static String wayOut(Transfer open) {
        return open.state() instanceof Undecided
                ? "Withdraw that one first."
                : "They have taken it; if they tell no result by "
                        + open.clock().answerBy() + ", it can be withdrawn from then on.";
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
