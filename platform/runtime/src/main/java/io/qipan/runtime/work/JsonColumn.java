package io.qipan.runtime.work;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** Lists of contract messages in a jsonb column: readable with SQL, and documented by the contract. */
public final class JsonColumn {
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    // A column may hold fields that a later version wrote.
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private JsonColumn() {}

    /** An array as text, for a parameter that is cast: {@code $1::text::jsonb}. */
    public static String write(List<? extends Message> messages) {
        StringJoiner array = new StringJoiner(",", "[", "]");
        for (Message message : messages) {
            try {
                array.add(PRINTER.print(message));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("Cannot be written as JSON: " + message.getDescriptorForType(), e);
            }
        }
        return array.toString();
    }

    public static <B extends Message.Builder> List<B> read(JsonArray array, Supplier<B> fresh) {
        List<B> messages = new ArrayList<>(array.size());
        for (Object element : array) {
            B builder = fresh.get();
            try {
                PARSER.merge(((JsonObject) element).encode(), builder);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("Stored JSON cannot be read", e);
            }
            messages.add(builder);
        }
        return messages;
    }
}
