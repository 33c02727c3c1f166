package io.qipan.runtime.rpc;

import java.time.Duration;

/**
 * What the gRPC server takes of a connection, before anybody knows who is at its other end.
 *
 * @param headerBytes all headers of a call together, the token among them
 * @param connections that are open at a time
 * @param connectionsOfAddress the same, of one address
 * @param handshake from the connection to the end of the handshakes of TLS and HTTP/2: whoever dawdles is cut off
 * @param idle how long a connection without a call stays open
 * @param age after which a connection takes no more calls, so that clients spread over the replicas there are; those under way
 *     go on
 */
public record ServerLimits(
        int headerBytes, int connections, int connectionsOfAddress, Duration handshake, Duration idle, Duration age) {}
