package io.qipan.patrol.traccar;

import io.qipan.patrol.traccar.Report.Unreadable;
import io.qipan.proto.patrol.v1.Fix;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A report in the form of OsmAnd's query, as the first parameters of their names give it. */
final class QueryReport {
    private static final double MPS_PER_KNOT = 1_852.0 / 3_600;

    private QueryReport() {}

    static Report read(Map<String, String> fields) throws Unreadable {
        String device = fields.getOrDefault("id", fields.getOrDefault("deviceid", ""));
        if (!Report.isId(device)) {
            throw new Unreadable("The parameter id is missing or is no device identifier.");
        }
        Fix.Builder fix = Fix.newBuilder();
        ToldValues.time(fields.get("timestamp")).ifPresent(fix::setFixedAt);
        if (isValid(fields)) {
            place(fields, fix);
        }
        OptionalDouble speed = ToldValues.unlessNegative(ToldValues.number(fields.get("speed")));
        speed.ifPresent(knots -> fix.setSpeedMps(knots * MPS_PER_KNOT));
        ToldValues.unlessNegative(ToldValues.number(fields.getOrDefault("bearing", fields.get("heading"))))
                .ifPresent(fix::setCourseDeg);
        ToldValues.number(fields.get("altitude")).ifPresent(fix::setAltitudeM);
        ToldValues.number(fields.get("accuracy")).ifPresent(fix::setAccuracyM);
        fix.setMockLocation(ToldValues.yes(fields.get("mock")));
        return new Report(device, List.of(fix.build()));
    }

    /** A receiver without a fix repeats the last place that it knew. */
    private static boolean isValid(Map<String, String> fields) {
        String valid = fields.get("valid");
        return valid == null || valid.isBlank() || ToldValues.yes(valid);
    }

    private static void place(Map<String, String> fields, Fix.Builder fix) {
        String[] both = fields.getOrDefault("location", "").split(",", -1);
        boolean together = both.length == 2 && !fields.containsKey("lat");
        ToldValues.point(
                fix,
                ToldValues.number(together ? both[0] : fields.get("lat")),
                ToldValues.number(together ? both[1] : fields.get("lon")));
    }
}
