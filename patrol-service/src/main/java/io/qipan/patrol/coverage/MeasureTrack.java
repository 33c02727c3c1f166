package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.Pieces.SlotOf;
import io.qipan.patrol.coverage.model.Going;
import io.qipan.patrol.coverage.model.Leg;
import io.qipan.patrol.coverage.model.Piece;
import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.Survey;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.Track;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.position.PositionDays;
import io.qipan.patrol.position.Positions;
import io.qipan.patrol.position.TrackChanges;
import io.qipan.patrol.position.TrackChanges.Claim;
import io.qipan.patrol.position.TrackChanges.Part;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.unit.Kinds;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.page.Page;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Measures what has changed of one unit's track, from its fixes, and replaces what that time had given before. */
@Singleton
public class MeasureTrack {
    /** Of one transaction, a day; the rest comes after what is new of others. */
    private static final int MOST_QUARTERS = 96;

    private final TrackChanges changes;
    private final Positions positions;
    private final PositionDays days;
    private final Units units;
    private final Kinds kinds;
    private final Surveys surveys;
    private final Pieces pieces;
    private final Visits visits;
    private final JudgeDuties judgeDuties;
    private final TrackWitness witness;

    public MeasureTrack(
            TrackChanges changes,
            Positions positions,
            PositionDays days,
            Units units,
            Kinds kinds,
            Surveys surveys,
            Pieces pieces,
            Visits visits,
            JudgeDuties judgeDuties,
            TrackWitness witness) {
        this.changes = changes;
        this.positions = positions;
        this.days = days;
        this.units = units;
        this.kinds = kinds;
        this.surveys = surveys;
        this.pieces = pieces;
        this.visits = visits;
        this.judgeDuties = judgeDuties;
        this.witness = witness;
    }

    /** What was measured: of whom, and how many fixes and visits there were. */
    public record Measured(String unit, int quarters, int fixes, int visits) {}

    /** Inside the unit of work that has claimed it. */
    public Measured measure(Claim claim, Instant now) {
        SortedSet<Quarter> quarters = new TreeSet<>();
        claim.parts().forEach(part -> quarters.addAll(Quarter.touchedBy(part.from(), part.until())));
        quarters.removeAll(ofGoneDays(quarters));
        putOff(claim, quarters);
        Optional<Unit> unit = units.find(claim.unit());
        if (unit.isEmpty()) {
            return new Measured(claim.unit(), 0, 0, 0);
        }
        Going going = going(unit.get());
        Set<SlotOf> changed = new HashSet<>();
        int fixes = 0;
        for (Quarter.Run run : Quarter.runs(quarters)) {
            List<Fix> track = fixes(claim.unit(), run);
            if (!days.gone(before(run), after(run)).days().isEmpty()) {
                throw new IllegalStateException("A day of positions went while the track of " + claim.unit()
                        + " was measured; it is measured again without that day");
            }
            fixes += track.size();
            changed.addAll(pieces.replace(claim.unit(), quartersOf(run, quarters), measured(track, run, going)));
            witness.measured(claim.unit(), run, track, going);
        }
        return new Measured(claim.unit(), quarters.size(), fixes, count(claim.unit(), changed, now));
    }

    /** What days have proved that are gone must not go with them. */
    private List<Quarter> ofGoneDays(SortedSet<Quarter> quarters) {
        if (quarters.isEmpty()) {
            return List.of();
        }
        SortedSet<LocalDate> gone = days.gone(
                        quarters.first().from().minus(Track.LONGEST_GAP),
                        quarters.last().until().plus(Track.LONGEST_GAP))
                .days();
        return gone.isEmpty()
                ? List.of()
                : quarters.stream()
                        .filter(quarter -> gone.contains(day(quarter.from().minus(Track.LONGEST_GAP)))
                                || gone.contains(day(quarter.until().plus(Track.LONGEST_GAP))))
                        .toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** Leaves the first, and marks the others to be measured another time. */
    private void putOff(Claim claim, SortedSet<Quarter> quarters) {
        if (quarters.size() > MOST_QUARTERS) {
            SortedSet<Quarter> rest =
                    new TreeSet<>(quarters.stream().skip(MOST_QUARTERS).toList());
            quarters.removeAll(rest);
            List<Part> parts = new ArrayList<>();
            for (Quarter.Run run : Quarter.runs(rest)) {
                // Parts touch what is around them; these are whole already.
                Instant from = run.from().plus(Track.LONGEST_GAP);
                parts.add(new Part(from, run.until().minus(Track.LONGEST_GAP).minusNanos(1_000)));
            }
            changes.addAgain(claim.unit(), parts, claim.since());
        }
    }

    private Going going(Unit unit) {
        List<String> capabilities = new ArrayList<>(unit.extraCapabilities());
        for (Kind kind : kinds.all()) {
            if (kind.code().equals(unit.kind())) {
                capabilities.addAll(kind.capabilities());
            }
        }
        return Going.of(capabilities);
    }

    /** With a neighbour on each side, if there is one near enough to be joined. */
    private List<Fix> fixes(String unit, Quarter.Run run) {
        Page all = new Page(Integer.MAX_VALUE - 1, Optional.empty(), "");
        return positions.track(unit, before(run), after(run), all);
    }

    private static Instant before(Quarter.Run run) {
        return run.from().minus(Track.LONGEST_GAP);
    }

    private static Instant after(Quarter.Run run) {
        return run.until().plus(Track.LONGEST_GAP);
    }

    private static Collection<Quarter> quartersOf(Quarter.Run run, SortedSet<Quarter> quarters) {
        return quarters.subSet(run.first(), run.last().next());
    }

    private List<Piece> measured(List<Fix> track, Quarter.Run run, Going going) {
        List<List<Leg>> ways = Track.byDevice(track).stream()
                .map(fixes -> Track.legs(fixes, going.fastestMps()))
                .filter(legs -> !legs.isEmpty())
                .toList();
        List<Piece> found = new ArrayList<>();
        if (!ways.isEmpty()) {
            Survey.Validity validity = surveys.validity();
            for (long revision : Surveys.revisionsDuring(run.from(), run.until(), validity)) {
                Survey survey = surveys.at(revision);
                ways.forEach(legs -> found.addAll(survey.measure(legs, run.from(), run.until(), validity)));
            }
        }
        return found;
    }

    /** Counts the visits of the slots that changed, and has the duties judged that they are of. */
    private int count(String unit, Set<SlotOf> changed, Instant now) {
        Set<SlotOf> visited = new HashSet<>(changed);
        visited.removeIf(slot -> slot.feature().startsWith("gridFeatures/zone-")
                || slot.feature().startsWith("gridFeatures/cell-"));
        if (visited.isEmpty()) {
            return 0;
        }
        Map<SlotOf, List<Piece>> present = pieces.of(unit, visited);
        Set<JudgeDuties.Subject> subjects = new TreeSet<>();
        int made = 0;
        for (SlotOf slot : visited) {
            Optional<Surveyed> feature = surveys.of(slot.period()).find(slot.feature());
            var found = feature.map(one -> one.visits(present.getOrDefault(slot, List.of())))
                    .orElse(List.of());
            if (visits.replace(unit, slot, found)) {
                subjects.add(new JudgeDuties.Subject(slot.feature(), slot.period()));
                feature.filter(Surveyed::asksForGaps)
                        .ifPresent(one -> subjects.addAll(later(slot.feature(), slot.period(), now)));
                made += found.size();
            }
        }
        subjects.forEach(subject -> judgeDuties.judge(subject, now, "The track of " + unit + " was measured."));
        return made;
    }

    /** The time between visits knows no borders of periods: a track that comes late has a say in those that followed. */
    private static List<JudgeDuties.Subject> later(String feature, VisitPeriod period, Instant now) {
        return Stream.iterate(period.next(), next -> !next.from().isAfter(now), VisitPeriod::next)
                .map(next -> new JudgeDuties.Subject(feature, next))
                .toList();
    }
}
