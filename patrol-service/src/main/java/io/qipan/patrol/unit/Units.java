package io.qipan.patrol.unit;

import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The units there are, each with its last known position and the order that holds it. */
public interface Units {

    /** Adds a new unit. If its name or call sign is taken nothing is added, and the answer is the name of the one that has it. */
    Optional<String> add(Unit unit);

    Optional<Unit> find(String name);

    /** Those of these that exist, by name; nothing is held. */
    Map<String, Unit> find(Collection<String> names);

    /** Holds these units, as far as they exist, until the end of the unit of work; always in the same order, so that nobody waits in a circle. */
    Map<String, Unit> lock(Collection<String> names);

    /** Keeps the version and status of a locked unit. Its commitment and position are kept by those that own them. */
    void save(Unit unit);

    /**
     * Keeps the version, call sign, extra capabilities and station of a locked unit. If another has the call sign nothing is kept,
     * and the answer is the name of that one.
     */
    Optional<String> correct(Unit unit);

    /** By name, one more than the page holds. */
    List<Unit> list(Page page, Optional<String> kind);

    /** Holds every unit of a kind until the end of the unit of work, in the order of their names. */
    List<Unit> lockOfKind(String kind);

    /** What the roster says of these units around a time, by name; units without shifts are not in it. */
    Map<String, Roster> rosters(Collection<String> names, Instant around);

    /** Every unit and kind, and what the roster says around a time. */
    UnitChanges all(Instant around);

    /** What changed since a mark: at least what the reading that gave the mark did not see. May be everything. */
    UnitChanges since(Mark mark, Instant around);
}
