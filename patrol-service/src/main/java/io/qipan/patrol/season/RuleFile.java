package io.qipan.patrol.season;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qipan.patrol.season.model.Period;
import io.qipan.patrol.season.model.Period.Dated;
import io.qipan.patrol.season.model.Period.EveryYear;
import io.qipan.patrol.season.model.SeasonRule;
import io.qipan.patrol.season.model.WaterPhase;
import io.qipan.patrol.unit.model.Medium;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the calendar from a file; see {@code season/wuhai.json}. Whatever it does not understand it refuses: a rule must not be lost in silence. */
public final class RuleFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Set<String> PROPERTIES = Set.of(
            "code",
            "place",
            "phase",
            "open",
            "closed",
            "every_year",
            "dated",
            "reason_en",
            "reason_zh",
            "source",
            "assumption");

    private RuleFile() {}

    public static SeasonCalendar read(String text) {
        List<SeasonRule> rules = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        JsonNode all = document(text).path("rules");
        if (!all.isArray() || all.isEmpty()) {
            throw new IllegalArgumentException(
                    "The season has no rules: there must be an array 'rules' of at least one");
        }
        for (JsonNode node : all) {
            String code = node.path("code").asText();
            try {
                rules.add(rule(code, node));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "Rule '" + code + "' of the season cannot be used: " + e.getMessage(), e);
            }
            if (!codes.add(code)) {
                throw new IllegalArgumentException("Two rules of the season have the code '" + code + "'");
            }
        }
        return new SeasonCalendar(rules);
    }

    private static JsonNode document(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The rules of the season are no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static SeasonRule rule(String code, JsonNode node) {
        node.fieldNames().forEachRemaining(name -> {
            if (!PROPERTIES.contains(name)) {
                throw new IllegalArgumentException("there is no property '" + name + "'");
            }
        });
        if (!code.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("its code must be 1 to 60 of a-z 0-9 -");
        }
        Set<Medium> open = media(node.path("open"));
        Set<Medium> closed = media(node.path("closed"));
        if (open.isEmpty() && closed.isEmpty() || !Collections.disjoint(open, closed)) {
            throw new IllegalArgumentException("it must open or close each medium that it names, and at least one");
        }
        return new SeasonRule(
                code,
                optional(node, "place"),
                period(node),
                optional(node, "phase").map(phase -> WaterPhase.valueOf(phase.toUpperCase(Locale.ROOT))),
                open,
                closed,
                text(node, "reason_en"),
                text(node, "reason_zh"),
                text(node, "source"),
                node.path("assumption").asBoolean(true));
    }

    private static Period period(JsonNode node) {
        if (node.has("every_year") == node.has("dated")) {
            throw new IllegalArgumentException("it needs either every_year or dated");
        }
        if (node.has("dated")) {
            JsonNode dated = node.path("dated");
            return new Dated(LocalDate.parse(text(dated, "from")), LocalDate.parse(text(dated, "to")));
        }
        JsonNode everyYear = node.path("every_year");
        return new EveryYear(
                MonthDay.parse("--" + text(everyYear, "from")), MonthDay.parse("--" + text(everyYear, "to")));
    }

    private static Set<Medium> media(JsonNode codes) {
        if (!codes.isMissingNode() && !codes.isArray()) {
            throw new IllegalArgumentException("what it opens and closes must be arrays, not " + codes);
        }
        Set<Medium> media = EnumSet.noneOf(Medium.class);
        for (JsonNode code : codes) {
            media.add(Medium.valueOf(code.asText().toUpperCase(Locale.ROOT)));
        }
        return media;
    }

    private static Optional<String> optional(JsonNode node, String property) {
        return node.has(property) ? Optional.of(text(node, property)) : Optional.empty();
    }

    private static String text(JsonNode node, String property) {
        String text = node.path(property).asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException("it has no " + property);
        }
        return text;
    }
}
