package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.Sketch;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Direction;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.grid.model.VisitingRule.Window;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Motion;
import io.qipan.patrol.position.model.Position;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.MapDatum;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Features with rules, and fixes, in the units of {@link Sketch}: 86 m east, 111 m north. */
public final class Beat {
    /** Two in the morning in China, when a day is young. */
    public static final Instant MORNING = Instant.parse("2026-11-20T02:00:00Z");

    private Beat() {}

    /** Windows as {@code 09:00-12:00}. */
    public static VisitingRule rule(int visits, Period per, int dwellS, String... windows) {
        return new VisitingRule(windows(windows), visits, per, dwellS, 0, Optional.empty());
    }

    public static VisitingRule lineRule(double share, Direction direction, String... windows) {
        return new VisitingRule(windows(windows), 1, Period.DAY, 0, share, Optional.of(direction));
    }

    private static List<Window> windows(String... texts) {
        List<Window> windows = new ArrayList<>();
        for (String text : texts) {
            windows.add(new Window(LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6))));
        }
        return windows;
    }

    public static GridFeature visited(FeatureKind kind, String code, String shape, VisitingRule rule) {
        return feature(kind, code, Optional.of("W"), Sketch.geometry(shape), Optional.of(rule));
    }

    /** Without parent and rule. */
    public static GridFeature drawn(FeatureKind kind, String code, String shape) {
        return feature(kind, code, Optional.empty(), Sketch.geometry(shape), Optional.empty());
    }

    public static GridFeature point(String code, double x, double y, VisitingRule rule) {
        return visited(FeatureKind.MUST_PATROL_POINT, code, "POINT (" + x + " " + y + ")", rule);
    }

    /** A city of 40 by 40, a zone that is its western half, and a cell in the south of that. */
    public static List<GridFeature> land() {
        return List.of(
                feature(FeatureKind.CITY, "C", Optional.empty(), Sketch.rectangle(0, 0, 40, 40), Optional.empty()),
                feature(FeatureKind.ZONE, "W", Optional.of("C"), Sketch.rectangle(0, 0, 20, 40), Optional.empty()),
                feature(FeatureKind.CELL, "S", Optional.of("W"), Sketch.rectangle(0, 0, 20, 20), Optional.empty()));
    }

    private static GridFeature feature(
            FeatureKind kind, String code, Optional<String> parent, Geometry shape, Optional<VisitingRule> rule) {
        return new GridFeature(kind, code, code, code, parent, shape, MapDatum.WGS84, rule, List.of(), 0);
    }

    public static Survey survey(GridFeature... features) {
        List<FeatureVersion> versions = new ArrayList<>();
        for (GridFeature feature : features) {
            versions.add(new FeatureVersion(feature, 1, Optional.empty()));
        }
        return Survey.of(1, versions);
    }

    public static Fix fix(Instant at, double x, double y) {
        return fix("phone", at, x, y, false);
    }

    public static Fix fix(String device, Instant at, double x, double y, boolean mock) {
        Coordinate place = Sketch.at(x, y);
        long sequence = Math.max(1, at.toEpochMilli());
        return new Fix(
                device,
                sequence,
                Position.reported(new Wgs84(place.y, place.x), 5, at, at),
                Motion.UNTOLD,
                mock,
                Optional.empty());
    }

    public static Fix accurateTo(double metres, Fix fix) {
        Position position = fix.position();
        return new Fix(
                fix.device(),
                fix.sequence(),
                Position.reported(position.wgs84(), metres, position.fixedAt(), position.receivedAt()),
                fix.motion(),
                fix.mockLocation(),
                fix.clockAhead());
    }

    /** Fixes at even times along corners: {@code x, y, x, y}. */
    public static List<Fix> drive(Instant from, int everyS, double... corners) {
        List<Fix> fixes = new ArrayList<>();
        for (int i = 0; i < corners.length; i += 2) {
            fixes.add(fix(from.plusSeconds((long) everyS * i / 2), corners[i], corners[i + 1]));
        }
        return fixes;
    }
}
