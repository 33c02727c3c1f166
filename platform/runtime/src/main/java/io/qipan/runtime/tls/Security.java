package io.qipan.runtime.tls;

import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;

/** How connections between services are protected. */
public interface Security {

    /** Not at all: on one machine, or where the network sees to it. */
    Security NONE = new Security() {
        @Override
        public void protect(NettyServerBuilder server) {}

        @Override
        public void protect(NettyChannelBuilder channel, String service) {
            channel.usePlaintext();
        }
    };

    void protect(NettyServerBuilder server);

    /**
     * @param service the name that the other end must prove to have
     */
    void protect(NettyChannelBuilder channel, String service);
}
