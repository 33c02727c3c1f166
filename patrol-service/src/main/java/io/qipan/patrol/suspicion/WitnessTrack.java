package io.qipan.patrol.suspicion;

import io.qipan.patrol.coverage.TrackWitness;
import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.suspicion.model.Signs;
import jakarta.inject.Singleton;
import java.util.List;

/** Looks for signs in what coverage is measured of. */
@Singleton
public class WitnessTrack implements TrackWitness {
    private final TrackSigns signs;

    public WitnessTrack(TrackSigns signs) {
        this.signs = signs;
    }

    @Override
    public void measured(String unit, Quarter.Run quarters, List<Fix> fixes, double fastestMps) {
        signs.replace(
                unit, quarters, Signs.byQuarter(quarters, fixes, fastestMps).values());
    }
}
