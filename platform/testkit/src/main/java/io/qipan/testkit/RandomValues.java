package io.qipan.testkit;

import build.buf.validate.FieldRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random content for messages: half of it such as the contract asks for, so that it gets past the validation, the other half
 * what people forget.
 */
final class RandomValues {

    private static final int DEEPEST = 5;
    /** Beyond the longest page. */
    private static final int LONG_LIST = 1_200;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "\u0000",
            "x\u0000y",
            "'; drop table request; --",
            "%_\\",
            "\u202egnol",
            "\uD83D\uDEA8 火警",
            "null",
            "-1",
            "../../etc",
            "{}",
            "火".repeat(3_000),
            "x".repeat(100_000));
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        -1,
        90,
        90.000001,
        -90,
        180,
        -181,
        31.2304,
        121.4737,
        1e300,
        -1e300,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final long[] LONGS = {
        0, 1, -1, 2, 50, 1_000, 1_001, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final long[] SECONDS = {
        0, 1, -1, 1_795_000_000L, 253_402_300_799L, 253_402_300_800L, -62_135_596_800L, -62_135_596_801L, Long.MAX_VALUE
    };
    private static final int[] NANOS = {0, 1, 999_999_999, 1_000_000_000, -1, Integer.MIN_VALUE};
    private static final Pattern RESOURCE_NAME = Pattern.compile("\\^([a-z_/]+)/\\[0-9a-f-]\\{36}\\$");
    private static final Pattern HEX_NAME = Pattern.compile("\\^([a-z_/]+)/.*");

    private final Random random;
    private boolean longListMade;

    RandomValues(Random random) {
        this.random = random;
    }

    DynamicMessage message(Descriptor type) {
        longListMade = false;
        return message(type, 0);
    }

    private DynamicMessage message(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean tooDeep = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth > DEEPEST;
            if (random.nextInt(8) == 0 || tooDeep || field.isMapField()) {
                continue;
            }
            if (field.isRepeated()) {
                int count = length();
                for (int i = 0; i < count; i++) {
                    message.addRepeatedField(field, value(field, depth));
                }
            } else {
                message.setField(field, value(field, depth));
            }
        }
        return message.build();
    }

    /** One long list in a message: long lists of long lists would fill any heap. */
    private int length() {
        if (!longListMade && random.nextInt(20) == 0) {
            longListMade = true;
            return LONG_LIST;
        }
        return random.nextInt(5);
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> (int) LONGS[random.nextInt(LONGS.length)];
            case LONG -> LONGS[random.nextInt(LONGS.length)];
            case FLOAT -> (float) number();
            case DOUBLE -> number();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text(field);
            case BYTE_STRING -> ByteString.copyFrom(bytes());
            case ENUM -> enumValue(field.getEnumType());
            case MESSAGE -> nested(field.getMessageType(), depth);
        };
    }

    private Object nested(Descriptor type, int depth) {
        if (type.getFullName().equals(Timestamp.getDescriptor().getFullName())) {
            boolean sensible = random.nextBoolean();
            return Timestamp.newBuilder()
                    .setSeconds(sensible ? 1_795_000_000L : SECONDS[random.nextInt(SECONDS.length)])
                    .setNanos(sensible ? 0 : NANOS[random.nextInt(NANOS.length)])
                    .build();
        }
        return message(type, depth + 1);
    }

    private double number() {
        return random.nextInt(3) == 0 ? random.nextGaussian(0, 1_000) : DOUBLES[random.nextInt(DOUBLES.length)];
    }

    private Object enumValue(EnumDescriptor type) {
        return random.nextInt(5) == 0
                ? type.findValueByNumberCreatingIfUnknown(random.nextInt())
                : type.getValues().get(random.nextInt(type.getValues().size()));
    }

    private String text(FieldDescriptor field) {
        if (random.nextInt(5) < 3) {
            FieldRules rules = field.getOptions().getExtension(ValidateProto.field);
            FieldRules item = rules.hasRepeated() ? rules.getRepeated().getItems() : rules;
            return fitting(item);
        }
        return anyText();
    }

    /** A text that keeps the rules of the field, also where the rules are looser than what they mean. */
    private String fitting(FieldRules rules) {
        if (rules.getString().getUuid()) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        Matcher name = RESOURCE_NAME.matcher(rules.getString().getPattern());
        if (name.matches()) {
            return name.group(1) + "/" + idLike();
        }
        Matcher other = HEX_NAME.matcher(rules.getString().getPattern());
        if (other.matches()) {
            return other.group(1) + "/" + new UUID(random.nextLong(), random.nextLong());
        }
        return random.nextBoolean() ? "7" : "Wangfujing 王府井";
    }

    private String idLike() {
        return switch (random.nextInt(4)) {
            case 0 -> "-".repeat(36);
            case 1 ->
                IntStream.range(0, 36)
                        .mapToObj(i -> "0123456789abcdef-"
                                .substring(random.nextInt(16))
                                .substring(0, 1))
                        .collect(Collectors.joining());
            default -> new UUID(random.nextLong(), random.nextLong()).toString();
        };
    }

    private String anyText() {
        if (random.nextBoolean()) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        return random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Anything at all. */
    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Nearly a message: some bytes of it are others, or its end is missing. */
    byte[] damaged(byte[] message) {
        if (message.length == 0) {
            return bytes();
        }
        byte[] damaged =
                random.nextInt(3) == 0 ? Arrays.copyOf(message, random.nextInt(message.length)) : message.clone();
        for (int i = 0; damaged.length > 0 && i <= random.nextInt(4); i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
