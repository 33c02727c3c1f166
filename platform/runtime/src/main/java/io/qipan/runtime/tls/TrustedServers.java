package io.qipan.runtime.tls;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Connections to other organisations: the other end must prove the name by which we address it, and is shown no certificate of
 * ours.
 */
public final class TrustedServers implements Security {
    private final SslContext context;

    /**
     * @param trusted PEM, whoever signs their certificates; empty for those whom the system trusts. Read once.
     */
    public TrustedServers(Optional<Path> trusted) {
        try {
            SslContextBuilder builder = GrpcSslContexts.forClient();
            trusted.ifPresent(file -> builder.trustManager(file.toFile()));
            this.context = builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    trusted.map(Path::toString).orElse("The trust of the system") + " cannot be used to trust others: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void protect(NettyServerBuilder server) {
        throw new UnsupportedOperationException("This has no certificate to serve with");
    }

    /** The name that counts is the one in the channel's address. */
    @Override
    public void protect(NettyChannelBuilder channel, String service) {
        channel.sslContext(context);
    }
}
