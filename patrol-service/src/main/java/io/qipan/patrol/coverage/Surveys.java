package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.Survey;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.coverage.model.Waters;
import io.qipan.patrol.grid.Grids;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Revisions of the grid as they are measured against. A revision never changes, so the last few stay in memory. */
@Singleton
public class Surveys {
    /** Around a change there are two, and a third for a month that the second did not see. */
    private static final int KEPT = 4;

    private static final List<FeatureKind> MEASURED = List.of(
            FeatureKind.ZONE,
            FeatureKind.CELL,
            FeatureKind.MUST_PATROL_AREA,
            FeatureKind.MUST_PATROL_LINE,
            FeatureKind.MUST_PATROL_POINT,
            FeatureKind.WATER,
            FeatureKind.WATERWAY,
            FeatureKind.BERTH,
            FeatureKind.SLIPWAY);

    private final Grids grids;
    private final Map<Long, Instant> madeAt = new ConcurrentHashMap<>();
    private final ReentrantLock loading = new ReentrantLock();
    private final Map<Long, Survey> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    public Surveys(Grids grids) {
        this.grids = grids;
    }

    public Survey newest() {
        return at(grids.newest());
    }

    public Survey at(long revision) {
        loading.lock();
        try {
            Survey survey = kept.computeIfAbsent(revision, this::load);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return survey;
        } finally {
            loading.unlock();
        }
    }

    private Survey load(long revision) {
        List<FeatureVersion> versions = new ArrayList<>();
        for (FeatureKind kind : MEASURED) {
            versions.addAll(grids.list(revision, Optional.of(kind), "", Integer.MAX_VALUE));
        }
        return Survey.of(revision, versions);
    }

    /** The newest revision that was made before the end of the period; 0 if there is none. */
    public long revisionFor(VisitPeriod period) {
        return validity().revisionFor(period);
    }

    /** The same for many periods, with one look at the newest revision. */
    Survey.Validity validity() {
        long newest = grids.newest();
        return period -> {
            long revision = newest;
            while (revision > 0 && !madeAt(revision).isBefore(period.until())) {
                revision--;
            }
            return revision;
        };
    }

    public Survey of(VisitPeriod period) {
        return at(revisionFor(period));
    }

    /** The waters of the day that each of these quarters begins in; a revision that is asked for twice is read once. */
    public Function<Quarter, Optional<Waters>> waters() {
        Survey.Validity validity = validity();
        Map<Long, Optional<Waters>> known = new HashMap<>();
        return quarter -> {
            long revision = validity.revisionFor(VisitPeriod.at(Period.DAY, quarter.from()));
            return revision == 0
                    ? Optional.empty()
                    : known.computeIfAbsent(revision, number -> at(number).waters());
        };
    }

    Instant madeAt(long revision) {
        return madeAt.computeIfAbsent(
                revision, number -> grids.revision(number).orElseThrow().madeAt());
    }

    /** All that count for anything in this time. A window can reach into it from the day before. */
    static SortedSet<Long> revisionsDuring(Instant from, Instant until, Survey.Validity validity) {
        SortedSet<Long> revisions = new TreeSet<>();
        for (Instant day = from.minus(Duration.ofDays(1));
                day.isBefore(until.plus(Duration.ofDays(1)));
                day = day.plus(Duration.ofDays(1))) {
            for (Period per : Period.values()) {
                revisions.add(validity.revisionFor(VisitPeriod.at(per, day)));
            }
        }
        revisions.remove(0L);
        return revisions;
    }
}
