package io.qipan.dispatch.call;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc.CallServiceBlockingStub;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.ShowCallerRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShowCallerIT extends DispatchScenario {
    private static final String NUMBER = "13812345678";

    private CallServiceBlockingStub calls(String subject, Role role) {
        return CallServiceGrpc.newBlockingStub(harness.channelOf(subject, role));
    }

    private Call taken() {
        return new Desk(harness.channelOf("li", Role.CALL_TAKER)).take(aCall().setCallerId(NUMBER));
    }

    private static ShowCallerRequest look(Call call) {
        return ShowCallerRequest.newBuilder()
                .setName(call.getName())
                .setReason("the line broke off, calling back")
                .build();
    }

    @Test
    void everybody_sees_a_masked_number_and_nothing_stored_holds_it_in_clear() {
        // When
        Call call = taken();

        // Then
        assertThat(call.getCallerId()).isEqualTo("138****5678");
        assertThat(rows("select caller_id from call")).containsExactly("138****5678");
        assertThat(List.of("call", "journal", "request", "caller_number"))
                .allSatisfy(table -> assertThat(rows("select t::text from " + table + " t"))
                        .noneMatch(row -> row.contains(NUMBER) || row.contains(hex(NUMBER))));
    }

    @Test
    void nothing_stored_is_made_of_the_number_but_by_a_key() throws Exception {
        // Given
        CreateCallRequest request = aCall().setCallerId(NUMBER).build();

        // When
        Call call = new Desk(harness.channelOf("li", Role.CALL_TAKER)).take(request.toBuilder());

        // Then whoever has the database and tries all numbers finds none
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request.toByteArray()));
        assertThat(call.getCallerId()).isEqualTo("138****5678");
        assertThat(rows("select encode(body_hash, 'hex') from request"))
                .hasSize(1)
                .doesNotContain(hash);
    }

    @Test
    void a_number_whose_key_has_not_come_to_this_replica_is_not_called_erased() {
        // Given
        Call call = taken();
        DATABASE.execute("update caller_number set key_id = 'test-of-next-month'");

        // When
        Reason reason = reasonOf(refused(() -> calls("wang", Role.DISPATCHER).showCaller(look(call))));

        // Then
        assertThat(reason).isEqualTo(Reason.DEPENDENCY_UNAVAILABLE);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whoever_needs_the_number_is_told_and_each_look_stands_in_the_history_of_the_call() {
        // Given
        Call call = taken();

        // When
        String first = calls("wang", Role.DISPATCHER).showCaller(look(call)).getCallerId();
        String second = calls("zhao", Role.COMMANDER).showCaller(look(call)).getCallerId();

        // Then
        assertThat(List.of(first, second)).containsOnly(NUMBER);
        assertThat(told(call.getName())).containsExactly("call.received", "call.caller_shown", "call.caller_shown");
        assertThat(rows("select actor || ': ' || reason from journal where action = 'call.caller_shown' order"
                        + " by position"))
                .containsExactly("wang: the line broke off, calling back", "zhao: the line broke off, calling back");
        assertThat(rows("select t::text from journal t")).noneMatch(row -> row.contains(hex(NUMBER)));
        assertThat(desk().calls
                        .getCall(io.qipan.proto.dispatch.v1.GetCallRequest.newBuilder()
                                .setName(call.getName())
                                .build())
                        .getCall()
                        .getEtag())
                .isEqualTo(call.getEtag());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CALL_TAKER", "DISPATCHER", "COMMANDER"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobody_else_is_told(Role role) {
        // Given
        Call call = taken();

        // When
        Reason reason = reasonOf(refused(() -> calls("sun", role).showCaller(look(call))));

        // Then
        assertThat(reason).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(told(call.getName())).containsExactly("call.received");
    }

    @Test
    void without_a_reason_nobody_is_told() {
        // Given
        Call call = taken();

        // When
        Reason reason = reasonOf(refused(() -> calls("wang", Role.DISPATCHER)
                .showCaller(look(call).toBuilder().setReason("  ").build())));

        // Then
        assertThat(reason).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void a_number_whose_key_was_thrown_away_is_gone_for_good() {
        // Given
        Call call = taken();
        DATABASE.execute("update caller_number set key_id = 'gone'");

        // When
        Reason reason = reasonOf(refused(() -> calls("wang", Role.DISPATCHER).showCaller(look(call))));

        // Then
        assertThat(reason).isEqualTo(Reason.PERSONAL_DATA_ERASED);
        assertThat(told(call.getName())).containsExactly("call.received");
    }

    @Test
    void a_number_that_is_put_beside_another_call_is_not_shown_as_its_own() {
        // Given
        Call first = taken();
        Call second = taken();
        DATABASE.execute("update caller_number set locked = (select locked from caller_number where call_id = '"
                + first.getName().substring(6) + "') where call_id = '"
                + second.getName().substring(6) + "'");

        // When
        Reason reason = reasonOf(refused(() -> calls("wang", Role.DISPATCHER).showCaller(look(second))));

        // Then
        assertThat(reason).isEqualTo(Reason.PERSONAL_DATA_ERASED);
    }
}
