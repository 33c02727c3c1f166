package io.qipan.runtime.follow;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.runtime.follow.FollowMeters.Hindrance;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows a feed of another service. Goes on where it was after a restart of either, and from the present state where its place
 * is no longer known there. Each replica follows, and what two of them do at once comes to the same.
 */
public final class FeedFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FeedFollower.class);
    /** A stream that has died without a sign is noticed by then; there is a bookmark every ten seconds. */
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** So that a busy feed need not be read again from far back. */
    private static final int MOST_UNKEPT = 200;

    private static final Duration LONGEST_UNKEPT = Duration.ofSeconds(10);
    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final FollowedFeed feed;
    private final String name;
    private final String actor;
    private final Bookmarks bookmarks;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final FollowMeters meters;
    private final Duration pause;
    private final Semaphore ending = new Semaphore(0);
    private volatile boolean closed;
    private @Nullable Thread thread;

    // Of the one thread that reads.
    /** What stands as passed over, so that a later state which calls for nothing settles it. */
    private final Set<String> passedOver = new HashSet<>();

    private int unkept;
    private String told = "";
    private Instant toldAt = Instant.EPOCH;

    public FeedFollower(FollowedFeed feed, UnitOfWork unitOfWork, InstantSource clock, MeterRegistry meters) {
        this(feed, unitOfWork, clock, meters, PAUSE);
    }

    FeedFollower(
            FollowedFeed feed, UnitOfWork unitOfWork, InstantSource clock, MeterRegistry registry, Duration pause) {
        this.feed = feed;
        this.name = feed.service() + "/" + String.join("+", feed.kinds());
        this.actor = "system:" + feed.service() + "-feed";
        this.bookmarks = new Bookmarks(feed.service());
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.meters = new FollowMeters(name, clock, registry);
        this.pause = pause;
    }

    public void start() {
        thread = Thread.ofVirtual().name("feed " + name).start(this::follow);
    }

    private void follow() {
        while (!closed) {
            try {
                read();
            } catch (PeerAway e) {
                hindered(isStranger(e) ? Hindrance.REFUSED : Hindrance.AWAY, e);
            } catch (StatusRuntimeException e) {
                hindered(Hindrance.REFUSED, e);
            } catch (RuntimeException | Error e) {
                // An Error too: nobody would follow any more, and only a gauge would tell.
                hindered(Hindrance.FAILED, e);
            }
            try {
                boolean ignored = ending.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A token that is over or revoked does not come back by itself, as a service does. */
    private static boolean isStranger(PeerAway away) {
        return away.getCause() instanceof StatusRuntimeException e
                && e.getStatus().getCode() == Status.Code.UNAUTHENTICATED;
    }

    private void hindered(Hindrance by, Throwable failure) {
        if (closed) {
            return;
        }
        meters.hindered(by);
        Instant now = clock.instant();
        if (!failure.toString().equals(told) || toldAt.plus(TELL_AGAIN).isBefore(now)) {
            LOG.logf(
                    by == Hindrance.AWAY ? Logger.Level.INFO : Logger.Level.WARN,
                    "The feed %s is not read on now, and is tried again: %s",
                    name,
                    failure);
            told = failure.toString();
            toldAt = now;
        }
    }

    /** Reads until the stream ends. */
    private void read() {
        Optional<String> token = unitOfWork.read(() -> {
            passedOver.clear();
            passedOver.addAll(bookmarks.passedOver());
            return bookmarks.token();
        });
        WatchRequest request = WatchRequest.newBuilder()
                .addAllKinds(feed.kinds())
                .setOptionalResumeToken(token.orElse(""))
                .setSendInitialState(true)
                .build();
        try {
            feed.peer().stream(
                    LONGEST_STREAM,
                    channel -> WatchServiceGrpc.newBlockingStub(channel).watch(request),
                    this::take);
        } catch (StatusRuntimeException e) {
            if (token.isEmpty() || !isOfTheToken(e)) {
                throw e;
            }
            LOG.warnf("The feed %s is read from its present state: %s", name, e.getMessage());
            meters.restarted();
            forget(token.get());
        }
    }

    /** It is too old, or of a feed that is no more since that database was restored. */
    private static boolean isOfTheToken(StatusRuntimeException refused) {
        Status.Code code = refused.getStatus().getCode();
        return code == Status.Code.OUT_OF_RANGE || code == Status.Code.INVALID_ARGUMENT;
    }

    private void forget(String token) {
        boolean ignored = unitOfWork.run(actor, () -> {
            bookmarks.forget(token);
            return true;
        });
    }

    private void take(WatchResponse message) {
        try {
            Optional<Runnable> news =
                    message.hasChange() ? feed.news(message.getChange().getState()) : Optional.empty();
            boolean settles = passedOver.contains(message.getChange().getResource());
            if (news.isPresent() || settles || !message.hasChange() || isTimeToKeep()) {
                keep(message.getResumeToken(), () -> {
                    news.ifPresent(Runnable::run);
                    if (news.isPresent() || settles) {
                        bookmarks.settle(message.getChange());
                    }
                });
                passedOver.remove(message.getChange().getResource());
            }
        } catch (InvalidProtocolBufferException e) {
            passOver(message, Reason.MALFORMED_MESSAGE, String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            if (!isOfTheState(e.refusal().reason())) {
                throw e;
            }
            passOver(message, e.refusal().reason(), e.refusal().message());
        }
        meters.read(message);
    }

    /** Not of the database or of another who changes the same: that passes, and the state is read again. */
    private static boolean isOfTheState(Reason reason) {
        return switch (reason.code()) {
            case INVALID_ARGUMENT, FAILED_PRECONDITION, ALREADY_EXISTS, NOT_FOUND -> true;
            default -> false;
        };
    }

    private boolean isTimeToKeep() {
        unkept++;
        return unkept >= MOST_UNKEPT || meters.silence().compareTo(LONGEST_UNKEPT) >= 0;
    }

    /** The others must not wait for it. */
    private void passOver(WatchResponse message, Reason reason, String why) {
        Change change = message.getChange();
        LOG.warnf("%s of the feed %s is passed over: %s: %s", change.getResource(), name, reason, why);
        keep(message.getResumeToken(), () -> bookmarks.passOver(change, reason, why, Times.now(clock)));
        passedOver.add(change.getResource());
        meters.passedOver();
    }

    private void keep(String token, Runnable first) {
        boolean ignored = unitOfWork.run(actor, () -> {
            first.run();
            bookmarks.keep(token, Times.now(clock));
            return true;
        });
        unkept = 0;
        told = "";
        meters.kept();
    }

    /** What is under way is undone, and read again by another replica or after the next start. */
    @Override
    public void close() {
        closed = true;
        ending.release();
        Thread reading = thread;
        if (reading != null) {
            reading.interrupt();
            try {
                boolean ignored = reading.join(TIME_TO_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
