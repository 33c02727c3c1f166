package io.qipan.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports in a row that nobody listens on, below the range the system hands out itself. */
final class FreePorts {

    private FreePorts() {}

    /** The first of as many as so many replicas of each service take. */
    static int find(int replicas) {
        int count = 1 + 9 * replicas;
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(12_000, 30_000))
                .limit(200)
                .filter(base -> IntStream.range(base, base + count).allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
