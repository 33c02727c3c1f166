package io.qipan.ecology.procedure;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.qipan.proto.ecology.v1.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a newer version has told and this one cannot read, so that it is told again as it came. */
final class Kept {
    private static final HexFormat HEX = HexFormat.of();

    private Kept() {}

    /** All of it. */
    static String whole(Message message) {
        return HEX.formatHex(message.toByteArray());
    }

    /**
     * What this version does not know of it and of what is in it, at the places where it stood; empty if there is nothing.
     *
     * @param without names of fields whose content keeps its own
     */
    static String unknown(Message message, String... without) {
        return whole(unknown(message, Set.of(without)));
    }

    private static Message unknown(Message message, Set<String> without) {
        Message.Builder kept = message.newBuilderForType().setUnknownFields(message.getUnknownFields());
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || without.contains(field.getName())) {
                return;
            }
            if (!field.isRepeated()) {
                if (tellsMore((Message) value)) {
                    kept.setField(field, value);
                }
            } else if (entries(value).anyMatch(Kept::tellsMore)) {
                kept.setField(
                        field,
                        entries(value).map(entry -> unknown(entry, Set.of())).toList());
            }
        });
        return kept.build();
    }

    private static boolean tellsMore(Message message) {
        return !known(message).equals(message);
    }

    private static Stream<Message> entries(Object repeated) {
        return ((List<?>) repeated).stream().map(Message.class::cast);
    }

    /** What this version knows of it. */
    private static Message known(Message message) {
        Message.Builder known = message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                known.setField(
                        field,
                        field.isRepeated() ? entries(value).map(Kept::known).toList() : known((Message) value));
            }
        });
        return known.build();
    }

    /**
     * Tells it again: of entries of a list, which only grow and keep their places; and of a part that is what it was. What stood
     * in a part that is another now was told of the one before, and is cleared with it.
     */
    static <B extends Message.Builder> B telling(B message, String kept) {
        try {
            merge(
                    message,
                    message.getDefaultInstanceForType()
                            .newBuilderForType()
                            .mergeFrom(ByteString.copyFrom(HEX.parseHex(kept)))
                            .build());
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("What was kept of a newer version cannot be told again", e);
        }
    }

    private static void merge(Message.Builder message, Message kept) {
        message.mergeUnknownFields(kept.getUnknownFields());
        kept.getAllFields().forEach((field, value) -> {
            if (!field.isRepeated()) {
                if (message.hasField(field) && message.getField(field).equals(known((Message) value))) {
                    message.setField(field, value);
                }
                return;
            }
            List<Message> entries = entries(value).toList();
            int there = Math.min(entries.size(), message.getRepeatedFieldCount(field));
            for (int i = 0; i < there; i++) {
                Message.Builder entry = ((Message) message.getRepeatedField(field, i)).toBuilder();
                merge(entry, entries.get(i));
                message.setRepeatedField(field, i, entry.build());
            }
        });
    }

    static Clock clock(String kept) {
        try {
            return Clock.parseFrom(HEX.parseHex(kept));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A clock of a newer version cannot be told again", e);
        }
    }
}
