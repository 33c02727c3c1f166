package io.qipan.launcher.partner;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Board;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.GetReferralRequest;
import io.qipan.proto.dispatch.v1.ListReferralsRequest;
import io.qipan.proto.dispatch.v1.ListReferralsResponse;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Referral.State;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc.ReferralServiceBlockingStub;
import io.qipan.proto.dispatch.v1.TransferMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The other way: the partner hands matters to the board, and tells what becomes of them until they are over. */
public final class Handing implements AutoCloseable {
    private static final int PAGE = 1_000;

    private final Board board;
    private final Retries retries;
    private final Consumer<String> say;
    private final Map<String, State> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    /**
     * @param board with the token of the agency
     */
    public Handing(Board board, Retries retries, Consumer<String> say) {
        this.board = board;
        this.retries = retries;
        this.say = say;
    }

    private ReferralServiceBlockingStub referrals() {
        return ReferralServiceGrpc.newBlockingStub(board.dispatch());
    }

    /** Reads again what became of everything open, also of what was handed over before, as often as this. */
    public void follow(Duration every) {
        String page = "";
        do {
            ListReferralsRequest request = ListReferralsRequest.newBuilder()
                    .setOpenOnly(true)
                    .setPageSize(PAGE)
                    .setPageToken(page)
                    .build();
            ListReferralsResponse listed = retries.call(() -> referrals().listReferrals(request));
            listed.getReferralsList().forEach(this::tell);
            page = listed.getNextPageToken();
        } while (!page.isEmpty());
        Future<?> ignored =
                reader.scheduleWithFixedDelay(this::read, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A matter by a reference that nothing else has. Offered again after a lost answer, it is the same. */
    public void hand(boolean danger) {
        OfferReferralRequest request = OfferReferralRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setReference("W-" + RequestId.fresh())
                .setMatter(danger ? "water_supply" : "noise_complaint")
                .setMode(TransferMode.PUSHED)
                .setText(danger ? "The main has burst, a car is in the hole." : "They shout in the yard every night.")
                .setConsent(true)
                .setDanger(danger)
                .setTheirReceivedAt(Stamps.of(Instant.now()))
                .build();
        tell(retries.call(() -> referrals().offerReferral(request)).getReferral());
    }

    /** How many are not over. */
    public int open() {
        return open.size();
    }

    private void read() {
        for (String name : open.keySet()) {
            try {
                tell(referrals()
                        .getReferral(
                                GetReferralRequest.newBuilder().setName(name).build())
                        .getReferral());
            } catch (StatusRuntimeException e) {
                say.accept(name + " cannot be read now: " + e.getStatus().getCode());
            }
        }
    }

    private void tell(Referral referral) {
        if (referral.getState() != open.get(referral.getName())) {
            say.accept("Handed over " + referral.getReference() + " as " + referral.getName() + ": "
                    + referral.getState() + (referral.getReason().isEmpty() ? "" : ", " + referral.getReason()));
        }
        if (referral.hasNextDeadlineAt()) {
            open.put(referral.getName(), referral.getState());
        } else {
            open.remove(referral.getName());
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
