package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.Draft;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureKind.Form;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.grid.model.Inspection;
import io.qipan.patrol.grid.model.Reading;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Direction;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.locationtech.jts.geom.Geometry;

/** Makes what is to be visited for an owner in another service exactly what that asks for. */
@Singleton
public class PutVisitingRules {
    private static final Set<FeatureKind> KINDS = Set.of(FeatureKind.MUST_PATROL_LINE, FeatureKind.MUST_PATROL_AREA);

    private final Grids grids;
    private final RuleOwners owners;
    private final Journal journal;

    public PutVisitingRules(Grids grids, RuleOwners owners, Journal journal) {
        this.grids = grids;
        this.owners = owners;
        this.journal = journal;
    }

    /**
     * What somebody asks for.
     *
     * @param geometry in WGS-84; empty if no key has a rule
     */
    public record Order(
            String owner,
            String titleEn,
            String titleZh,
            Optional<Geometry> geometry,
            List<Entry> entries,
            String by,
            Instant at) {}

    /**
     * One reason to visit.
     *
     * @param rule empty: not any more
     */
    public record Entry(String key, Optional<Asked> rule) {}

    /** How often, how long, how much of a line, and how far apart. */
    public record Asked(int visits, Period per, int minimumDwellS, double minimumShare, Gaps gaps) {}

    /** What there is now, and the revision that was made if anything differs. */
    public record Outcome(List<GridFeature> features, Optional<GridRevision> made) {}

    public Outcome put(Order order) {
        grids.lock();
        long newest = grids.newest();
        List<GridFeature> wanted = wanted(order);
        // Nothing else of the grid can change by it, and the whole of it is long to read.
        Grid present = Grid.of(newest, ofOrder(order, newest));
        GridChange change = GridChange.between(present, Grid.of(newest, wanted));
        owners.remove(change.removed().stream().map(GridFeature::name).toList());
        owners.put(order.owner(), wanted.stream().map(GridFeature::name).toList());
        return new Outcome(wanted, change.isEmpty() ? Optional.empty() : Optional.of(make(order, newest + 1, change)));
    }

    /** What there is now of what the order is about. */
    private List<GridFeature> ofOrder(Order order, long revision) {
        return order.entries().stream()
                .map(entry -> code(order.owner(), entry.key()))
                .distinct()
                .flatMap(code -> KINDS.stream().map(kind -> GridFeature.name(kind, code)))
                .flatMap(name -> grids.find(name, revision).stream())
                .map(FeatureVersion::feature)
                .toList();
    }

    /** 37 of the 40 characters that a code may have, the same for the same owner and key. */
    private static String code(String owner, String key) {
        return "x" + UUID.nameUUIDFromBytes((owner + " " + key).getBytes(StandardCharsets.UTF_8));
    }

    private static List<GridFeature> wanted(Order order) {
        List<Draft> drafts = new ArrayList<>();
        for (Entry entry : order.entries()) {
            entry.rule().ifPresent(asked -> drafts.add(draft(order, entry.key(), asked)));
        }
        Geometry drawn = order.geometry().orElse(null);
        if (drafts.isEmpty() || drawn == null) {
            return List.of();
        }
        // The rules for single features are those of imports; there is nothing else for these to clash with.
        Inspection inspection = Inspection.of(
                Grid.empty(),
                new Reading(MapDatum.WGS84, KINDS, drafts, Set.of(), drawn.getEnvelopeInternal(), List.of()));
        inspection.findings().stream().filter(Finding::isError).findFirst().ifPresent(fault -> {
            throw invalid("geometry", fault.text());
        });
        return inspection.change().added();
    }

    private static Draft draft(Order order, String key, Asked asked) {
        Geometry geometry = order.geometry()
                .orElseThrow(() -> invalid("geometry", "It is missing, and something is to be visited."));
        FeatureKind kind = geometry.getDimension() == 1 ? FeatureKind.MUST_PATROL_LINE : FeatureKind.MUST_PATROL_AREA;
        boolean line = kind.form() == Form.LINE;
        VisitingRule rule = new VisitingRule(
                List.of(),
                asked.visits(),
                asked.per(),
                asked.minimumDwellS(),
                line ? asked.minimumShare() : 0,
                line ? Optional.of(Direction.EITHER) : Optional.empty(),
                asked.gaps());
        rule.problemFor(kind).ifPresent(problem -> {
            throw invalid("entries", problem);
        });
        GridFeature feature = new GridFeature(
                kind,
                code(order.owner(), key),
                order.titleEn(),
                order.titleZh(),
                Optional.empty(),
                geometry,
                MapDatum.WGS84,
                Optional.of(rule),
                List.of(),
                0);
        return new Draft(0, feature, geometry);
    }

    private static RuntimeException invalid(String field, String what) {
        return Refusal.of(Reason.INVALID_FIELD, "The field " + field + " cannot be used: " + what)
                .withViolations(List.of(new Violation(field, what)))
                .asException();
    }

    private GridRevision make(Order order, long number, GridChange change) {
        GridRevision revision = new GridRevision(
                number,
                order.at(),
                order.by(),
                "Visiting rules of " + order.owner() + ".",
                change.added().size(),
                change.changed().size(),
                change.removed().size());
        grids.add(revision, change);
        journal.append(
                revision.name(), "grid.rules_put", order.at(), revision.reason(), GridMessages.message(revision));
        return revision;
    }
}
