package io.qipan.chart;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** YAML, where a key that stands twice is a fault. */
final class Yaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Yaml() {}

    static List<JsonNode> documents(String text) {
        try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
            return MAPPER.readValues(parser, new TypeReference<JsonNode>() {}).readAll().stream()
                    .filter(document -> !document.isNull() && !document.isMissingNode())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** A list of objects with {@code name}, as a map; a name that stands twice is a fault. */
    static Map<String, String> byName(JsonNode list, String field) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode entry : list) {
            String name = entry.path("name").asText();
            if (values.put(name, entry.path(field).asText()) != null) {
                throw new AssertionError(name + " stands twice");
            }
        }
        return values;
    }
}
