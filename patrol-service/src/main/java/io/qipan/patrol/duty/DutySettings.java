package io.qipan.patrol.duty;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often strength is looked at though nothing was told, and how patient shortfalls are. */
@Singleton
public class DutySettings {
    private final Duration checkStrength;
    private final Duration remindOfShortfall;

    public DutySettings(
            @ConfigProperty(name = "qipan.duty.check-strength") Duration checkStrength,
            @ConfigProperty(name = "qipan.duty.remind-of-shortfall") Duration remindOfShortfall) {
        this.checkStrength = positive("qipan.duty.check-strength", checkStrength);
        this.remindOfShortfall = positive("qipan.duty.remind-of-shortfall", remindOfShortfall);
    }

    /** A deadline that is due again at once would never end. */
    private static Duration positive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(setting + " is " + value + " and must be longer than nothing.");
        }
        return value;
    }

    Duration checkStrength() {
        return checkStrength;
    }

    Duration remindOfShortfall() {
        return remindOfShortfall;
    }
}
