package io.qipan.launcher;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A board as a client sees it: a channel to each service, with a token and a deadline on every call. */
public final class Board implements AutoCloseable {

    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private static final int MAX_MESSAGE_BYTES = 16 << 20;

    private final List<ManagedChannel> connections = new ArrayList<>();
    private final Map<Service, Channel> channels = new EnumMap<>(Service.class);

    private Board(Map<Service, List<Address>> addresses, Supplier<String> token, Trust trust, Duration deadline) {
        CallDefaults defaults = new CallDefaults(new Bearer(token), deadline);
        addresses.forEach((service, replicas) -> {
            List<ManagedChannel> ofService = replicas.stream()
                    .map(address -> connection(service, address, trust))
                    .toList();
            connections.addAll(ofService);
            channels.put(service, ClientInterceptors.intercept(new EachInTurn(ofService), defaults));
        });
    }

    /** Connects, without TLS, when the first call is made; the services need not run yet. */
    public static Board connect(Map<Service, Address> addresses, String token, Duration deadline) {
        return connect(addresses, () -> token, Trust.PLAIN, deadline);
    }

    /**
     * The same with whom to trust.
     *
     * @param token asked for before each call
     */
    public static Board connect(
            Map<Service, Address> addresses, Supplier<String> token, Trust trust, Duration deadline) {
        Map<Service, List<Address>> single = new EnumMap<>(Service.class);
        addresses.forEach((service, address) -> single.put(service, List.of(address)));
        return new Board(single, token, trust, deadline);
    }

    /** The board of a checkout, with a token for every role a person can have. */
    public static Board of(Workspace workspace) {
        return of(workspace, DEFAULT_DEADLINE);
    }

    /** The board of a checkout, with the token that is asked for before each call. */
    public static Board of(Workspace workspace, Supplier<String> token) {
        return new Board(replicas(workspace), token, Trust.of(workspace), DEFAULT_DEADLINE);
    }

    /** The same with another deadline. All replicas are asked, each in turn. */
    public static Board of(Workspace workspace, Duration deadline) {
        return new Board(replicas(workspace), Tokens.of(workspace).lasting(), Trust.of(workspace), deadline);
    }

    private static Map<Service, List<Address>> replicas(Workspace workspace) {
        Map<Service, List<Address>> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, ports(workspace).grpcOfEach(service));
        }
        return addresses;
    }

    /** Where a replica of a service of a checkout takes gRPC calls, or a sentence when the board was not started. */
    public static Address address(Workspace workspace, Replica replica) {
        return ports(workspace).grpc(replica);
    }

    private static Ports ports(Workspace workspace) {
        return new RunState(workspace.run()).ports().orElseThrow(Board::notRunning);
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
        Channel channel = channels.get(service);
        if (channel == null) {
            throw new UserError("Nothing says where " + service.processName() + " is. Give --address "
                    + service.shortName() + "=HOST:PORT too.");
        }
        return channel;
    }

    private static ManagedChannel connection(Service service, Address address, Trust trust) {
        NettyChannelBuilder channel = NettyChannelBuilder.forAddress(address.host(), address.port());
        return trust.protect(channel, service, address)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
    }

    @Override
    public void close() {
        connections.forEach(ManagedChannel::shutdownNow);
        for (ManagedChannel connection : connections) {
            try {
                connection.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
