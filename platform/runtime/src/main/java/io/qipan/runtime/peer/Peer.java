package io.qipan.runtime.peer;

import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.LoadBalancerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.services.internal.HealthCheckingRoundRobinLoadBalancerProvider;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Another service. Calls must be idempotent: one that ends with UNAVAILABLE is tried three times. After half of the last ten
 * calls have failed, none is made for five seconds, so that our own callers do not wait for what will not come.
 */
public final class Peer implements AutoCloseable {
    private static final long DEADLINE_MS = 2_000;
    /** A replica that has stopped without a word is found out, and left aside until it answers again. */
    private static final long KEEP_ALIVE_S = 12;

    private static final long KEEP_ALIVE_ANSWER_S = 3;
    private static final String POLICY = "round_robin";
    private static final long KNOCK_EVERY_NS = 5_000_000_000L;
    /** One replica after the other, as far as each says that it serves. */
    private static final Map<String, ?> EACH_IN_TURN = Map.of(
            "loadBalancingConfig", List.of(Map.of(POLICY, Map.of())), "healthCheckConfig", Map.of("serviceName", ""));

    private final String name;
    private final ManagedChannel connection;
    private final Channel channel;
    private final TypedGuard<Object> guard;
    private volatile long knockedAt = System.nanoTime();

    /**
     * @param address {@code host:port} of each replica, separated by commas; or {@code dns:///host:port}, where the name has an
     *     address for each
     * @param credentials by which this service is known there
     */
    public Peer(String name, String address, PeerCredentials credentials) {
        this.name = name;
        askEachForItsHealth();
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget(Replicas.target(address))
                .defaultServiceConfig(EACH_IN_TURN)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_ANSWER_S, TimeUnit.SECONDS)
                .disableRetry();
        credentials.security().protect(builder, name);
        this.connection = builder.build();
        List<ClientInterceptor> ours = new ArrayList<>(List.of(new OurTrace(), new OnBehalf()));
        credentials.tokenFile().ifPresent(file -> ours.add(new OurToken(file)));
        this.channel = ClientInterceptors.intercept(connection, ours);
        this.guard = TypedGuard.create(Object.class)
                .withDescription(name)
                .withCircuitBreaker()
                .requestVolumeThreshold(10)
                .failureRatio(0.5)
                .delay(5, ChronoUnit.SECONDS)
                .when(Peer::isSilent)
                .done()
                .withRetry()
                .maxRetries(2)
                .delay(50, ChronoUnit.MILLIS)
                .jitter(50, ChronoUnit.MILLIS)
                .whenException(Peer::isUnavailable)
                .done()
                .build();
    }

    /**
     * Calls it within two seconds, all attempts together, or what is left of the deadline of the RPC being served.
     *
     * @param call makes one attempt over the channel it is given
     * @throws PeerAway if it cannot be reached, is overloaded or ill, or does not know us
     * @throws StatusRuntimeException if it answered with a refusal
     */
    public <T> T call(Function<Channel, T> call) {
        Channel timed = new DeadlineChannel(channel, Deadline.after(DEADLINE_MS, TimeUnit.MILLISECONDS));
        Supplier<T> attempt = () -> {
            knock();
            return call.apply(timed);
        };
        try {
            @SuppressWarnings("unchecked")
            T answer = (T) guard.get(attempt::get);
            return answer;
        } catch (CircuitBreakerOpenException e) {
            throw new PeerAway(name, e);
        } catch (StatusRuntimeException e) {
            if (isAway(e)) {
                throw new PeerAway(name, e);
            }
            throw e;
        }
    }

    /**
     * Reads a stream until the peer ends it, or for as long as is said; then start another.
     *
     * @param message what to do with each message; when it throws, the stream is over
     * @throws PeerAway if it cannot be reached, or goes away meanwhile
     * @throws StatusRuntimeException if it answered with a refusal
     */
    public <T> void stream(Duration atMost, Function<Channel, Iterator<T>> call, Consumer<T> message) {
        knock();
        Channel timed = new DeadlineChannel(channel, Deadline.after(atMost.toMillis(), TimeUnit.MILLISECONDS));
        try (Context.CancellableContext reading = Context.current().withCancellation()) {
            reading.run(() -> call.apply(timed).forEachRemaining(message));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
                return;
            }
            if (isAway(e)) {
                throw new PeerAway(name, e);
            }
            throw e;
        }
    }

    /** gRPC finds this one by the services of the class path, which a native executable does not search: its own asks nobody. */
    private static void askEachForItsHealth() {
        LoadBalancerRegistry registry = LoadBalancerRegistry.getDefaultRegistry();
        if (!(registry.getProvider(POLICY) instanceof HealthCheckingRoundRobinLoadBalancerProvider)) {
            registry.register(new HealthCheckingRoundRobinLoadBalancerProvider());
        }
    }

    /**
     * Left to itself, gRPC waits longer after each failed connection, up to two minutes, and would keep failing calls long
     * after the peer is back, or sparing a replica. How often to try is the circuit breaker's to say, and while some replica
     * answers it is now and then.
     */
    private void knock() {
        long now = System.nanoTime();
        if (connection.getState(false) == ConnectivityState.TRANSIENT_FAILURE || now - knockedAt > KNOCK_EVERY_NS) {
            knockedAt = now;
            connection.resetConnectBackoff();
        }
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof StatusRuntimeException e && e.getStatus().getCode() == Status.Code.UNAVAILABLE;
    }

    /** Whether it is the peer's own state that stands in the way, and not what was asked for. */
    private static boolean isAway(Throwable failure) {
        return isSilent(failure)
                || (failure instanceof StatusRuntimeException e
                        && switch (e.getStatus().getCode()) {
                            case ABORTED, INTERNAL, UNKNOWN, UNAUTHENTICATED -> true;
                            default -> false;
                        });
    }

    /** Whether nobody should be kept waiting for it. One request that it stumbles over says nothing of the others. */
    private static boolean isSilent(Throwable failure) {
        return failure instanceof StatusRuntimeException e
                && switch (e.getStatus().getCode()) {
                    case UNAVAILABLE, RESOURCE_EXHAUSTED -> true;
                    // CANCELLED, if not by us: it stopped in the middle of the call.
                    case DEADLINE_EXCEEDED, CANCELLED -> !isCallerGone();
                    default -> false;
                };
    }

    /** Or will be as soon as a timer notices; the peer, who counts too, may be earlier. */
    private static boolean isCallerGone() {
        Deadline deadline = Context.current().getDeadline();
        return Context.current().isCancelled() || (deadline != null && deadline.isExpired());
    }

    @Override
    public void close() {
        connection.shutdownNow();
    }
}
