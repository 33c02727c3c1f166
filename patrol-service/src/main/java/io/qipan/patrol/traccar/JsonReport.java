package io.qipan.patrol.traccar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.patrol.traccar.Report.Unreadable;
import io.qipan.proto.patrol.v1.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A report as Traccar Client 9 writes it; several at once too, which its library can be set to. */
final class JsonReport {
    private static final JsonMapper JSON = new JsonMapper();
    /** What one batch takes. */
    private static final int MOST = 500;

    private JsonReport() {}

    static Report read(String body) throws Unreadable {
        JsonNode root = tree(body);
        String device = root.path("device_id").asText("");
        if (!Report.isId(device)) {
            throw new Unreadable("device_id is missing or is no device identifier.");
        }
        JsonNode location = root.path("location");
        List<Fix> fixes = new ArrayList<>();
        if (location.isArray()) {
            location.forEach(one -> fixes.add(fix(one)));
        } else if (location.isObject()) {
            fixes.add(fix(location));
        }
        if (fixes.isEmpty() || fixes.size() > MOST) {
            throw new Unreadable("location must be one or an array of 1 to " + MOST + ".");
        }
        return new Report(device, fixes);
    }

    private static JsonNode tree(String body) throws Unreadable {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Unreadable("The body is no JSON.");
        }
    }

    private static Fix fix(JsonNode location) {
        Fix.Builder fix = Fix.newBuilder();
        ToldValues.time(location.path("timestamp").asText("")).ifPresent(fix::setFixedAt);
        JsonNode coords = location.path("coords");
        ToldValues.point(fix, number(coords, "latitude"), number(coords, "longitude"));
        // Metres per second here, not knots.
        ToldValues.unlessNegative(number(coords, "speed")).ifPresent(fix::setSpeedMps);
        ToldValues.unlessNegative(number(coords, "heading")).ifPresent(fix::setCourseDeg);
        number(coords, "altitude").ifPresent(fix::setAltitudeM);
        number(coords, "accuracy").ifPresent(fix::setAccuracyM);
        fix.setMockLocation(location.path("mock").asBoolean(false));
        return fix.build();
    }

    private static OptionalDouble number(JsonNode node, String name) {
        return ToldValues.number(node.path(name).asText(""));
    }
}
