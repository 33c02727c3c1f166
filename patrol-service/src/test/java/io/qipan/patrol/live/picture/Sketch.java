package io.qipan.patrol.live.picture;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.UnitChanges;
import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.model.Duty;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Movement.InSeason;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Search.Season;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Units and pictures for tests. A kind for every speed; all of them can {@code water}. */
public final class Sketch {
    public static final Instant NOW = Instant.parse("2026-07-23T17:00:00Z");
    /** Keeps nobody from going anywhere. */
    public static final Season ALL_YEAR = (kind, media) -> new InSeason(media);

    private static final Duration STALE_AFTER = Duration.ofMinutes(3);

    private Sketch() {}

    public static LiveUnit unit(String name, double speedMps) {
        String code = "kind_" + speedMps;
        Kind kind = new Kind(code, 1, code, code, List.of("water"), speedMps, STALE_AFTER, Map.of(), 1, List.of());
        return new LiveUnit(
                Unit.registered("units/" + name, name, code, List.of(), Optional.empty()), kind, Duty.NO_SHIFT_TODAY);
    }

    /** Of a kind that goes by road and on water. */
    static LiveUnit amphibious(String name, double roadMps, double waterMps) {
        String code = "kind_" + roadMps + "_" + waterMps;
        Map<Medium, Double> speeds = Map.of(Medium.ROAD, roadMps, Medium.WATER, waterMps);
        Kind kind = new Kind(code, 1, code, code, List.of("road", "water"), roadMps, STALE_AFTER, speeds, 1, List.of());
        return new LiveUnit(
                Unit.registered("units/" + name, name, code, List.of(), Optional.empty()), kind, Duty.NO_SHIFT_TODAY);
    }

    public static LiveUnit at(LiveUnit live, Position position) {
        return new LiveUnit(live.unit().at(position), live.kind(), live.duty());
    }

    public static LiveUnit at(LiveUnit live, Wgs84 place) {
        return at(live, Position.reported(place, 10, NOW, NOW));
    }

    public static LiveUnit taken(LiveUnit live) {
        return new LiveUnit(live.unit().takenBy("orders/x"), live.kind(), live.duty());
    }

    public static LiveUnit out(LiveUnit live) {
        return new LiveUnit(
                live.unit()
                        .change(live.unit().etag(), new OutOfService("engine"))
                        .orRefuse(),
                live.kind(),
                live.duty());
    }

    public static LiveUnit able(LiveUnit live, String... extra) {
        Unit unit = live.unit();
        return new LiveUnit(
                new Unit(
                        unit.name(),
                        unit.version(),
                        unit.callSign(),
                        unit.kind(),
                        List.of(extra),
                        unit.station(),
                        unit.status(),
                        unit.position(),
                        unit.committedOrder()),
                live.kind(),
                live.duty());
    }

    public static UnitChanges everything(Collection<LiveUnit> units) {
        return everything(units, Map.of());
    }

    static UnitChanges everything(Collection<LiveUnit> units, Map<String, Roster> rosters) {
        return new UnitChanges(
                new Mark(""),
                true,
                units.stream().map(LiveUnit::kind).distinct().toList(),
                units.stream().map(LiveUnit::unit).toList(),
                Map.of(),
                rosters);
    }

    public static Picture picture(LiveUnit... units) {
        return picture(Arrays.asList(units));
    }

    public static Picture picture(Collection<LiveUnit> units) {
        return new Easel().draw(everything(units), NOW).picture();
    }
}
