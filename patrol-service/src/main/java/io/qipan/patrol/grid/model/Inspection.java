package io.qipan.patrol.grid.model;

import io.qipan.patrol.grid.model.ShapeCheck.Checked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that was found in an import, errors first, and how the grid would change by it.
 *
 * @param change what it would be without what cannot be used, if there are errors
 */
public record Inspection(List<Finding> findings, GridChange change) {

    public Inspection {
        findings = List.copyOf(findings);
    }

    public static Inspection of(Grid present, Reading reading) {
        List<Finding> findings = new ArrayList<>(reading.findings());
        List<Draft> sound = new ArrayList<>();
        Set<FeatureKind> incomplete = EnumSet.noneOf(FeatureKind.class);
        incomplete.addAll(reading.incomplete());
        for (Draft draft : reading.drafts()) {
            Checked checked = ShapeCheck.check(draft);
            findings.addAll(checked.findings());
            checked.sound()
                    .ifPresentOrElse(
                            sound::add, () -> incomplete.add(draft.feature().kind()));
        }
        Proposal proposal = new Proposal(present, reading.datum(), reading.kinds(), sound, incomplete);
        AxesCheck.check(present, reading.drawn()).ifPresent(findings::add);
        DatumCheck.check(proposal).ifPresent(findings::add);
        findings.addAll(CodeCheck.check(reading.drafts()));
        findings.addAll(ParentCheck.check(proposal));
        findings.addAll(TilingCheck.check(proposal));
        findings.sort(Comparator.comparing(Finding::severity).thenComparingInt(Finding::index));
        return new Inspection(findings, GridChange.between(present, proposal.next()));
    }

    /** With every suspicion as an error: nobody has looked at it yet. */
    public Inspection strict() {
        List<Finding> all =
                new ArrayList<>(findings.stream().map(Finding::strict).toList());
        all.sort(Comparator.comparing(Finding::severity).thenComparingInt(Finding::index));
        return new Inspection(all, change);
    }

    /** With another change, of the same document. */
    public Inspection changing(GridChange other) {
        return new Inspection(findings, other);
    }

    /** With what others find, each where its feature stands in the document. */
    public Inspection with(List<Finding> others, Reading reading) {
        Map<String, Integer> indices = new HashMap<>();
        reading.drafts().forEach(draft -> indices.putIfAbsent(draft.feature().name(), draft.index()));
        List<Finding> all = new ArrayList<>(findings);
        others.forEach(finding ->
                all.add(finding.standing(finding.feature().map(indices::get).orElse(Finding.NOWHERE))));
        all.sort(Comparator.comparing(Finding::severity).thenComparingInt(Finding::index));
        return new Inspection(all, change);
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }
}
