package io.qipan.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The ports of a board: PostgreSQL on the base, HTTP of the services on the three after it, their gRPC on the next three. */
record Ports(int base) {

    static final int DEFAULT_BASE = 7100;
    static final int COUNT = 7;
    private static final int HIGHEST_BASE = 65_536 - COUNT;

    Ports {
        if (base < 1024 || base > HIGHEST_BASE) {
            throw new UserError(
                    "--port-base %d is out of range. Choose one from 1024 to %d; it and the six ports after it are used."
                            .formatted(base, HIGHEST_BASE));
        }
    }

    int postgres() {
        return base;
    }

    /** JSON, health and metrics. */
    Address http(Service service) {
        return Address.local(base + 1 + service.ordinal());
    }

    Address grpc(Service service) {
        return Address.local(base + 1 + Service.values().length + service.ordinal());
    }

    /** Refuses with the port, its holder where it can be known, and the flag that chooses others. */
    void requireFree(int port, String wantedBy) {
        if (isFree(port)) {
            return;
        }
        String holder = PortHolder.of(port).map(name -> " by " + name).orElse(" by another process");
        throw new UserError(
                "Port %d, which %s needs, is taken%s. Stop that, or choose other ports: ./qipan up --port-base %d"
                        .formatted(port, wantedBy, holder, suggestion()));
    }

    private int suggestion() {
        return base + 100 > HIGHEST_BASE ? DEFAULT_BASE : base + 100;
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
