package io.qipan.patrol.grid.geojson;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Direction;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.grid.model.VisitingRule.Window;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.geojson.Words;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A visiting rule as the contract writes it in JSON. */
final class RuleReader {
    static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private static final Set<String> FIELDS = Set.of(
            "windows",
            "visits",
            "per",
            "minimum_dwell_s",
            "minimum_share",
            "direction",
            "largest_gap_s",
            "smallest_gap_s");

    private RuleReader() {}

    static VisitingRule read(JsonNode rule) throws Unusable {
        if (!rule.isObject()) {
            throw new Unusable("it is no JSON object");
        }
        for (String field : (Iterable<String>) rule::fieldNames) {
            if (!FIELDS.contains(field)) {
                throw new Unusable("it has no field '" + Words.shown(field) + "'");
            }
        }
        return new VisitingRule(
                windows(rule.path("windows")),
                whole(rule, "visits"),
                choice(Period.class, rule.path("per"), "per"),
                rule.has("minimum_dwell_s") ? whole(rule, "minimum_dwell_s") : 0,
                rule.has("minimum_share") ? number(rule, "minimum_share") : 0,
                rule.has("direction")
                        ? Optional.of(choice(Direction.class, rule.path("direction"), "direction"))
                        : Optional.empty(),
                new Gaps(
                        rule.has("largest_gap_s") ? whole(rule, "largest_gap_s") : 0,
                        rule.has("smallest_gap_s") ? whole(rule, "smallest_gap_s") : 0));
    }

    private static List<Window> windows(JsonNode array) throws Unusable {
        List<Window> windows = new ArrayList<>();
        for (JsonNode window : array) {
            windows.add(new Window(time(window.path("from")), time(window.path("to"))));
        }
        return windows;
    }

    private static LocalTime time(JsonNode node) throws Unusable {
        try {
            return LocalTime.parse(node.asText(), TIME_OF_DAY);
        } catch (DateTimeException e) {
            throw new Unusable("'" + Words.shown(node.asText()) + "' is no time of day like 08:30");
        }
    }

    private static int whole(JsonNode rule, String field) throws Unusable {
        JsonNode node = rule.path(field);
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            throw new Unusable(field + " is no whole number");
        }
        return node.intValue();
    }

    private static double number(JsonNode rule, String field) throws Unusable {
        JsonNode node = rule.path(field);
        if (!node.isNumber()) {
            throw new Unusable(field + " is no number");
        }
        return node.doubleValue();
    }

    static <E extends Enum<E>> E choice(Class<E> type, JsonNode node, String field) throws Unusable {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(node.asText())) {
                return constant;
            }
        }
        throw new Unusable(field + " is '" + Words.shown(node.asText()) + "', not one of "
                + Arrays.toString(type.getEnumConstants()));
    }
}
