package io.qipan.bench.nearest;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Address;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Answers every search with the same answer, as fast as grpc-java goes: it reads no token and looks at no request. */
final class EchoServer implements AutoCloseable {

    private final Server server;

    EchoServer(FindNearestUnitsResponse answer) throws IOException {
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(Address.LOOPBACK, 0))
                // Saying the same needs no other thread; that is the fastest an echo can be.
                .directExecutor()
                .addService(new UnitServiceGrpc.UnitServiceImplBase() {
                    @Override
                    public void findNearestUnits(
                            FindNearestUnitsRequest request, StreamObserver<FindNearestUnitsResponse> observer) {
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
