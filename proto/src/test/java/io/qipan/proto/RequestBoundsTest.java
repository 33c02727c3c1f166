package io.qipan.proto;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.validate.FieldRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No request may be as large as its sender likes: every list and every text in one has a bound of its own. */
class RequestBoundsTest {

    /** One thing that the rest of a pattern may want as often as it likes. */
    private static final Pattern AS_MANY_AS_LIKED = Pattern.compile("(?<!\\\\)[*+]|\\{\\d+,\\}");

    private static final Pattern CLASS_OF_LETTERS = Pattern.compile("\\[[^]]+]");

    /** What a partner serves and we only send: what is in it was bounded where it came in. */
    private static final String SERVED_ELSEWHERE = "qipan.dispatch.v1.PartnerService";

    /** Has one rule for all of its fields, which is too long for each. */
    private static final String BOUNDED_AS_A_WHOLE = "qipan.patrol.v1.GridProperties";

    private final Set<Descriptor> inRequests = new LinkedHashSet<>();

    private void collect(Descriptor type) {
        if (type.getFullName().startsWith("qipan.") && inRequests.add(type)) {
            type.getFields().stream()
                    .filter(field -> field.getJavaType() == JavaType.MESSAGE)
                    .forEach(field -> collect(field.getMessageType()));
        }
    }

    private void collectAll() {
        Contracts.descriptors().stream()
                .flatMap(file -> file.getServices().stream())
                .filter(service -> !service.getFullName().equals(SERVED_ELSEWHERE))
                .flatMap(service -> service.getMethods().stream())
                .forEach(method -> collect(method.getInputType()));
    }

    private static FieldRules rules(FieldDescriptor field) {
        return field.getOptions().getExtension(ValidateProto.field);
    }

    @Test
    void every_list_text_and_blob_of_a_request_has_a_bound() {
        // Given
        collectAll();

        // When
        TreeSet<String> unbounded = new TreeSet<>();
        for (Descriptor type : inRequests) {
            if (!type.getFullName().equals(BOUNDED_AS_A_WHOLE)) {
                type.getFields().forEach(field -> unbounded.addAll(holes(field)));
            }
        }

        // Then
        assertThat(inRequests).hasSizeGreaterThan(100);
        assertThat(unbounded).isEmpty();
    }

    private static List<String> holes(FieldDescriptor field) {
        List<String> holes = new ArrayList<>();
        FieldRules rules = rules(field);
        if (field.isMapField()) {
            if (!rules.getMap().hasMaxPairs()) {
                holes.add(field.getFullName() + ": any number of entries");
            }
            return holes;
        }
        if (field.isRepeated() && !rules.getRepeated().hasMaxItems()) {
            holes.add(field.getFullName() + ": any number of items");
        }
        FieldRules one = field.isRepeated() ? rules.getRepeated().getItems() : rules;
        boolean bounded = switch (field.getType()) {
            case STRING -> isBounded(one);
            case BYTES -> one.getBytes().hasMaxLen() || one.getBytes().hasLen();
            default -> true;
        };
        if (!bounded) {
            holes.add(field.getFullName() + ": any length");
        }
        return holes;
    }

    private static boolean isBounded(FieldRules rules) {
        var text = rules.getString();
        return text.hasMaxLen()
                || text.hasMaxBytes()
                || text.hasLen()
                || text.hasUuid()
                || text.getInCount() > 0
                || text.hasConst()
                || (text.hasPattern() && endsSomewhere(text.getPattern()));
    }

    private static boolean endsSomewhere(String pattern) {
        String letters = CLASS_OF_LETTERS.matcher(pattern).replaceAll("x");
        return pattern.startsWith("^")
                && pattern.endsWith("$")
                && !AS_MANY_AS_LIKED.matcher(letters).find();
    }

    /** Larger pages are taken as the largest, see {@code Page}; a negative one is a mistake. */
    @Test
    void no_page_has_a_negative_size() {
        // Given
        collectAll();

        // When
        List<FieldDescriptor> sizes = inRequests.stream()
                .map(type -> type.findFieldByName("page_size"))
                .filter(field -> field != null)
                .toList();

        // Then
        assertThat(sizes)
                .hasSizeGreaterThan(40)
                .allSatisfy(size -> assertThat(rules(size).getInt32().getGte())
                        .as(size.getFullName())
                        .isZero())
                .allSatisfy(size -> assertThat(rules(size).getInt32().hasGte())
                        .as(size.getFullName())
                        .isTrue());
    }
}
