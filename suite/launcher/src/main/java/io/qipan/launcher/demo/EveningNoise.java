package io.qipan.launcher.demo;

import io.qipan.launcher.UserError;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Transfer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Noise of a building site: the matter is that of 12345, and stays ours until a person there has taken it. */
final class EveningNoise {

    private static final String MATTER = "construction_noise";

    private final Evening evening;
    private final Desk desk;
    private final TransferDesk transfers;
    private final EveningPartner partner;
    private final Narrator narrator;
    private Optional<Transfer> handedOver = Optional.empty();

    EveningNoise(Evening evening, Desk desk, TransferDesk transfers, EveningPartner partner, Narrator narrator) {
        this.evening = evening;
        this.desk = desk;
        this.transfers = transfers;
        this.partner = partner;
        this.narrator = narrator;
    }

    void isDiverted() {
        Call call = desk.receive(EveningCaller.of(EveningCaller.NOISE).call(evening));
        narrator.say("A call: " + call.getDescription() + ". " + call.getNumber() + ".");
        if (partner.isHere()) {
            handOver(call);
        } else {
            keep(call);
        }
    }

    private void handOver(Call call) {
        narrator.say(partner.open());
        Transfer offered = transfers.offer(call, EveningPartner.AGENCY, MATTER);
        narrator.say("By scope list " + offered.getScopeVersion() + " that is " + offered.getPartner()
                + "'s. The caller agrees and is put through; until somebody there takes it, it is "
                + offered.getOwner() + "'s.");
        Transfer accepted = transfers.until(offered, now -> now.hasAcceptedAt() || now.hasOverAt());
        if (!accepted.hasAcceptedAt()) {
            throw new UserError(offered.getName() + " was not accepted by 12345: it is " + accepted.getState() + " "
                    + accepted.getReason());
        }
        handedOver = Optional.of(accepted);
        narrator.say(String.format(
                Locale.ROOT,
                "Their system has it since %.1f s after the offer, a person there (%s) since %.1f s. Now our call is over: %s.",
                since(offered, accepted.getDeliveredAt()),
                accepted.getAcceptedBy(),
                since(offered, accepted.getAcceptedAt()),
                desk.call(call.getName()).getOutcome()));
    }

    private static double since(Transfer offered, com.google.protobuf.Timestamp at) {
        return Duration.between(Stamps.instant(offered.getOfferedAt()), Stamps.instant(at))
                        .toMillis()
                / 1e3;
    }

    /** Nobody real is bothered with an exercise. */
    private void keep(Call call) {
        narrator.say(
                "The matter is 12345's, which this board does not look for on this machine; to see it handed over, start"
                        + " the board without QIPAN_DISPATCH_PARTNERS. So it stays here, and the caller is told whom to call.");
        desk.advise(call, "Noise of construction is 12345's, who cannot be reached from here: told to call there");
    }

    /** Returns when they have told the result. */
    void isDone() {
        handedOver
                .map(this::over)
                .ifPresent(last -> narrator.say("12345 tells the result: " + last.getReason() + " ("
                        + last.getState().name().toLowerCase(Locale.ROOT) + ")."));
    }

    private Transfer over(Transfer transfer) {
        Transfer last = transfers.until(transfer, Transfer::hasOverAt);
        if (!last.hasOverAt()) {
            throw new UserError(last.getName() + " was not brought to an end by 12345: it is " + last.getState() + ".");
        }
        return last;
    }
}
