package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.transfer.model.Consent;
import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.TransferState.Over;
import io.qipan.proto.dispatch.v1.ScopeEntry;
import io.qipan.proto.dispatch.v1.Transfer.State;
import io.qipan.proto.dispatch.v1.TransferMode;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Transfers on the wire. */
public final class TransferMessages {

    private TransferMessages() {}

    public static io.qipan.proto.dispatch.v1.Transfer message(Transfer transfer) {
        io.qipan.proto.dispatch.v1.Transfer.Builder message = io.qipan.proto.dispatch.v1.Transfer.newBuilder()
                .setName(transfer.id().name())
                .setEtag(Etag.of(transfer.version()))
                .setState(State.valueOf(transfer.state().word().toUpperCase(Locale.ROOT)))
                .setCall(transfer.call().name())
                .setPartner(transfer.partner())
                .setMatter(transfer.matter())
                .setScopeVersion(transfer.scopeVersion())
                .setMode(TransferMode.valueOf(transfer.way().mode().name()))
                .setNote(transfer.note())
                .setDanger(transfer.danger())
                .setOwner(transfer.owner())
                .setOfferedAt(Times.message(transfer.clock().offeredAt()))
                .setDeliverBy(Times.message(transfer.clock().deliverBy()))
                .setDecideBy(Times.message(transfer.clock().decideBy()))
                .setAnswerBy(Times.message(transfer.clock().answerBy()))
                .setTheirReference(transfer.theirs().reference())
                .setAcceptedBy(transfer.theirs().acceptedBy())
                .setAcceptedToldBy(transfer.theirs().toldBy())
                .setLinked(transfer.way().linked())
                .setConsent(consent(transfer.way().consent()))
                .setDrill(transfer.drill());
        transfer.nextDeadlineAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        transfer.theirs().deliveredAt().map(Times::message).ifPresent(message::setDeliveredAt);
        transfer.theirs().acceptedAt().map(Times::message).ifPresent(message::setAcceptedAt);
        transfer.theirs().expectedAt().map(Times::message).ifPresent(message::setExpectedAt);
        if (transfer.state() instanceof Over over) {
            message.setReason(over.reason()).setOverAt(Times.message(over.at()));
        }
        return message.build();
    }

    private static io.qipan.proto.dispatch.v1.Transfer.Consent consent(Consent consent) {
        return switch (consent) {
            case GIVEN -> io.qipan.proto.dispatch.v1.Transfer.Consent.GIVEN;
            case NO_CALLER -> io.qipan.proto.dispatch.v1.Transfer.Consent.NO_CALLER;
            case DANGER -> io.qipan.proto.dispatch.v1.Transfer.Consent.DANGER;
            case NOT_KEPT -> io.qipan.proto.dispatch.v1.Transfer.Consent.CONSENT_UNSPECIFIED;
        };
    }

    static io.qipan.proto.dispatch.v1.ScopeList message(ScopeList list) {
        return io.qipan.proto.dispatch.v1.ScopeList.newBuilder()
                .setName(list.name())
                .setVersion(list.version())
                .setValidFrom(Times.message(list.validFrom()))
                .setBasis(list.basis())
                .setPublishedBy(list.publishedBy())
                .setDeliverWithinS((int) list.limits().deliverWithin().toSeconds())
                .setDecideWithinS((int) list.limits().decideWithin().toSeconds())
                .setAnswerWithinS((int) list.limits().answerWithin().toSeconds())
                .setMostOffers(list.mostOffers())
                .addAllResponders(list.responders())
                .addAllEntries(list.entries().stream()
                        .map(entry -> ScopeEntry.newBuilder()
                                .setMatter(entry.matter())
                                .setNameZh(entry.nameZh())
                                .setNameEn(entry.nameEn())
                                .addAllOwners(entry.owners())
                                .build())
                        .toList())
                .build();
    }
}
