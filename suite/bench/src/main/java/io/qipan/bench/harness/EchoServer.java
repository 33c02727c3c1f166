package io.qipan.bench.harness;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.qipan.launcher.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;

/** Answers every call of one method with the same answer, as fast as grpc-java goes: it reads no token and looks at no request. */
public final class EchoServer implements AutoCloseable {

    private final Server server;

    public <A, B> EchoServer(MethodDescriptor<A, B> method, B answer) throws IOException {
        String service = Objects.requireNonNull(method.getServiceName());
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(Address.LOOPBACK, 0))
                // Saying the same needs no other thread; that is the fastest an echo can be.
                .directExecutor()
                .addService(ServerServiceDefinition.builder(service)
                        .addMethod(method, ServerCalls.asyncUnaryCall((request, observer) -> {
                            observer.onNext(answer);
                            observer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
    }

    public Address address() {
        return Address.local(server.getPort());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
