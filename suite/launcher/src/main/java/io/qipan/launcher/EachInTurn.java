package io.qipan.launcher;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The replicas of a service as one channel: a call goes to the next one that is connected. */
final class EachInTurn extends Channel {

    private final List<ManagedChannel> replicas;
    private final AtomicInteger turn = new AtomicInteger();

    EachInTurn(List<ManagedChannel> replicas) {
        this.replicas = List.copyOf(replicas);
    }

    @Override
    public <A, B> ClientCall<A, B> newCall(MethodDescriptor<A, B> method, CallOptions options) {
        return next().newCall(method, options);
    }

    /** While none is connected, one that may soon be. */
    private ManagedChannel next() {
        int first = Math.floorMod(turn.getAndIncrement(), replicas.size());
        ManagedChannel second = replicas.get(first);
        for (int i = 0; i < replicas.size(); i++) {
            ManagedChannel replica = replicas.get((first + i) % replicas.size());
            ConnectivityState state = replica.getState(true);
            if (state == ConnectivityState.READY) {
                return replica;
            }
            if (state == ConnectivityState.TRANSIENT_FAILURE) {
                // Left to itself, gRPC would wait up to two minutes before it looks whether it is back.
                replica.resetConnectBackoff();
            } else {
                second = replica;
            }
        }
        return second;
    }

    @Override
    public String authority() {
        return replicas.getFirst().authority();
    }
}
