package io.qipan.launcher;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A board as a client sees it: a channel to each service, with a token and a deadline on every call. */
public final class Board implements AutoCloseable {

    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private static final int MAX_MESSAGE_BYTES = 16 << 20;

    private final Map<Service, ManagedChannel> connections = new EnumMap<>(Service.class);
    private final Map<Service, Channel> channels = new EnumMap<>(Service.class);

    private Board(Map<Service, Address> addresses, Supplier<String> token, Duration deadline) {
        CallDefaults defaults = new CallDefaults(new Bearer(token), deadline);
        addresses.forEach((service, address) -> {
            ManagedChannel connection = connection(address);
            connections.put(service, connection);
            channels.put(service, ClientInterceptors.intercept(connection, defaults));
        });
    }

    /** Connects when the first call is made; the services need not run yet. */
    public static Board connect(Map<Service, Address> addresses, String token, Duration deadline) {
        return new Board(addresses, () -> token, deadline);
    }

    /** The board of a checkout, with a token for every role a person can have. */
    public static Board of(Workspace workspace) {
        Map<Service, Address> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, address(workspace, service));
        }
        return new Board(addresses, Tokens.of(workspace).lasting(), DEFAULT_DEADLINE);
    }

    /** Where a service of a checkout takes gRPC calls, or a sentence when the board was not started. */
    public static Address address(Workspace workspace, Service service) {
        return new RunState(workspace.run())
                .ports()
                .map(ports -> ports.grpc(service))
                .orElseThrow(Board::notRunning);
    }

    static UserError notRunning() {
        return new UserError("Qipan is not running. Start it: ./qipan up --detach");
    }

    public Channel dispatch() {
        return channel(Service.DISPATCH);
    }

    public Channel patrol() {
        return channel(Service.PATROL);
    }

    public Channel ecology() {
        return channel(Service.ECOLOGY);
    }

    public Channel channel(Service service) {
        return Objects.requireNonNull(channels.get(service), () -> "This board has no " + service.processName());
    }

    private static ManagedChannel connection(Address address) {
        return NettyChannelBuilder.forAddress(address.host(), address.port())
                .usePlaintext()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
    }

    @Override
    public void close() {
        connections.values().forEach(ManagedChannel::shutdownNow);
        for (ManagedChannel connection : connections.values()) {
            try {
                connection.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
