package io.qipan.launcher;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Whom a client takes for a service: whoever answers, on a line that is not protected, or whoever proves its name by
 * TLS.
 *
 * @param authority PEM, who signs the names; empty: whom the JDK trusts
 */
public record Trust(boolean tls, Optional<Path> authority) {

    /** Whoever answers. */
    public static final Trust PLAIN = new Trust(false, Optional.empty());

    private static final String THIS_MACHINE = "localhost";

    /** As the board of a checkout was started. */
    public static Trust of(Workspace workspace) {
        return new RunState(workspace.run()).mode().tls()
                ? new Trust(true, Optional.of(ServiceCertificates.of(workspace).trusted()))
                : PLAIN;
    }

    /** A service that is reached by number, or by a port of this machine that leads to it, proves its own name. */
    NettyChannelBuilder protect(NettyChannelBuilder channel, Service service, Address address) {
        if (!tls) {
            return channel.usePlaintext();
        }
        try {
            SslContextBuilder context = GrpcSslContexts.forClient();
            authority.map(Trust::readable).ifPresent(file -> context.trustManager(file.toFile()));
            NettyChannelBuilder protectedChannel = channel.sslContext(context.build());
            return isName(address.host())
                    ? protectedChannel
                    : protectedChannel.overrideAuthority(service.processName());
        } catch (SSLException | IllegalArgumentException e) {
            throw new UserError(authority.map(Path::toString).orElse("The JDK")
                    + " holds no certificates, as PEM, that can be trusted: " + e.getMessage() + ".");
        }
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new UserError(file + " cannot be read. Give the file of the authority that signed the certificates.");
        }
        return file;
    }

    private static boolean isName(String host) {
        return !host.equals(THIS_MACHINE) && !isNumber(host);
    }

    /** Whether a line to it stays on this machine. */
    static boolean isHere(Address address) {
        return address.host().equals(THIS_MACHINE)
                || isNumber(address.host())
                        && InetAddress.ofLiteral(address.host()).isLoopbackAddress();
    }

    private static boolean isNumber(String host) {
        try {
            InetAddress ignored = InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
