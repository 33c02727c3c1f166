package io.qipan.patrol.season;

import io.qipan.patrol.season.model.Verdict;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether something may move at a place and time, with everything that decides. */
@Singleton
public class EvaluateMovement {
    private final Units units;
    private final LiveSeason liveSeason;

    public EvaluateMovement(Units units, LiveSeason liveSeason) {
        this.units = units;
        this.liveSeason = liveSeason;
    }

    /** @param openToOthers media that are open there, whoever moves on them */
    public record Answer(Verdict verdict, Set<Medium> openToOthers) {}

    public Answer ofUnit(String name, Wgs84 place, Instant at) {
        Unit unit = units.find(name).orElseThrow(() -> Refusal.notFound(name).asException());
        return evaluate(unit.kind(), unit.extraCapabilities(), place, at);
    }

    public Answer ofKind(String kind, Wgs84 place, Instant at) {
        if (!liveSeason.isKind(kind)) {
            throw Refusal.notFound(kind).asException();
        }
        return evaluate(kind, List.of(), place, at);
    }

    private Answer evaluate(String kind, Collection<String> extraCapabilities, Wgs84 place, Instant at) {
        return new Answer(liveSeason.verdict(kind, extraCapabilities, place, at), liveSeason.openAt(place, at));
    }
}
