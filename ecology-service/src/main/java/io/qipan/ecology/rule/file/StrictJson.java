package io.qipan.ecology.rule.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON into records, without guessing: unknown and doubled keys, texts for numbers and trailing words are faults. */
final class StrictJson {
    private final Faults faults;

    StrictJson(Faults faults) {
        this.faults = faults;
    }

    /** The content of a file; empty, with a fault noted, if it is no JSON of that form. */
    <T> Optional<T> read(String file, byte[] json, Class<T> form) {
        try {
            return Optional.ofNullable(mapper(file).readValue(json, form));
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            faults.add(file + line, e.getOriginalMessage());
        } catch (IOException e) {
            faults.add(file, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private JsonMapper mapper(String file) {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .addHandler(new UnknownKeys(file))
                .build();
    }

    /** Notes an unknown key and reads on, so that one misspelt word does not hide the next. */
    private final class UnknownKeys extends DeserializationProblemHandler {
        private final String file;

        UnknownKeys(String file) {
            this.file = file;
        }

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
                    : ". Known are "
                            + Arrays.toString(
                                    deserializer.getKnownPropertyNames().toArray());
            // The parser at hand reads from a buffer that has lost its place; the file's parser is at the end of the
            // entry.
            JsonParser inFile = context.getParser();
            faults.add(
                    file + " " + inFile.getParsingContext().pathAsPointer() + ", before line "
                            + (inFile.currentLocation().getLineNr() + 1),
                    "unknown key '" + key + "'" + known);
            parser.skipChildren();
            return true;
        }
    }
}
