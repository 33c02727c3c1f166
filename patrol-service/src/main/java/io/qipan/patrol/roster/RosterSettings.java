package io.qipan.patrol.roster;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How patient the roster is. */
@Singleton
public class RosterSettings {
    private final Duration confirmHandover;

    public RosterSettings(@ConfigProperty(name = "qipan.roster.confirm-handover") Duration confirmHandover) {
        this.confirmHandover = confirmHandover;
    }

    Duration confirmHandover() {
        return confirmHandover;
    }
}
