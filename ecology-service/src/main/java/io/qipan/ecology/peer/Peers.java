package io.qipan.ecology.peer;

import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.peer.PeerCredentials;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the other services are. */
@Singleton
class Peers {

    @Produces
    @Singleton
    @Named("patrol")
    Peer patrol(@ConfigProperty(name = "qipan.peer.patrol.address") String address, PeerCredentials credentials) {
        return new Peer("patrol-service", address, credentials);
    }

    @Produces
    @Singleton
    @Named("dispatch")
    Peer dispatch(@ConfigProperty(name = "qipan.peer.dispatch.address") String address, PeerCredentials credentials) {
        return new Peer("dispatch-service", address, credentials);
    }

    void closeDispatch(@Disposes @Named("dispatch") Peer peer) {
        peer.close();
    }

    void closePatrol(@Disposes @Named("patrol") Peer peer) {
        peer.close();
    }
}
