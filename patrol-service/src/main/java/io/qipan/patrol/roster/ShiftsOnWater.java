package io.qipan.patrol.roster;

import io.qipan.patrol.unit.WaterClaims;
import jakarta.inject.Singleton;
import java.util.Set;

/** Tells of units who of them a shift has patrol waters. */
@Singleton
public class ShiftsOnWater implements WaterClaims {
    private final Shifts shifts;

    public ShiftsOnWater(Shifts shifts) {
        this.shifts = shifts;
    }

    @Override
    public Set<String> claiming(String kind) {
        return shifts.claimingWaters(kind);
    }

    @Override
    public boolean isClaiming(String unit) {
        return shifts.isClaimingWaters(unit);
    }
}
