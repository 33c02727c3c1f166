package io.qipan.testkit;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.ListChangesRequest;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.peer.PeerCredentials;
import io.qipan.runtime.rpc.RpcService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Another service behind a real connection on this machine, and a {@link Peer} that calls it, anew for each test. */
public final class PeerHarness implements BeforeEachCallback, AfterEachCallback {

    /** What the token file holds, in a line of its own. */
    public static final String TOKEN = "the.token.of-this-service";

    private final Supplier<List<? extends RpcService>> services;
    private final List<Metadata> headers = new CopyOnWriteArrayList<>();
    private int port;
    private @Nullable Server server;
    private @Nullable Path tokenFile;
    private @Nullable Peer peer;

    private PeerHarness(Supplier<List<? extends RpcService>> services) {
        this.services = services;
    }

    /** Serves what the supplier makes, which is asked whenever the other service starts. */
    public static PeerHarness serving(Supplier<List<? extends RpcService>> services) {
        return new PeerHarness(services);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        headers.clear();
        port = 0;
        start();
        warmUp();
        Path file = Files.createTempFile("qipan-token", ".jwt");
        Files.writeString(file, TOKEN + "\n");
        tokenFile = file;
        peer = new Peer("peer-service", address(), PeerCredentials.token(file));
    }

    /** Asks for something that is not served: loading the classes of gRPC must not take a part of a peer's two seconds. */
    private void warmUp() {
        ManagedChannel patient =
                NettyChannelBuilder.forTarget(address()).usePlaintext().build();
        StatusRuntimeException refused = Refusals.refused(
                () -> JournalServiceGrpc.newBlockingStub(patient).listChanges(ListChangesRequest.getDefaultInstance()));
        Assertions.assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        patient.shutdownNow();
    }

    private String address() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        started(peer).close();
        stop();
        Files.delete(started(tokenFile));
    }

    public Peer peer() {
        return started(peer);
    }

    /** Starts the other service; again at the port it had. */
    public void start() {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .intercept(new Remembering());
        services.get().forEach(service -> builder.addService(service.bindService()));
        try {
            server = builder.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = started(server).getPort();
    }

    /** Ends the other service, and whatever it is doing: from now on nobody listens. */
    public void stop() {
        try {
            Assertions.assertThat(started(server).shutdownNow().awaitTermination(10, TimeUnit.SECONDS))
                    .as("the server must stop")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The value of this header in each call that has come, in their order. */
    public List<Optional<String>> sent(String header) {
        Metadata.Key<String> key = Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER);
        return headers.stream().map(h -> Optional.ofNullable(h.get(key))).toList();
    }

    private final class Remembering implements ServerInterceptor {
        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata sent, ServerCallHandler<A, B> next) {
            headers.add(sent);
            return next.startCall(call, sent);
        }
    }

    private static <T> T started(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Register PeerHarness with @RegisterExtension");
        }
        return value;
    }
}
