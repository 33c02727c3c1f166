package io.qipan.patrol.unit.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a unit moves on. Among the capabilities of a kind its media stand by their codes. */
public enum Medium {
    ROAD,
    FOOT,
    WATER,
    SHALLOW_WATER,
    ICE,
    AIR;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }

    /** Whether it ends at the bank of a water. */
    public boolean isOnLand() {
        return this == ROAD || this == FOOT;
    }

    /** The media among capabilities, in the order of this enum. */
    public static Set<Medium> among(Collection<String> capabilities) {
        Set<Medium> media = EnumSet.noneOf(Medium.class);
        for (Medium medium : values()) {
            if (capabilities.contains(medium.code())) {
                media.add(medium);
            }
        }
        return Collections.unmodifiableSet(media);
    }
}
