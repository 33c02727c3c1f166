package io.qipan.bench;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Address;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.RuleServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Answers every act with the same answer, as fast as grpc-java goes: it reads no token and looks at no request. */
final class RulesEcho implements AutoCloseable {

    private final Server server;

    RulesEcho(EvaluateActResponse answer) throws IOException {
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(Address.LOOPBACK, 0))
                // Saying the same needs no other thread; that is the fastest an echo can be.
                .directExecutor()
                .addService(new RuleServiceGrpc.RuleServiceImplBase() {
                    @Override
                    public void evaluateAct(EvaluateActRequest request, StreamObserver<EvaluateActResponse> observer) {
                        observer.onNext(answer);
                        observer.onCompleted();
                    }
                })
                .build()
                .start();
    }

    Address address() {
        return Address.local(server.getPort());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
