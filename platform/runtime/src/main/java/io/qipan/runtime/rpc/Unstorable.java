package io.qipan.runtime.rpc;

import build.buf.validate.FieldRules;
import build.buf.validate.Ignore;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What protobuf can say and a database cannot keep: text with a NUL character, timestamps outside the years 1 to 9999. */
final class Unstorable {
    private final List<Violation> found = new ArrayList<>();
    private boolean impossibleTime;

    private Unstorable() {}

    static Unstorable in(Message message) {
        Unstorable search = new Unstorable();
        search.message("", message);
        return search;
    }

    List<Violation> violations() {
        return found;
    }

    /** Whether there is a timestamp that no Instant holds: the validator of the field rules throws for one. */
    boolean hasImpossibleTime() {
        return impossibleTime;
    }

    private void message(String path, Message message) {
        if (message instanceof Timestamp timestamp) {
            if (!Timestamps.isValid(timestamp)) {
                impossibleTime = true;
                found.add(new Violation(path, "not a time between the years 1 and 9999"));
            }
            return;
        }
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            String name = path.isEmpty()
                    ? field.getKey().getName()
                    : path + "." + field.getKey().getName();
            if (field.getValue() instanceof List<?> list) {
                if (judgedByHandler(field.getKey())) {
                    continue;
                }
                for (int i = 0; i < list.size(); i++) {
                    value(name + "[" + i + "]", list.get(i));
                }
            } else {
                value(name, field.getValue());
            }
        }
    }

    /** The contract says that one bad item does not fail the request. */
    private static boolean judgedByHandler(FieldDescriptor list) {
        FieldRules rules = list.getOptions().getExtension(ValidateProto.field);
        return rules.getRepeated().getItems().getIgnore() == Ignore.IGNORE_ALWAYS;
    }

    private void value(String path, Object value) {
        if (value instanceof Message message) {
            message(path, message);
        } else if (value instanceof String text && text.indexOf('\0') >= 0) {
            found.add(new Violation(path, "contains a NUL character"));
        }
    }
}
