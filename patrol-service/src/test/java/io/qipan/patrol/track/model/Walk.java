package io.qipan.patrol.track.model;

import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Motion;
import io.qipan.patrol.position.model.Position;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A track made up step by step, on a plane that lies on the ground at its start. */
public final class Walk {
    public static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private static final double LATITUDE = 39.66;
    private static final double LONGITUDE = 106.8;
    /** A degree at that latitude; good enough to make tracks up, not to measure them. */
    private static final double M_PER_DEGREE_NORTH = 111_030;

    private static final double M_PER_DEGREE_EAST = 85_816;

    private final String device;
    private final List<Fix> fixes = new ArrayList<>();
    private double accuracyM;
    private double north;
    private double east;
    private Instant now = START;

    private Walk(String device) {
        this.device = device;
    }

    public static Walk of(String device) {
        return new Walk(device).fix();
    }

    Walk accurateTo(double metres) {
        accuracyM = metres;
        return this;
    }

    /** So far to the north and east in one step, and a fix there. */
    public Walk step(double metresNorth, double metresEast, Duration time) {
        north += metresNorth;
        east += metresEast;
        now = now.plus(time);
        return fix();
    }

    public Walk steps(int count, double metresNorth, double metresEast, Duration time) {
        for (int i = 0; i < count; i++) {
            Walk ignored = step(metresNorth, metresEast, time);
        }
        return this;
    }

    /** A fix beside where it really is. */
    Walk wrong(double metresNorth, double metresEast, Duration time) {
        double[] place = {north, east};
        Walk ignored = step(metresNorth, metresEast, time);
        north = place[0];
        east = place[1];
        return this;
    }

    private Walk fix() {
        fixes.add(at(device, fixes.size() + 1L, place(), accuracyM, now));
        return this;
    }

    private Wgs84 place() {
        return new Wgs84(LATITUDE + north / M_PER_DEGREE_NORTH, LONGITUDE + east / M_PER_DEGREE_EAST);
    }

    public List<Fix> fixes() {
        return List.copyOf(fixes);
    }

    TrackSummary measured() {
        return measured(fixes);
    }

    static TrackSummary measured(List<Fix> fixes) {
        TrackMeasure measure = new TrackMeasure(DriftFilter.USUAL);
        fixes.forEach(measure::add);
        return measure.summary();
    }

    public static Fix at(String device, long sequence, Wgs84 place, double accuracyM, Instant at) {
        return new Fix(
                device, sequence, Position.reported(place, accuracyM, at, at), Motion.UNTOLD, false, Optional.empty());
    }
}
