package io.qipan.patrol.unit;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Unit;
import java.util.List;
import java.util.Map;

/**
 * What became of the units since a mark, all as it was at one moment.
 *
 * @param mark the moment, to go on from
 * @param everything whether this is all there is, and not what changed
 * @param units those that changed, or were taken or freed, each with its position
 * @param positions of units that moved, by name
 * @param rosters of units with shifts that changed, by name
 */
public record UnitChanges(
        Mark mark,
        boolean everything,
        List<Kind> kinds,
        List<Unit> units,
        Map<String, Position> positions,
        Map<String, Roster> rosters) {

    /** A moment in the history of the database; only the adapter that made it can read it. */
    public record Mark(String text) {}

    public UnitChanges {
        kinds = List.copyOf(kinds);
        units = List.copyOf(units);
        positions = Map.copyOf(positions);
        rosters = Map.copyOf(rosters);
    }

    static UnitChanges none(Mark mark) {
        return new UnitChanges(mark, false, List.of(), List.of(), Map.of(), Map.of());
    }

    public boolean isEmpty() {
        return !everything && kinds.isEmpty() && units.isEmpty() && positions.isEmpty() && rosters.isEmpty();
    }
}
