package io.qipan.ecology.registry.document;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.geojson.Words;
import io.qipan.runtime.rpc.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;

/** One field of a contract message from the text in a cell. */
final class FieldText {

    private FieldText() {}

    static void put(Message.Builder message, FieldDescriptor field, String text) throws Unusable {
        if (field.isRepeated()) {
            for (String part : text.split(";", -1)) {
                message.addRepeatedField(field, value(field, part.strip()));
            }
        } else {
            message.setField(field, value(field, text));
        }
    }

    private static Object value(FieldDescriptor field, String text) throws Unusable {
        try {
            return switch (field.getJavaType()) {
                case STRING -> text;
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BOOLEAN -> flag(text);
                case ENUM -> choice(field, text);
                case MESSAGE -> time(text);
                case FLOAT, BYTE_STRING -> throw new IllegalStateException("No field of the register is like " + field);
            };
        } catch (NumberFormatException e) {
            throw unusable(field, text, "is no number");
        } catch (DateTimeException e) {
            throw unusable(field, text, "is neither a day like 2026-08-15 nor a time like 2026-08-15T08:00:00+08:00");
        }
    }

    private static Boolean flag(String text) throws Unusable {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unusable("'" + Words.shown(text) + "' is neither true nor false");
        };
    }

    private static EnumValueDescriptor choice(FieldDescriptor field, String text) throws Unusable {
        EnumValueDescriptor found = field.getEnumType().findValueByName(text.toUpperCase(Locale.ROOT));
        if (found == null || found.getNumber() == 0) {
            throw unusable(
                    field,
                    text,
                    "is none of "
                            + field.getEnumType().getValues().stream()
                                    .filter(value -> value.getNumber() != 0)
                                    .map(EnumValueDescriptor::getName)
                                    .toList());
        }
        return found;
    }

    /** A day begins at midnight in China. */
    private static Timestamp time(String text) {
        Instant instant = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(DayCount.ZONE).toInstant()
                : OffsetDateTime.parse(text).toInstant();
        return Times.message(instant);
    }

    private static Unusable unusable(FieldDescriptor field, String text, String why) {
        return new Unusable(field.getName() + " '" + Words.shown(text) + "' " + why);
    }
}
