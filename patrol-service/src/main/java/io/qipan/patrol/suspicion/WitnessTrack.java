package io.qipan.patrol.suspicion;

import io.qipan.patrol.coverage.Surveys;
import io.qipan.patrol.coverage.TrackWitness;
import io.qipan.patrol.coverage.model.Going;
import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.Waters;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.roster.Shifts;
import io.qipan.patrol.suspicion.model.Claims;
import io.qipan.patrol.suspicion.model.Signs;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks for signs in what coverage is measured of. */
@Singleton
public class WitnessTrack implements TrackWitness {
    private final TrackSigns signs;
    private final Surveys surveys;
    private final Shifts shifts;

    public WitnessTrack(TrackSigns signs, Surveys surveys, Shifts shifts) {
        this.signs = signs;
        this.surveys = surveys;
        this.shifts = shifts;
    }

    @Override
    public void measured(String unit, Quarter.Run quarters, List<Fix> fixes, Going going) {
        Claims claims = new Claims(going.onlyOnWater(), shifts.worked(unit, quarters.from(), quarters.until()));
        Function<Quarter, Optional<Waters>> all = surveys.waters();
        signs.replace(
                unit,
                quarters,
                Signs.byQuarter(quarters, fixes, going.fastestMps(), at -> claims.at(at, all.apply(Quarter.of(at))))
                        .values());
    }
}
