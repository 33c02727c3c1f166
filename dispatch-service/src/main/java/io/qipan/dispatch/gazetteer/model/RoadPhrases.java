package io.qipan.dispatch.gazetteer.model;

import io.qipan.dispatch.gazetteer.model.Candidate.Basis;
import io.qipan.dispatch.gazetteer.model.Phrase.Crossing;
import io.qipan.dispatch.gazetteer.model.Phrase.Kilometre;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Location.Source;
import io.qipan.runtime.place.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Places on roads: kilometres, and where two of them meet. */
record RoadPhrases(Function<String, List<Named>> byName) {
    /** How sure a road's name has to be before what lies on it is told. */
    private static final double LEAST_SCORE = 0.6;

    private static final int ROADS = 3;

    List<Candidate> candidates(String text) {
        List<Candidate> found = new ArrayList<>();
        for (Phrase phrase : Phrase.in(text)) {
            switch (phrase) {
                case Kilometre kilometre -> roads(kilometre.road()).forEach(road -> onRoad(road, kilometre, found));
                case Crossing crossing -> {
                    List<Named> others = roads(crossing.other());
                    for (Named one : roads(crossing.one())) {
                        others.forEach(other -> crossing(one, other, found));
                    }
                }
            }
        }
        return found;
    }

    private List<Named> roads(String said) {
        return byName.apply(said).stream()
                .filter(road -> road.known().place().kind() == PlaceKind.ROAD && road.score() >= LEAST_SCORE)
                .limit(ROADS)
                .toList();
    }

    private static void onRoad(Named road, Kilometre phrase, List<Candidate> found) {
        Place place = road.known().place();
        Spot.atKilometre(place, phrase.kilometre())
                .ifPresent(spot -> found.add(new Candidate(
                        Basis.KILOMETRE,
                        road.score(),
                        List.of(road.known().entry()),
                        road.explanation() + "; between its posts, measured along its line",
                        place.name() + " K" + phrase.kilometre(),
                        Optional.of(new Shape.Spot(spot.point())),
                        spot.radiusM(),
                        Source.GAZETTEER)));
    }

    private static void crossing(Named one, Named other, List<Candidate> found) {
        Place here = one.known().place();
        Place there = other.known().place();
        if (here.geometry().isEmpty() || there.geometry().isEmpty() || one.known() == other.known()) {
            return;
        }
        for (Wgs84 point : Junctions.of(here.geometry().get(), there.geometry().get())) {
            found.add(new Candidate(
                    Basis.JUNCTION,
                    Math.min(one.score(), other.score()),
                    List.of(one.known().entry(), other.known().entry()),
                    one.explanation() + "; " + other.explanation(),
                    here.name() + " / " + there.name(),
                    Optional.of(new Shape.Spot(point)),
                    Math.max(here.uncertaintyM(), there.uncertaintyM()),
                    Source.GAZETTEER));
        }
    }
}
