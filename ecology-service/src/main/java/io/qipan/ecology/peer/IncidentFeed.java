package io.qipan.ecology.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.StatusRuntimeException;
import io.qipan.ecology.clue.TakeIncidentNews;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Follows the incidents of dispatch-service and hands on what becomes of those that were opened for a clue. Goes on where it was
 * after a restart of either; each replica follows, and the same news twice changes nothing.
 */
@Singleton
public class IncidentFeed {
    private static final Logger LOG = Logger.getLogger(IncidentFeed.class);
    private static final String SERVICE = "dispatch";
    private static final String ACTOR = "system:dispatch-feed";
    /** A stream that has died without a sign is noticed by then; there is a bookmark every ten seconds. */
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** So that a busy feed need not be read again from far back. */
    private static final int MOST_UNKEPT = 200;

    private final Peer dispatch;
    private final UnitOfWork unitOfWork;
    private final FollowedFeeds feeds;
    private final TakeIncidentNews news;
    private final InstantSource clock;
    private final Semaphore ending = new Semaphore(0);
    private volatile boolean closed;
    /** Of the one thread that reads. */
    private int unkept;

    IncidentFeed(
            @Named("dispatch") Peer dispatch,
            UnitOfWork unitOfWork,
            FollowedFeeds feeds,
            TakeIncidentNews news,
            InstantSource clock) {
        this.dispatch = dispatch;
        this.unitOfWork = unitOfWork;
        this.feeds = feeds;
        this.news = news;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("incidents of dispatch-service").start(this::follow);
    }

    public void stop() {
        closed = true;
        ending.release();
    }

    private void follow() {
        boolean told = false;
        while (!closed) {
            try {
                read();
                told = false;
            } catch (PeerAway e) {
                if (!told) {
                    LOG.infof(
                            "The incidents of dispatch-service are followed again when it is back: %s", e.getMessage());
                }
                told = true;
            } catch (RuntimeException | Error e) {
                // An Error too: nobody would follow any more, and nobody would notice.
                LOG.warnf("The incidents of dispatch-service cannot be followed now: %s", e.toString());
            }
            try {
                boolean ignored = ending.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Reads until the stream ends. */
    private void read() {
        Optional<String> token = unitOfWork.read(() -> feeds.token(SERVICE));
        WatchRequest request = WatchRequest.newBuilder()
                .addKinds("incidents")
                .setOptionalResumeToken(token.orElse(""))
                .setSendInitialState(true)
                .build();
        try {
            dispatch.stream(
                    LONGEST_STREAM,
                    channel -> WatchServiceGrpc.newBlockingStub(channel).watch(request),
                    this::take);
        } catch (StatusRuntimeException e) {
            switch (e.getStatus().getCode()) {
                case OUT_OF_RANGE, INVALID_ARGUMENT -> {
                    LOG.warnf("The incidents of dispatch-service are read from the beginning: %s", e.getMessage());
                    forget();
                }
                default -> throw e;
            }
        }
    }

    private void forget() {
        boolean ignored = unitOfWork.run(ACTOR, () -> {
            feeds.forget(SERVICE);
            return true;
        });
    }

    private void take(WatchResponse response) {
        Optional<Incident> ofClue =
                incident(response).filter(incident -> !incident.getClue().isEmpty());
        unkept++;
        if (ofClue.isEmpty() && response.hasChange() && unkept < MOST_UNKEPT) {
            return;
        }
        unkept = 0;
        boolean ignored = unitOfWork.run(ACTOR, () -> {
            ofClue.ifPresent(incident ->
                    news.take(incident.getClue(), IncidentWords.opened(incident), IncidentWords.result(incident)));
            feeds.keep(SERVICE, response.getResumeToken(), Times.now(clock));
            return true;
        });
    }

    private static Optional<Incident> incident(WatchResponse response) {
        try {
            return response.hasChange() && response.getChange().getState().is(Incident.class)
                    ? Optional.of(response.getChange().getState().unpack(Incident.class))
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            LOG.warnf("%s cannot be read and is left out", response.getChange().getResource());
            return Optional.empty();
        }
    }
}
