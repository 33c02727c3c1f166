package io.qipan.dispatch.searcharea.model;

import io.qipan.dispatch.searcharea.model.Claim.Holds;
import io.qipan.dispatch.searcharea.model.Claim.Searched;
import io.qipan.dispatch.searcharea.model.Extent.Circle;
import io.qipan.dispatch.searcharea.model.SearchFact.Narrowing;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Location.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/** Facts around Wuhai. */
final class Told {
    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    static final Wgs84 BRIDGE = new Wgs84(39.67, 106.78);

    private Told() {}

    static SearchFact that(Extent extent, double certainty) {
        return fact(extent, new Holds(certainty));
    }

    static SearchFact searched(Extent extent, double detection) {
        return fact(extent, new Searched(detection));
    }

    private static SearchFact fact(Extent extent, Claim claim) {
        return new SearchFact(
                1,
                extent,
                claim,
                Source.CALLER,
                "the caller",
                NOW,
                "heard in the background",
                "wang",
                NOW,
                Narrowing.NONE,
                Optional.empty());
    }

    /** Numbered as they are told. */
    static List<SearchFact> facts(SearchFact... told) {
        List<SearchFact> facts = new ArrayList<>();
        for (SearchFact fact : told) {
            facts.add(fact.numbered(facts.size() + 1));
        }
        return facts;
    }

    static SearchMap map(List<SearchFact> facts) {
        return SearchMap.of("searchAreas/1", facts, NOW).orRefuse();
    }

    static SearchMap map(SearchFact... told) {
        return map(facts(told));
    }

    /** So many metres east and north of the bridge. */
    static Wgs84 at(double east, double north) {
        return new Plane(BRIDGE).unproject(new Coordinate(east, north));
    }

    static Circle circle(double east, double north, double radiusM) {
        return new Circle(at(east, north), radiusM);
    }
}
