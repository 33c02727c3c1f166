package io.qipan.patrol.live.picture;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.Comparator;
import java.util.Optional;

/**
 * A unit and its place.
 *
 * @param point on the unit sphere, where what is further along the great circle is further in a straight line as well
 * @param curve along a curve that fills the sphere: neighbours on it are neighbours on the ground; 0 without a point
 */
public record Placed(LiveUnit live, Ability ability, Optional<S2Point> point, long curve) {

    /** Those without a point come first. */
    public static final Comparator<Placed> ALONG_THE_CURVE =
            (one, other) -> Long.compareUnsigned(one.curve(), other.curve());

    static Placed of(LiveUnit live) {
        return of(live, Ability.of(live));
    }

    private static Placed of(LiveUnit live, Ability ability) {
        Optional<S2Point> point = live.unit().position().map(position -> pointOf(position.wgs84()));
        return new Placed(
                live,
                ability,
                point,
                point.map(at -> S2CellId.fromPoint(at).id()).orElse(0L));
    }

    static S2Point pointOf(Wgs84 place) {
        return S2LatLng.fromDegrees(place.latitude(), place.longitude()).toPoint();
    }

    /** The same unit at another place. */
    Placed at(Position position) {
        return of(new LiveUnit(live.unit().at(position), live.kind(), live.duty()), ability);
    }

    public String name() {
        return live.unit().name();
    }
}
