package io.qipan.runtime.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.runtime.caller.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The runtime and the contract say the same. */
class ReasonContractTest {

    private static final String CONTRACT = "/qipan/common/v1/error_reason.proto";
    /** A comment that names a status, then the value it is about. */
    private static final Pattern VALUE =
            Pattern.compile("// Status ([A-Z_]+)\\.[^;]*?\\n\\s+([A-Z_]+) = \\d+;", Pattern.DOTALL);

    @Test
    void hasEveryReasonOfTheContractAndNoOther() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::name))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorReason.values())
                        .filter(r -> r != ErrorReason.UNRECOGNIZED && r != ErrorReason.ERROR_REASON_UNSPECIFIED)
                        .map(ErrorReason::name)
                        .toList());
    }

    @Test
    void endsWithTheStatusThatTheCommentPromises() throws IOException {
        // Given
        Map<String, String> promised = new TreeMap<>();
        Matcher matcher = VALUE.matcher(contract());
        while (matcher.find()) {
            promised.put(matcher.group(2), matcher.group(1));
        }

        // When
        Map<String, String> kept = Arrays.stream(Reason.values())
                .collect(Collectors.toMap(Reason::name, reason -> reason.code().name(), (a, b) -> a, TreeMap::new));

        // Then
        assertThat(kept).isEqualTo(promised);
    }

    @Test
    void hasEveryRoleOfTheContractAndNoOther() {
        assertThat(Arrays.stream(Role.values()).map(Role::name))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(io.qipan.proto.common.v1.Role.values())
                        .filter(r -> r != io.qipan.proto.common.v1.Role.UNRECOGNIZED
                                && r != io.qipan.proto.common.v1.Role.ROLE_UNSPECIFIED)
                        .map(Enum::name)
                        .toList());
    }

    private static String contract() throws IOException {
        try (InputStream stream = ReasonContractTest.class.getResourceAsStream(CONTRACT)) {
            return new String(Objects.requireNonNull(stream, CONTRACT).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
