package io.qipan.runtime.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.limit.Places;
import io.qipan.runtime.limit.Places.Claim;
import io.qipan.runtime.limit.Quota;
import io.qipan.runtime.limit.Quotas;
import io.qipan.runtime.limit.Rates;
import io.qipan.runtime.limit.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/**
 * Lets nobody take what others need. A call counts against the rate of its caller, and takes a place until its answer is with the
 * caller, read or broken off: one of the caller's and its agency's, and one of those that all have. Our own services have places
 * of their own, and outsiders half of the others: agencies, and whoever has no token.
 */
final class FairShares implements ServerInterceptor {
    private static final String SERVICES = "services";
    private static final String PEOPLE = "people";
    private static final String OUTSIDERS = "outsiders";
    private static final String PROBES = "probes";

    /** Places of one kind, and how many each may take. */
    private record Pool(Places places, int most, ToIntFunction<Quota> quota) {

        private List<Claim> claims(List<Share> shares, boolean ours) {
            List<Claim> claims = new ArrayList<>();
            shares.forEach(share -> claims.add(Claim.of(share, quota.applyAsInt(share.quota()))));
            if (!ours) {
                claims.add(new Claim(PROBES, most));
                return claims;
            }
            Caller caller = Caller.current();
            if (caller.hasAny(Role.SERVICE)) {
                claims.add(new Claim(SERVICES, most));
                return claims;
            }
            if (caller.isOutsider()) {
                claims.add(new Claim(OUTSIDERS, Math.max(1, most / 2)));
            }
            claims.add(new Claim(PEOPLE, most));
            return claims;
        }

        private int taken() {
            return places.taken(PEOPLE) + places.taken(SERVICES);
        }
    }

    private final Quotas quotas;
    private final TrustedProxies proxies;
    private final Rates rates = new Rates();
    private final Refused refused;
    private final Pool calls;
    private final Pool streams;

    /**
     * @param mostCalls unary calls under way at a time, of services and of all others
     * @param mostStreams the same of streams
     */
    FairShares(Quotas quotas, TrustedProxies proxies, Refused refused, int mostCalls, int mostStreams) {
        this.quotas = quotas;
        this.proxies = proxies;
        this.refused = refused;
        this.calls = new Pool(new Places(), mostCalls, Quota::atOnce);
        this.streams = new Pool(new Places(), mostStreams, Quota::streams);
    }

    int callsUnderWay() {
        return calls.taken();
    }

    int streamsOpen() {
        return streams.taken();
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        boolean ours = Rpc.isOurs(call.getMethodDescriptor());
        List<Share> shares = ours
                ? quotas.of(Caller.current())
                : Quotas.ofProbes(Origins.network(call.getAttributes(), headers, proxies));
        Optional<Rates.TooFast> tooFast = rates.take(shares);
        if (tooFast.isPresent()) {
            return Rpc.refuse(call, refused.tooFast(tooFast.get()));
        }
        boolean unary = call.getMethodDescriptor().getType() == MethodType.UNARY;
        Pool pool = unary ? calls : streams;
        List<Claim> claims = pool.claims(shares, ours);
        Optional<Claim> full = pool.places().take(claims);
        if (full.isPresent()) {
            return Rpc.refuse(call, refused.full(full.get(), shares, unary));
        }
        AtomicBoolean over = new AtomicBoolean();
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                pool.places().free(claims);
            }
        };
        try {
            ServerCall<A, B> counted = UnreadAnswers.mayWait() ? call : untilClosed(call, end);
            return untilGone(next.startCall(counted, headers), end);
        } catch (RuntimeException | Error e) {
            end.run();
            throw e;
        }
    }

    private static <A, B> ServerCall<A, B> untilClosed(ServerCall<A, B> call, Runnable end) {
        return new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                end.run();
                super.close(status, trailers);
            }
        };
    }

    private static <A> ServerCall.Listener<A> untilGone(ServerCall.Listener<A> listener, Runnable end) {
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onComplete() {
                end.run();
                super.onComplete();
            }

            @Override
            public void onCancel() {
                end.run();
                super.onCancel();
            }
        };
    }
}
