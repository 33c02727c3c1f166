package io.qipan.ecology.rule.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON into records, without guessing: unknown and doubled keys, texts for numbers, nulls in lists and trailing words are
 * faults. Entry by entry, so that a value of a wrong type in one does not hide the faults of the next.
 */
final class StrictJson {
    private final Faults faults;
    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .addHandler(new UnknownKeys())
            .build();

    /** Of the entry that is being read. */
    private String where = "";

    StrictJson(Faults faults) {
        this.faults = faults;
    }

    /** The content of a file; empty, with a fault noted, if it is no JSON. */
    Optional<JsonNode> tree(String file, byte[] json) {
        try {
            return Optional.of(mapper.readTree(json));
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            faults.add(file + line, e.getOriginalMessage());
        } catch (IOException e) {
            faults.add(file, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** One entry; empty, with a fault noted, if it is not of that form. */
    <T> Optional<T> entry(String file, String path, JsonNode node, Class<T> form) {
        where = file + " " + path;
        if (!node.isObject()) {
            faults.add(where, "is no object");
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(mapper.treeToValue(node, form));
        } catch (JsonMappingException e) {
            faults.add(where + pointer(e), firstLine(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            faults.add(where, firstLine(e.getOriginalMessage()));
        }
        return Optional.empty();
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** Notes an unknown key and reads on, so that one misspelt word does not hide the next. */
    private final class UnknownKeys extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                @Nullable JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String key)
                throws IOException {
            String known = deserializer == null
                    ? ""
                    : ". Known are " + Arrays.toString(new TreeSet<>(deserializer.getKnownPropertyNames()).toArray());
            // The parser at hand may read from a buffer that has lost its place; the entry's parser is near it.
            faults.add(
                    where + context.getParser().getParsingContext().pathAsPointer(),
                    "unknown key '" + key + "'" + known);
            parser.skipChildren();
            return true;
        }
    }
}
