package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Matter;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.ReferralState.Completed;
import io.qipan.dispatch.referral.model.ReferralState.Over;
import io.qipan.dispatch.referral.model.Withdrawal;
import io.qipan.proto.dispatch.v1.Referral.State;
import io.qipan.proto.dispatch.v1.TransferMode;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Referrals on the wire. */
final class ReferralMessages {

    private ReferralMessages() {}

    static io.qipan.proto.dispatch.v1.Referral message(Referral referral) {
        Matter matter = referral.matter();
        io.qipan.proto.dispatch.v1.Referral.Builder message = io.qipan.proto.dispatch.v1.Referral.newBuilder()
                .setName(referral.id().name())
                .setEtag(Etag.of(referral.version()))
                .setState(State.valueOf(referral.state().word().toUpperCase(Locale.ROOT)))
                .setAgency(matter.agency())
                .setReference(matter.reference())
                .setMatter(matter.code())
                .setScopeVersion(matter.scopeVersion())
                .setMode(TransferMode.valueOf(matter.mode().name()))
                .setDanger(referral.danger())
                .setText(matter.text())
                .addAllLocations(
                        matter.locations().stream().map(PlaceMessages::message).toList())
                .setCallerId(matter.callerId())
                .setConsent(matter.consent())
                .setDrill(matter.drill())
                .setAfter(matter.after().map(ReferralId::name).orElse(""))
                .setRound(matter.round())
                .setOwner(referral.owner())
                .setOfferedAt(Times.message(referral.clock().offeredAt()))
                .setDecideBy(Times.message(referral.clock().decideBy()))
                .setKeepBy(Times.message(referral.clock().keepBy()))
                .setAnswerBy(Times.message(referral.clock().answerBy()))
                .setCall(referral.call().map(CallId::name).orElse(""));
        matter.receivedThere().map(Times::message).ifPresent(message::setTheirReceivedAt);
        referral.nextDeadlineAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        referral.acceptance()
                .ifPresent(acceptance ->
                        message.setAcceptedAt(Times.message(acceptance.at())).setAcceptedBy(acceptance.by()));
        referral.withdrawal().map(ReferralMessages::message).ifPresent(message::setWithdrawal);
        if (referral.state() instanceof Over over) {
            message.setReason(over.reason()).setOverAt(Times.message(over.at()));
        }
        if (referral.state() instanceof Completed completed) {
            message.setOutcome(completed.outcome());
        }
        return message.build();
    }

    private static io.qipan.proto.dispatch.v1.Referral.Withdrawal message(Withdrawal withdrawal) {
        io.qipan.proto.dispatch.v1.Referral.Withdrawal.Builder message =
                io.qipan.proto.dispatch.v1.Referral.Withdrawal.newBuilder()
                        .setState(io.qipan.proto.dispatch.v1.Referral.Withdrawal.State.valueOf(
                                withdrawal.state().word().toUpperCase(Locale.ROOT)))
                        .setReason(withdrawal.reason())
                        .setAskedAt(Times.message(withdrawal.askedAt()))
                        .setOwner(withdrawal.owner());
        switch (withdrawal.state()) {
            case Withdrawal.Open open -> message.setNextDeadlineAt(Times.message(open.nextDeadlineAt()));
            case Withdrawal.Decided decided ->
                message.setDecidedAt(Times.message(decided.at()))
                        .setDecidedBy(decided.by())
                        .setAnswer(decided.answer());
        }
        return message.build();
    }
}
