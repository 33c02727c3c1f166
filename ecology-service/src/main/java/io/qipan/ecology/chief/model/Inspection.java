package io.qipan.ecology.chief.model;

import io.qipan.ecology.chief.model.Finding.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * Everything that was found in an import, errors first, and how the jurisdictions would change by it.
 *
 * @param change what it would be without what cannot be used, if there are errors
 */
public record Inspection(List<Finding> findings, Territory.Change change) {
    private static final Envelope CHINA = new Envelope(73, 136, 3, 54);

    public Inspection {
        findings = List.copyOf(findings);
    }

    /**
     * @param held names of jurisdictions that somebody is appointed to
     */
    public static Inspection of(Territory present, Set<String> held, Reading reading) {
        List<Finding> findings = new ArrayList<>(reading.findings());
        List<Jurisdiction> sound = new ArrayList<>();
        for (Draft draft : reading.drafts()) {
            ShapeCheck.check(draft).ifPresentOrElse(findings::add, () -> sound.add(draft.jurisdiction()));
        }
        farAway(reading.drawn(), findings);
        sameCodes(reading.drafts(), findings);
        Territory.Change change = present.replacing(reading.layers(), sound);
        change.removed().stream()
                .map(Jurisdiction::name)
                .filter(held::contains)
                .forEach(name -> findings.add(Finding.warning(
                                Code.APPOINTMENT_LEFT_OVER,
                                Finding.NOWHERE,
                                "Somebody is appointed to " + name + ", which is removed. End the appointment.")
                        .of(name)));
        findings.sort(Comparator.comparing(Finding::severity).thenComparingInt(Finding::index));
        return new Inspection(findings, change);
    }

    private static void farAway(Envelope drawn, List<Finding> findings) {
        if (!drawn.isNull() && !CHINA.intersects(drawn)) {
            Coordinate middle = drawn.centre();
            findings.add(Finding.warning(
                    Code.FAR_AWAY,
                    Finding.NOWHERE,
                    "The document lies around " + middle.x + " degrees east, " + middle.y
                            + " north, outside of China. Maybe latitude and longitude are exchanged; GeoJSON wants the"
                            + " longitude first."));
        }
    }

    private static void sameCodes(List<Draft> drafts, List<Finding> findings) {
        Map<String, Draft> first = new HashMap<>();
        for (Draft draft : drafts) {
            Draft earlier = first.putIfAbsent(draft.jurisdiction().name(), draft);
            if (earlier != null) {
                findings.add(draft.error(
                                Code.DUPLICATE_CODE,
                                "Feature " + earlier.index() + " is "
                                        + draft.jurisdiction().name() + " as well. Give each a code of its own.")
                        .at(draft.jurisdiction().geometry().getCoordinate()));
            }
        }
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }
}
