package io.qipan.runtime.rpc;

import build.buf.validate.FieldRules;
import build.buf.validate.Ignore;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What protobuf can say and a database cannot keep: text with a NUL character, timestamps outside the years 1 to 9999. */
final class Unstorable {
    private final List<Violation> found = new ArrayList<>();
    private boolean impossibleTime;

    private Unstorable() {}

    static Unstorable in(Message message) {
        Unstorable search = new Unstorable();
        search.message(Place.TOP, message);
        return search;
    }

    List<Violation> violations() {
        return found;
    }

    /** Whether there is a timestamp that no Instant holds: the validator of the field rules throws for one. */
    boolean hasImpossibleTime() {
        return impossibleTime;
    }

    private void message(Place place, Message message) {
        if (message instanceof Timestamp timestamp) {
            if (!Timestamps.isValid(timestamp)) {
                impossibleTime = true;
                found.add(new Violation(place.path(), "not a time between the years 1 and 9999"));
            }
            return;
        }
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.getJavaType() != JavaType.STRING && field.getJavaType() != JavaType.MESSAGE) {
                continue;
            }
            if (!field.isRepeated()) {
                value(new Place(place, field, -1), entry.getValue());
            } else if (!judgedByHandler(field)) {
                int index = 0;
                for (Object item : (List<?>) entry.getValue()) {
                    value(new Place(place, field, index++), item);
                }
            }
        }
    }

    /** The contract says that one bad item does not fail the request. */
    private static boolean judgedByHandler(FieldDescriptor list) {
        FieldRules rules = list.getOptions().getExtension(ValidateProto.field);
        return rules.getRepeated().getItems().getIgnore() == Ignore.IGNORE_ALWAYS;
    }

    private void value(Place place, Object value) {
        if (value instanceof Message message) {
            message(place, message);
        } else if (value instanceof String text && text.indexOf('\0') >= 0) {
            found.add(new Violation(place.path(), "contains a NUL character"));
        }
    }

    /**
     * Where in the request; written out only when something is wrong there.
     *
     * @param index in a list, or -1
     */
    private record Place(@Nullable Place outer, @Nullable FieldDescriptor field, int index) {
        static final Place TOP = new Place(null, null, -1);

        String path() {
            if (outer == null || field == null) {
                return "";
            }
            String before = outer.path();
            return (before.isEmpty() ? "" : before + ".") + field.getName() + (index < 0 ? "" : "[" + index + "]");
        }
    }
}
