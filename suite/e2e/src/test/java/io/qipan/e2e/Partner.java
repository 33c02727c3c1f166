package io.qipan.e2e;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Board;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.launcher.partner.Habit;
import io.qipan.launcher.partner.Hotline;
import io.qipan.proto.dispatch.v1.DropOfferRequest;
import io.qipan.proto.dispatch.v1.DropOfferResponse;
import io.qipan.proto.dispatch.v1.PartnerServiceGrpc.PartnerServiceImplBase;
import io.qipan.proto.dispatch.v1.TakeOfferRequest;
import io.qipan.proto.dispatch.v1.TakeOfferResponse;
import io.qipan.proto.dispatch.v1.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The 12345 of a city: takes every matter that it is offered and tells its result, unless nobody can reach it. */
final class Partner extends PartnerServiceImplBase implements AutoCloseable {

    static final String CODE = "12345";
    static final String AGENCY = "agencies/" + CODE;
    private static final Duration THEY_THINK = Duration.ofMillis(200);
    private static final int LONGEST_GOODBYE_S = 10;
    private static final Duration BOARD_IS_BACK = Duration.ofMinutes(2);

    private final int port;
    private final Board board;
    private final Instant since = Instant.now();
    private final Set<String> offered = ConcurrentHashMap.newKeySet();
    private volatile Hotline hotline;
    private Server server;
    private int returns;

    private Partner(int port, Board board) {
        this.port = port;
        this.board = board;
        this.hotline = people();
        this.server = listen();
    }

    private Hotline people() {
        return new Hotline(board, Habit.ACCEPT, THEY_THINK, said -> {});
    }

    /** Where the board looks for it. */
    static Partner of(TestBoard board) {
        return new Partner(board.partnerPort(CODE), board.connectAs(AGENCY));
    }

    private Server listen() {
        try {
            return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it was told when it was still there it goes on with. */
    void vanish() {
        try {
            if (!server.shutdownNow().awaitTermination(LONGEST_GOODBYE_S, TimeUnit.SECONDS)) {
                throw new AssertionError("The partner's port is still taken");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void comeBack() {
        server = listen();
    }

    /** Its system dies with all that it knew, and its people with what they had before them. */
    void die() {
        vanish();
        hotline.close();
    }

    /** Knows nothing but what the board tells it is still open for it. */
    void rise() {
        hotline = people();
        comeBack();
        new Retries(BOARD_IS_BACK).call(() -> {
            hotline.comeBack();
            return hotline;
        });
        returns++;
    }

    /** How often it has risen. */
    int returns() {
        return returns;
    }

    /** Whether this matter came to it; what was offered to the one before it is not known to it. */
    boolean had(Transfer transfer) {
        return offered.contains(transfer.getName())
                || Stamps.instant(transfer.getOfferedAt()).isBefore(since);
    }

    @Override
    public void takeOffer(TakeOfferRequest request, StreamObserver<TakeOfferResponse> observer) {
        offered.add(request.getTransfer().getName());
        hotline.takeOffer(request, observer);
    }

    @Override
    public void dropOffer(DropOfferRequest request, StreamObserver<DropOfferResponse> observer) {
        hotline.dropOffer(request, observer);
    }

    @Override
    public void close() {
        server.shutdownNow();
        hotline.close();
        board.close();
    }
}
