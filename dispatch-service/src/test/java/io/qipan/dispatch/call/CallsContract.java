package io.qipan.dispatch.call;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.call.model.Channel;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.UnitOfWork;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store of calls promises. */
abstract class CallsContract {

    abstract UnitOfWork unitOfWork();

    abstract Calls calls();

    private <T> T work(Supplier<T> work) {
        return unitOfWork().run("system:test", work);
    }

    private static Call draft(Optional<String> reference) {
        return Call.received(new Call(
                        new CallId(UuidCreator.getTimeOrderedEpoch()),
                        "",
                        1,
                        new Open(NOW.plusSeconds(120)),
                        Channel.KIOSK,
                        NOW,
                        NOW.plusSeconds(7),
                        true,
                        "13900000000",
                        "somebody is in the river",
                        List.of(Places.point(), Places.words("by the bridge")),
                        "tester",
                        reference,
                        true,
                        NOW,
                        Optional.of("kiosk-7")))
                .orRefuse();
    }

    Call added() {
        return work(() -> calls().add(draft(Optional.empty())));
    }

    private Call saved(Call next) {
        return work(() -> {
            Call ignored = calls().lock(next.id());
            calls().save(next);
            return next;
        });
    }

    private List<Call> list(Optional<Boolean> open, Optional<CallId> olderThan, int limit) {
        return unitOfWork().read(() -> calls().list(open, olderThan, limit));
    }

    @Test
    void gives_back_everything_that_it_was_given_and_a_number() {
        // Given
        Call draft = draft(Optional.of("sf-fire/1"));

        // When
        Call added = work(() -> calls().add(draft));

        // Then
        assertThat(added.number()).matches("C2026-\\d{6}");
        assertThat(added).isEqualTo(draft.numbered(added.number()));
        assertThat(unitOfWork().read(() -> calls().find(draft.id()))).contains(added);
    }

    @Test
    void numbers_differ() {
        // Given
        Call first = added();

        // When
        Call second = added();

        // Then
        assertThat(second.number()).isNotEqualTo(first.number());
    }

    @Test
    void keeps_the_first_call_of_a_reference_and_names_it_to_the_second() {
        // Given
        Call first = work(() -> calls().add(draft(Optional.of("sf-fire/1"))));

        // When
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> work(() -> calls().add(draft(Optional.of("sf-fire/1")))));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(refused.refusal().metadata())
                .containsEntry("resource", first.id().name());
        assertThat(list(Optional.empty(), Optional.empty(), 10)).containsExactly(first);
    }

    @Test
    void keeps_any_number_of_calls_without_a_reference() {
        // Given
        Call first = added();

        // When
        Call second = added();

        // Then
        assertThat(list(Optional.empty(), Optional.empty(), 10)).containsExactly(second, first);
    }

    @Test
    void saves_the_next_state_of_a_call() {
        // Given
        Call call = added();

        // When
        Call ended = saved(call.locate(Places.point())
                .then(located -> located.end(CallOutcome.HOAX, "children laughing"))
                .orRefuse());

        // Then
        assertThat(unitOfWork().read(() -> calls().find(call.id()))).contains(ended);
    }

    @Test
    void refuses_to_lock_what_is_not_there() {
        // Given
        CallId id = new CallId(UuidCreator.getTimeOrderedEpoch());

        // When
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> work(() -> calls().lock(id)));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(unitOfWork().read(() -> calls().find(id))).isEmpty();
    }

    @Test
    void lists_the_newest_first_after_a_call_and_by_state() {
        // Given
        Call first = added();
        Call second = saved(added().end(CallOutcome.NO_ACTION, "nobody there").orRefuse());
        Call third = added();

        // When
        List<Call> page = list(Optional.empty(), Optional.empty(), 2);

        // Then
        assertThat(page).containsExactly(third, second);
        assertThat(list(Optional.empty(), Optional.of(second.id()), 2)).containsExactly(first);
        assertThat(list(Optional.of(true), Optional.empty(), 9)).containsExactly(third, first);
        assertThat(list(Optional.of(false), Optional.empty(), 9)).containsExactly(second);
    }
}
