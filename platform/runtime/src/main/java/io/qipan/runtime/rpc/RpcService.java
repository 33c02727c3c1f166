package io.qipan.runtime.rpc;

import io.grpc.ServerServiceDefinition;

/**
 * The handlers of one service of the contract. It takes the place of gRPC's {@code BindableService}: where Quarkus sees one of
 * those it starts a server of its own beside {@link RpcServer}.
 */
public interface RpcService {
    /** Binds the handlers, with {@link Rpc#bind}. */
    ServerServiceDefinition bindService();
}
