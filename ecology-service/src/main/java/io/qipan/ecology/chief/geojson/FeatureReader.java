package io.qipan.ecology.chief.geojson;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Finding;
import io.qipan.ecology.chief.model.Finding.Code;
import io.qipan.ecology.chief.model.Level;
import io.qipan.runtime.geojson.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the properties of one feature say. Whatever is wrong with them is told, not only the first. */
final class FeatureReader {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
    private static final int LONGEST_TITLE = 200;

    private final int index;
    private final JsonNode properties;
    private final List<Finding> findings = new ArrayList<>();

    FeatureReader(int index, JsonNode properties) {
        this.index = index;
        this.properties = properties;
    }

    List<Finding> findings() {
        return findings;
    }

    private void wrong(String text) {
        findings.add(Finding.error(Code.PROPERTY_INVALID, index, text));
    }

    private String text(String property) {
        JsonNode node = properties.path(property);
        return node.isTextual() || node.isIntegralNumber() ? node.asText().strip() : "";
    }

    Optional<ResourceKind> kind() {
        Optional<ResourceKind> kind = ResourceKind.named(text("kind"));
        if (kind.isEmpty()) {
            wrong("The property 'kind' is '" + Words.shown(text("kind"))
                    + "', not river, lake, forest or grassland. Correct it, or import with one kind for all.");
        }
        return kind;
    }

    Optional<Level> level() {
        Optional<Level> level = Level.named(text("level"));
        if (level.isEmpty()) {
            wrong("The property 'level' is '" + Words.shown(text("level"))
                    + "', not province, city, county, township or village. Correct it, or import with one level for"
                    + " all.");
        }
        return level;
    }

    Optional<String> code() {
        String code = text("code");
        if (!CODE.matcher(code).matches()) {
            wrong("The property 'code' is '" + Words.shown(code)
                    + "', not a code of 1 to 40 letters, digits, '_', '.' or '-'. Correct it.");
            return Optional.empty();
        }
        return Optional.of(code);
    }

    /** English first, Chinese second. */
    List<String> titles() {
        List<String> titles = List.of(text("title_en"), text("title_zh"));
        if (titles.stream().allMatch(String::isEmpty)) {
            wrong("Neither 'title_en' nor 'title_zh' holds a title. Give one of them.");
        }
        for (String title : titles) {
            if (title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
                wrong("The title '" + Words.shown(title) + "' has more than " + LONGEST_TITLE
                        + " characters, or unprintable ones. Correct it.");
            }
        }
        return titles;
    }

    /** 0 if there is none. */
    double corridorM() {
        JsonNode node = properties.path("corridor_m");
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        if (!node.isNumber()) {
            wrong("The property 'corridor_m' is '" + Words.shown(node.toString()) + "', not a number of metres.");
        }
        return node.asDouble();
    }
}
