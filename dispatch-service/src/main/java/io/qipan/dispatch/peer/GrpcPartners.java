package io.qipan.dispatch.peer;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallMessages;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.transfer.Partners;
import io.qipan.dispatch.transfer.TransferMessages;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.proto.dispatch.v1.DropOfferRequest;
import io.qipan.proto.dispatch.v1.DropOfferResponse;
import io.qipan.proto.dispatch.v1.PartnerServiceGrpc;
import io.qipan.proto.dispatch.v1.TakeOfferRequest;
import io.qipan.proto.dispatch.v1.TakeOfferResponse;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.peer.PeerCredentials;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.tls.Security;
import io.qipan.runtime.tls.TrustedServers;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The partners whose addresses are set. */
@Singleton
class GrpcPartners implements Partners {
    private static final Logger LOG = Logger.getLogger(GrpcPartners.class);
    private static final int MOST_OF_A_REFERENCE = 100;
    private static final int MOST_OF_A_REASON = 2_000;

    private final Map<String, Peer> peers;
    private final InstantSource clock;

    @jakarta.inject.Inject
    GrpcPartners(DispatchSettings settings, InstantSource clock) {
        this(
                PartnerAddress.read(settings.partners().orElse("")).stream()
                        .collect(Collectors.toMap(PartnerAddress::agency, partner -> peer(partner, settings))),
                clock);
    }

    /** What names us to our own services would let a partner speak for us there, and goes to none. */
    private static Peer peer(PartnerAddress partner, DispatchSettings settings) {
        Security security = partner.isProtected() ? new TrustedServers(settings.partnerTrustedFile()) : Security.NONE;
        return new Peer(
                partner.agency(),
                partner.address(),
                new PeerCredentials(
                        settings.partnerTokens().map(folder -> folder.resolve(partner.code() + ".token")), security));
    }

    GrpcPartners(Map<String, Peer> peers, InstantSource clock) {
        this.peers = peers;
        this.clock = clock;
    }

    @Override
    public boolean isKnown(String partner) {
        return peers.containsKey(partner);
    }

    @Override
    public Answer offer(Transfer transfer, Call call, Optional<String> number) {
        io.qipan.proto.dispatch.v1.Call.Builder told = CallMessages.message(call).toBuilder();
        number.ifPresent(told::setCallerId);
        TakeOfferRequest request = TakeOfferRequest.newBuilder()
                .setRequestId(RequestIds.of("offer " + transfer.id().name()))
                .setTransfer(TransferMessages.message(transfer))
                .setCall(told)
                .build();
        try {
            TakeOfferResponse taken = peer(transfer)
                    .call(channel -> PartnerServiceGrpc.newBlockingStub(channel).takeOffer(request));
            return new Answer.Taken(
                    taken.hasDeliveredAt() ? Times.instant(taken.getDeliveredAt()) : Times.now(clock),
                    cut(taken.getTheirReference(), MOST_OF_A_REFERENCE));
        } catch (StatusRuntimeException e) {
            if (!isFinal(e)) {
                throw e;
            }
            return new Answer.NotTaken(cut("Their system refused: " + e.getStatus(), MOST_OF_A_REASON));
        }
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(text.length(), most)).replace("\0", "");
    }

    @Override
    public void drop(Transfer transfer, String reason) {
        DropOfferRequest request = DropOfferRequest.newBuilder()
                .setRequestId(RequestIds.of("drop " + transfer.id().name()))
                .setTransfer(transfer.id().name())
                .setReason(reason)
                .build();
        try {
            DropOfferResponse ignored = peer(transfer)
                    .call(channel -> PartnerServiceGrpc.newBlockingStub(channel).dropOffer(request));
        } catch (StatusRuntimeException e) {
            if (!isFinal(e)) {
                throw e;
            }
            LOG.warnf(
                    "%s does not drop %s, which is ours: %s",
                    transfer.partner(), transfer.id().name(), e.getStatus());
        }
    }

    /** Asked again they would say the same. */
    private static boolean isFinal(StatusRuntimeException e) {
        return switch (e.getStatus().getCode()) {
            case INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, PERMISSION_DENIED, UNIMPLEMENTED -> true;
            default -> false;
        };
    }

    private Peer peer(Transfer transfer) {
        Peer peer = peers.get(transfer.partner());
        if (peer == null) {
            throw new IllegalStateException("No address of " + transfer.partner() + " is set any more");
        }
        return peer;
    }

    @PreDestroy
    void close() {
        peers.values().forEach(Peer::close);
    }
}
