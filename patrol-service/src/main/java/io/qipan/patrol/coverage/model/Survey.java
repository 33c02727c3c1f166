package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.FeatureVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/** One revision of the grid, ready to measure tracks against, from any number of threads. */
public final class Survey {
    private final long revision;
    private final Map<String, Surveyed> features = new TreeMap<>();
    private final STRtree tree = new STRtree();
    private final Optional<Waters> waters;

    private Survey(long revision, Optional<Waters> waters) {
        this.revision = revision;
        this.waters = waters;
    }

    public static Survey of(long revision, Collection<FeatureVersion> versions) {
        Survey survey = new Survey(revision, Waters.of(versions));
        for (FeatureVersion version : versions) {
            Surveyed.of(version).ifPresent(feature -> {
                survey.features.put(feature.name(), feature);
                survey.tree.insert(feature.target().reach(), feature);
            });
        }
        survey.tree.build();
        return survey;
    }

    public long revision() {
        return revision;
    }

    /** Empty if it has none. */
    public Optional<Waters> waters() {
        return waters;
    }

    /** Whether both know the same waters and harbours. */
    public boolean hasWatersOf(Survey other) {
        return waters.map(Waters::versions).equals(other.waters.map(Waters::versions));
    }

    public Optional<Surveyed> find(String feature) {
        return Optional.ofNullable(features.get(feature));
    }

    /** By name. */
    public Collection<Surveyed> features() {
        return features.values();
    }

    /** Which revision counts for a period. */
    @FunctionalInterface
    public interface Validity {
        long revisionFor(VisitPeriod period);
    }

    /**
     * What these legs prove from one time to another, as far as this revision counts. Cut where a quarter or a slot ends; so it
     * does not matter what else is measured with it.
     */
    public List<Piece> measure(List<Leg> legs, Instant from, Instant until, Validity validity) {
        Measuring measuring = new Measuring(from, until, slot -> validity.revisionFor(slot.period()) == revision);
        for (Leg leg : legs) {
            if (!leg.until().isBefore(from) && leg.from().isBefore(until)) {
                near(leg.envelope()).forEach(feature -> measuring.add(feature, leg));
            }
        }
        return measuring.pieces();
    }

    @SuppressWarnings("unchecked")
    private List<Surveyed> near(Envelope envelope) {
        return tree.query(envelope);
    }
}
