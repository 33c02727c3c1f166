package io.qipan.ecology.peer;

import io.qipan.runtime.peer.Peer;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the other services are. */
@Singleton
class Peers {

    @Produces
    @Singleton
    @Named("patrol")
    Peer patrol(
            @ConfigProperty(name = "qipan.peer.patrol.address") String address,
            @ConfigProperty(name = "qipan.peer.token-file") String tokenFile) {
        return new Peer("patrol-service", address, Path.of(tokenFile));
    }

    void closePatrol(@Disposes @Named("patrol") Peer peer) {
        peer.close();
    }
}
