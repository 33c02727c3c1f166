package io.qipan.testkit;

import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.caller.TokenVerifier;
import io.qipan.runtime.limit.Quota;
import io.qipan.runtime.limit.Quotas;
import io.qipan.runtime.rpc.FieldValidation;
import io.qipan.runtime.rpc.Origins;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.ServerLimits;
import io.qipan.runtime.rpc.TrustedProxies;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Serves handlers inside the process, behind the same pipeline as in production, anew for each test. A test in which a status
 * without a reason was about to leave fails.
 */
public final class RpcHarness implements BeforeEachCallback, AfterEachCallback {

    /** What a client over HTTP/2 takes as headers and trailers; a bigger status would not arrive. */
    private static final int METADATA_LIMIT = 8_192;

    private static final int LARGEST_MESSAGE = 4 << 20;

    private static final Quota MUCH = new Quota(1_000_000, 1_000_000, 1_000_000);
    /** Nobody is held to a share. */
    private static final Quotas UNBOUNDED = new Quotas(MUCH, MUCH, MUCH, Set.of());

    /** What a server of a test takes of connections. */
    public static final ServerLimits CONNECTIONS =
            new ServerLimits(16 << 10, 100, 100, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(1));

    private static final RpcPipeline.Limits USUAL = limits(Duration.ofSeconds(15), 512, 256);

    private final Supplier<List<? extends RpcService>> services;
    private final InstantSource clock;
    private final RpcPipeline.Limits limits;
    private final Function<InstantSource, TokenVerifier> verifier;
    private final TrustedProxies proxies;
    private final List<String> nonConforming = new CopyOnWriteArrayList<>();
    private @Nullable SimpleMeterRegistry meters;
    private @Nullable RpcPipeline pipeline;
    private @Nullable Server server;
    private @Nullable ManagedChannel channel;

    private RpcHarness(
            Supplier<List<? extends RpcService>> services,
            InstantSource clock,
            RpcPipeline.Limits limits,
            Function<InstantSource, TokenVerifier> verifier,
            TrustedProxies proxies) {
        this.services = services;
        this.clock = clock;
        this.limits = limits;
        this.verifier = verifier;
        this.proxies = proxies;
    }

    /** Serves what the supplier makes, which is asked before each test. */
    public static RpcHarness serving(Supplier<List<? extends RpcService>> services) {
        return new RpcHarness(services, InstantSource.system(), USUAL, TestTokens::verifier, TrustedProxies.NONE);
    }

    /** Judges the expiry of tokens by this clock. */
    public RpcHarness withClock(InstantSource other) {
        return new RpcHarness(services, other, limits, verifier, proxies);
    }

    public RpcHarness withLimits(Duration longestCall, int mostInFlight) {
        return with(limits(longestCall, mostInFlight, limits.mostStreams()));
    }

    public RpcHarness withStreams(int most) {
        return with(limits(limits.longestCall(), limits.mostInFlight(), most));
    }

    /** Holds everybody to a share. */
    public RpcHarness withQuotas(Quotas quotas) {
        return with(new RpcPipeline.Limits(
                limits.longestCall(), limits.mostInFlight(), limits.mostStreams(), limits.messageBytes(), quotas));
    }

    private RpcHarness with(RpcPipeline.Limits other) {
        return new RpcHarness(services, clock, other, verifier, proxies);
    }

    /** Has tokens judged by this one. */
    public RpcHarness withVerifier(TokenVerifier other) {
        return new RpcHarness(services, clock, limits, time -> other, proxies);
    }

    /** Behind gateways of these networks. */
    public RpcHarness withProxies(TrustedProxies others) {
        return new RpcHarness(services, clock, limits, verifier, others);
    }

    /** Limits for all together, and none for each. */
    public static RpcPipeline.Limits limits(Duration longestCall, int mostInFlight, int mostStreams) {
        return new RpcPipeline.Limits(longestCall, mostInFlight, mostStreams, LARGEST_MESSAGE, UNBOUNDED);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        nonConforming.clear();
        String name = "test-" + UUID.randomUUID();
        meters = new SimpleMeterRegistry();
        pipeline = new RpcPipeline(
                meters,
                verifier.apply(clock),
                proxies,
                limits,
                (method, status) -> nonConforming.add(method + " " + status));
        pipeline.open();
        InProcessServerBuilder builder = InProcessServerBuilder.forName(name).intercept(pipeline);
        services.get().forEach(service -> builder.addService(service.bindService()));
        server = builder.build().start();
        Awaitility.await("the field rules of the contract are compiled")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> FieldValidation.notReady().isEmpty());
        channel = InProcessChannelBuilder.forName(name)
                .maxInboundMetadataSize(METADATA_LIMIT)
                .build();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        boolean ignored = started(channel).shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        ignored = started(server).shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        Assertions.assertThat(nonConforming)
                .as("statuses that were about to leave without a reason")
                .isEmpty();
    }

    /** A channel with the token of a person who has these roles. */
    public Channel channel(Role... roles) {
        return withToken(TestTokens.mint("tester", roles));
    }

    /** A channel with the token of this person. */
    public Channel channelOf(String subject, Role... roles) {
        return withToken(TestTokens.mint(subject, roles));
    }

    /** A channel with the token of this unit in the field, {@code units/{id}}. */
    public Channel unitChannel(String unitName) {
        return withToken(TestTokens.mintUnit("tester-" + unitName, unitName));
    }

    public Channel withToken(String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return ClientInterceptors.intercept(started(channel), MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** A channel without a token. */
    public Channel anonymous() {
        return started(channel);
    }

    /**
     * A channel without a token, of which the other end of the connection is at this address, and sends this header.
     */
    public Channel anonymousAt(String address, String forwardedFor) {
        return ClientInterceptors.intercept(started(channel), at(address, forwardedFor));
    }

    /** Has a channel look as if the other end were at this address, and sent this header. */
    public static ClientInterceptor at(String address, String forwardedFor) {
        Metadata headers = new Metadata();
        headers.put(Origins.HTTP_ADDRESS, address);
        headers.put(TrustedProxies.FORWARDED_FOR, forwardedFor);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    /** What the pipeline measures in this test. */
    public SimpleMeterRegistry meters() {
        return started(meters);
    }

    /** Unary calls under way. */
    public int inFlight() {
        return (int) meters().get("qipan.rpc.in.flight").gauge().value();
    }

    /** Streams that are open. */
    public int streams() {
        return (int) meters().get("qipan.rpc.streams").gauge().value();
    }

    /** A channel with the token of somebody from this agency, {@code agencies/{code}}. */
    public Channel agencyChannel(String subject, String agency) {
        return withToken(TestTokens.mintAgency(subject, agency, Role.AGENCY));
    }

    public RpcPipeline pipeline() {
        return started(pipeline);
    }

    /** What was replaced because it had no reason; reading it excuses it. For tests of the guard itself. */
    public List<String> takeNonConforming() {
        List<String> taken = List.copyOf(nonConforming);
        nonConforming.clear();
        return taken;
    }

    private static <T> T started(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Register RpcHarness with @RegisterExtension");
        }
        return value;
    }
}
