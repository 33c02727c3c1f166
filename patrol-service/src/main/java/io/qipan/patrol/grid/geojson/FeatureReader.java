package io.qipan.patrol.grid.geojson;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Finding.Code;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.geojson.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the properties of one feature say. Whatever is wrong with them is told, not only the first. */
final class FeatureReader {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
    private static final int LONGEST_TITLE = 200;
    /** 31 days: what is quieter than that is watched by nobody anyway. */
    private static final int LONGEST_INTERVAL_S = 31 * 86_400;

    private final int index;
    private final JsonNode properties;
    private final PropertyNames names;
    private final List<Finding> findings = new ArrayList<>();

    FeatureReader(int index, JsonNode properties, PropertyNames names) {
        this.index = index;
        this.properties = properties;
        this.names = names;
    }

    List<Finding> findings() {
        return findings;
    }

    private void wrong(String text) {
        findings.add(Finding.error(Code.PROPERTY_INVALID, index, text));
    }

    /** What stands under a name: a property that has just that name goes before a member of an object. */
    private JsonNode property(String name) {
        JsonNode node = properties.path(name);
        if (!node.isMissingNode()) {
            return node;
        }
        JsonNode inside = properties;
        for (String step : name.split("\\.", -1)) {
            inside = inside.path(step);
        }
        return inside;
    }

    private String text(String property) {
        JsonNode node = property(property);
        return node.isTextual() || node.isIntegralNumber() ? node.asText().strip() : "";
    }

    Optional<FeatureKind> kind() {
        Optional<FeatureKind> kind = FeatureKind.named(text(names.kind()));
        if (kind.isEmpty()) {
            wrong("The property '" + names.kind() + "' is '" + Words.shown(text(names.kind()))
                    + "', which is no kind. Correct it, or import with one kind for all.");
        }
        return kind;
    }

    Optional<String> code() {
        if (names.code().equals(PropertyNames.NUMBERED)) {
            return Optional.of(Integer.toString(index + 1));
        }
        String code = text(names.code());
        if (!CODE.matcher(code).matches()) {
            wrong("The property '" + names.code() + "' is '" + Words.shown(code)
                    + "', not a code of 1 to 40 letters, digits, '_', '.' or '-'. Maybe another property holds the code; if"
                    + " none does, have them numbered: '#'.");
            return Optional.empty();
        }
        return Optional.of(code);
    }

    /** English first, Chinese second. */
    List<String> titles() {
        List<String> titles = List.of(text(names.titleEn()), text(names.titleZh()));
        if (titles.stream().allMatch(String::isEmpty)) {
            wrong("Neither '" + names.titleEn() + "' nor '" + names.titleZh()
                    + "' holds a title. Give one of them, or say which property holds it.");
        }
        for (String title : titles) {
            if (title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
                wrong("The title '" + Words.shown(title) + "' has more than " + LONGEST_TITLE
                        + " characters, or unprintable ones. Correct it.");
            }
        }
        return titles;
    }

    Optional<String> parent(FeatureKind kind) {
        String parent = text(names.parent());
        if (parent.isEmpty()) {
            if (kind.needsParent()) {
                wrong("The property '" + names.parent() + "' does not say which "
                        + kind.parent().orElseThrow() + " this " + kind
                        + " belongs to. Give its code, or say which property holds it"
                        + (property(names.parent()).isObject()
                                ? ": it is an object, so name a member, as in '" + names.parent() + ".code'."
                                : "."));
            }
            return Optional.empty();
        }
        if (kind.parent().isEmpty() || !CODE.matcher(parent).matches()) {
            wrong("The property '" + names.parent() + "' is '" + Words.shown(parent) + "', but "
                    + (kind.parent().isEmpty() ? "a " + kind + " has no parent." : "that is no code.")
                    + " Correct it.");
        }
        return Optional.of(parent);
    }

    Optional<VisitingRule> visitingRule(FeatureKind kind) {
        JsonNode node = property(names.visitingRule());
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        try {
            VisitingRule rule = RuleReader.read(node);
            rule.problemFor(kind).ifPresent(this::wrongRule);
            return Optional.of(rule);
        } catch (Unusable e) {
            wrongRule(e.why());
            return Optional.empty();
        }
    }

    private void wrongRule(String why) {
        wrong("The property '" + names.visitingRule() + "' cannot be used: " + why + ".");
    }

    List<DeviceReport> reports(FeatureKind kind) {
        Set<DeviceReport> reports = EnumSet.noneOf(DeviceReport.class);
        for (JsonNode report : property(names.reports())) {
            try {
                reports.add(RuleReader.choice(DeviceReport.class, report, "a report"));
            } catch (Unusable e) {
                wrong("The property '" + names.reports() + "' cannot be used: " + e.why() + ".");
            }
        }
        if (!reports.isEmpty() && !kind.isDevice()) {
            wrong("A " + kind + " reports nothing; only sensors and cameras do. Take '" + names.reports() + "' away.");
        }
        return List.copyOf(reports);
    }

    /** 0 if it does not say. */
    int reportEveryS(FeatureKind kind) {
        JsonNode node = property(PropertyNames.REPORT_EVERY_S);
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        if (!kind.isDevice()) {
            wrong("A " + kind + " reports nothing; only sensors and cameras do. Take '" + PropertyNames.REPORT_EVERY_S
                    + "' away.");
        } else if (!node.canConvertToInt()
                || !node.isIntegralNumber()
                || node.intValue() < 0
                || node.intValue() > LONGEST_INTERVAL_S) {
            wrong("The property '" + PropertyNames.REPORT_EVERY_S + "' is '" + Words.shown(node.asText())
                    + "', not whole seconds from 0 to " + LONGEST_INTERVAL_S + ". Correct it.");
        }
        return node.intValue();
    }
}
