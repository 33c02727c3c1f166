package io.qipan.patrol.roster;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How patient the roster is. */
@Singleton
public class RosterSettings {
    private final Duration confirmHandover;
    private final Duration overdueAfter;

    public RosterSettings(
            @ConfigProperty(name = "qipan.roster.confirm-handover") Duration confirmHandover,
            @ConfigProperty(name = "qipan.roster.overdue-after") Duration overdueAfter) {
        this.confirmHandover = positive("qipan.roster.confirm-handover", confirmHandover);
        this.overdueAfter = positive("qipan.roster.overdue-after", overdueAfter);
    }

    /** A deadline that is due again at once would never end. */
    private static Duration positive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(setting + " is " + value + " and must be longer than nothing.");
        }
        return value;
    }

    Duration confirmHandover() {
        return confirmHandover;
    }

    /** How long a shift may run beyond its plan before everybody who watches is told, and told again. */
    Duration overdueAfter() {
        return overdueAfter;
    }
}
