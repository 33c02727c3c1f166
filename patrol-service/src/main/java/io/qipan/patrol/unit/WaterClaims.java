package io.qipan.patrol.unit;

import java.util.Set;

/** Who is to be on the water by the roster. Inside a unit of work only. */
public interface WaterClaims {

    /** Names of the units of a kind with a shift, not over, that claims waters. */
    Set<String> claiming(String kind);

    /** Whether a unit has a shift, not over, that claims waters. */
    boolean isClaiming(String unit);
}
