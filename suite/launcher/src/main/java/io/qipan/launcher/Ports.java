package io.qipan.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * The ports of a board: PostgreSQL on the base, HTTP of the services on the three after it, their gRPC on the next three, health
 * and metrics on three more; then nine for each further replica of them all, in the same order; the last one is where a partner
 * is expected that is played.
 *
 * @param replicas how many of each service
 */
public record Ports(int base, int replicas) {

    public static final int DEFAULT_BASE = 7100;
    private static final int OF_EACH_REPLICA = 3 * Service.values().length;

    public Ports {
        // Of a board that was started before there were replicas.
        replicas = replicas == 0 ? 1 : replicas;
        if (replicas < 0 || replicas > Replica.MOST) {
            throw new UserError(
                    "--replicas %d is out of range. Choose from 1 to %d.".formatted(replicas, Replica.MOST));
        }
        if (base < 1024 || base > highestBase(replicas)) {
            throw new UserError(
                    "--port-base %d is out of range. Choose one from 1024 to %d; it and the %d ports after it are used."
                            .formatted(base, highestBase(replicas), count(replicas) - 1));
        }
    }

    /** With one replica of each service. */
    public Ports(int base) {
        this(base, 1);
    }

    /** How many ports a board takes. */
    static int count(int replicas) {
        return 1 + replicas * OF_EACH_REPLICA + 1;
    }

    private static int highestBase(int replicas) {
        return 65_536 - count(replicas);
    }

    List<Replica> all() {
        return Replica.ofEach(replicas);
    }

    List<Address> grpcOfEach(Service service) {
        return Replica.of(service, replicas).stream().map(this::grpc).toList();
    }

    public int postgres() {
        return base;
    }

    /** Nothing of the board listens here: dispatch-service calls a partner that is played on this machine. */
    int partner() {
        return base + count(replicas) - 1;
    }

    /** JSON. */
    Address http(Replica replica) {
        return Address.local(base
                + 1
                + (replica.number() - 1) * OF_EACH_REPLICA
                + replica.service().ordinal());
    }

    Address grpc(Replica replica) {
        return Address.local(http(replica).port() + Service.values().length);
    }

    /** Health and metrics. */
    Address management(Replica replica) {
        return Address.local(grpc(replica).port() + Service.values().length);
    }

    /** Of the first replica. */
    Address http(Service service) {
        return http(new Replica(service, 1));
    }

    /** Of the first replica. */
    Address grpc(Service service) {
        return grpc(new Replica(service, 1));
    }

    /** Refuses with the port, its holder where it can be known, and the flag that chooses others. */
    public void requireFree(int port, String wantedBy) {
        if (isFree(port)) {
            return;
        }
        String holder = PortHolder.of(port).map(name -> " by " + name).orElse(" by another process");
        throw new UserError(
                "Port %d, which %s needs, is taken%s. Stop that, or choose other ports: ./qipan up --port-base %d"
                        .formatted(port, wantedBy, holder, suggestion()));
    }

    private int suggestion() {
        return base + 100 > highestBase(replicas) ? DEFAULT_BASE : base + 100;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(Address.LOOPBACK), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
