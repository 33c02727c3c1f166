package io.qipan.dispatch.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.sensor.TakeAlarm;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.refusal.RefusedException;
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
 * Follows the alarms of patrol-service's sensors and has calls made of them. Goes on where it was after a restart of
 * either; each replica follows, and the same alarm twice changes nothing.
 */
@Singleton
public class SensorAlarmFeed {
    private static final Logger LOG = Logger.getLogger(SensorAlarmFeed.class);
    private static final String SERVICE = "patrol";
    private static final String ACTOR = "system:patrol-feed";
    /** A stream that has died without a sign is noticed by then; there is a bookmark every ten seconds. */
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** So that a busy feed need not be read again from far back. */
    private static final int MOST_UNKEPT = 200;

    private final Peer patrol;
    private final UnitOfWork unitOfWork;
    private final FollowedFeeds feeds;
    private final TakeAlarm takeAlarm;
    private final InstantSource clock;
    private final Semaphore ending = new Semaphore(0);
    private volatile boolean closed;
    /** Of the one thread that reads. */
    private int unkept;

    SensorAlarmFeed(
            @Named("patrol") Peer patrol,
            UnitOfWork unitOfWork,
            FollowedFeeds feeds,
            TakeAlarm takeAlarm,
            InstantSource clock) {
        this.patrol = patrol;
        this.unitOfWork = unitOfWork;
        this.feeds = feeds;
        this.takeAlarm = takeAlarm;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("alarms of patrol-service").start(this::follow);
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
                    LOG.infof("The alarms of patrol-service are followed again when it is back: %s", e.getMessage());
                }
                told = true;
            } catch (RuntimeException | Error e) {
                // An Error too: nobody would follow any more, and nobody would notice.
                LOG.warnf("The alarms of patrol-service cannot be followed now: %s", e.toString());
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
                .addKinds("sensorAlarms")
                .setOptionalResumeToken(token.orElse(""))
                .setSendInitialState(true)
                .build();
        try {
            patrol.stream(
                    LONGEST_STREAM,
                    channel -> WatchServiceGrpc.newBlockingStub(channel).watch(request),
                    this::take);
        } catch (StatusRuntimeException e) {
            switch (e.getStatus().getCode()) {
                case OUT_OF_RANGE, INVALID_ARGUMENT -> {
                    LOG.warnf("The alarms of patrol-service are read from the beginning: %s", e.getMessage());
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
        Optional<SensorAlarm> waiting = alarm(response).filter(alarm -> alarm.getState() == SensorAlarm.State.RAISED);
        unkept++;
        if (waiting.isEmpty() && response.hasChange() && unkept < MOST_UNKEPT) {
            return;
        }
        unkept = 0;
        try {
            keep(response, waiting);
        } catch (RefusedException e) {
            if (!isOfTheAlarm(e)) {
                throw e;
            }
            // The others must not wait for it, and patrol-service tells it again as long as nobody has taken it.
            LOG.warnf("%s is not taken as a call: %s", response.getChange().getResource(), e.getMessage());
            keep(response, Optional.empty());
        }
    }

    /** Not of the database or of another who changes it: that passes, and the alarm is read again. */
    private static boolean isOfTheAlarm(RefusedException refused) {
        return switch (refused.refusal().reason().code()) {
            case INVALID_ARGUMENT, FAILED_PRECONDITION, ALREADY_EXISTS, NOT_FOUND -> true;
            default -> false;
        };
    }

    private void keep(WatchResponse response, Optional<SensorAlarm> waiting) {
        boolean ignored = unitOfWork.run(ACTOR, () -> {
            boolean taken = waiting.filter(takeAlarm::take).isPresent();
            feeds.keep(SERVICE, response.getResumeToken(), Times.now(clock));
            return taken;
        });
    }

    private static Optional<SensorAlarm> alarm(WatchResponse response) {
        try {
            return response.hasChange() && response.getChange().getState().is(SensorAlarm.class)
                    ? Optional.of(response.getChange().getState().unpack(SensorAlarm.class))
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            LOG.warnf("%s cannot be read and is left out", response.getChange().getResource());
            return Optional.empty();
        }
    }
}
