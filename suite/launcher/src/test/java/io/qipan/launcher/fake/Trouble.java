package io.qipan.launcher.fake;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Random;

/** Loses requests before they are served, and replies after that. */
public final class Trouble implements ServerInterceptor {

    private final Random random;
    private volatile double share;

    public Trouble(long seed) {
        this.random = new Random(seed);
    }

    /**
     * @param lost share of the calls that fail from now on, half of them after they took effect
     */
    public void cause(double lost) {
        share = lost;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        double dice = random.nextDouble();
        if (dice >= share) {
            return next.startCall(call, headers);
        }
        if (dice < share / 2) {
            call.close(Status.UNAVAILABLE.withDescription("lost before"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(
                new SimpleForwardingServerCall<A, B>(call) {
                    @Override
                    public void sendMessage(B message) {
                        // Served, and the answer is lost.
                    }

                    @Override
                    public void close(Status status, Metadata trailers) {
                        super.close(Status.UNAVAILABLE.withDescription("lost after"), new Metadata());
                    }
                },
                headers);
    }
}
