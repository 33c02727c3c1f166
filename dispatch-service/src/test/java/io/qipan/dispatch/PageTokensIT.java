package io.qipan.dispatch;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.runtime.refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that nobody was given, but made up with the mark of the right filter. */
class PageTokensIT extends DispatchScenario {

    /** In the form that Page writes: the hash of the filter, then the key. */
    private static String madeUp(String filter, String key) {
        String text = Integer.toHexString(filter.hashCode()) + " " + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "calls",
                "yesterday calls/1",
                "-1000000000-01-01T00:00:00Z calls/1",
                "+1000000000-12-31T23:59:59Z calls/1",
                "2026-11-20T02:00:00Z calls/\0"
            })
    void open_work_does_not_go_on_from_a_key_that_it_never_gave(String key) {
        // Given
        ListOpenWorkRequest request = ListOpenWorkRequest.newBuilder()
                .setPageToken(madeUp("open work false", key))
                .build();

        // When
        StatusRuntimeException refusal = refused(() -> desk().oversight.listOpenWork(request));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void a_list_does_not_go_on_from_what_is_no_name() {
        // Given
        List<String> keys = List.of("calls/1", "incidents/01939b4e-0000-7000-8000-000000000001", "x");

        // When
        List<StatusRuntimeException> refusals = keys.stream()
                .map(key -> refused(() -> desk().calls
                        .listCalls(ListCallsRequest.newBuilder()
                                .setPageToken(madeUp("calls 0", key))
                                .build())))
                .toList();

        // Then
        assertThat(refusals).allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.PAGE_TOKEN_INVALID));
    }
}
