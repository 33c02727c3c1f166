package io.qipan.ecology.procedure;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnknownFieldSet;
import io.qipan.proto.ecology.v1.Clock;
import java.util.HexFormat;

/** What a newer version has told and this one cannot read, so that it is told again as it came. */
final class Kept {
    private static final HexFormat HEX = HexFormat.of();

    private Kept() {}

    /** Empty if there is nothing. */
    static String of(MessageLite message) {
        return HEX.formatHex(message.toByteArray());
    }

    static UnknownFieldSet fields(String kept) {
        try {
            return UnknownFieldSet.parseFrom(HEX.parseHex(kept));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("What was kept of a newer version cannot be told again", e);
        }
    }

    static Clock clock(String kept) {
        try {
            return Clock.parseFrom(HEX.parseHex(kept));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A clock of a newer version cannot be told again", e);
        }
    }
}
