package io.qipan.dispatch.attention.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.incident.model.Priority;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttentionKindTest {
    private static final Optional<Instant> THEN = Optional.of(Instant.parse("2026-11-20T02:00:00Z"));
    private static final Optional<Instant> LATER = THEN.map(then -> then.plusSeconds(60));

    @ParameterizedTest
    @EnumSource(AttentionKind.class)
    void a_more_urgent_incident_never_makes_it_less_urgent(AttentionKind kind) {
        // When
        List<Integer> ranks = Arrays.stream(Priority.values())
                .map(priority -> kind.urgency(Optional.of(priority)).rank())
                .toList();

        // Then
        assertThat(ranks).isSorted();
    }

    @Test
    void what_happens_out_there_is_more_urgent_than_what_lies_on_a_desk() {
        // When
        Urgency unanswered = AttentionKind.ORDER_UNANSWERED.urgency(Optional.of(Priority.P1));
        Urgency complaint = AttentionKind.COMPLAINT_OVERDUE.urgency(Optional.of(Priority.P1));

        // Then
        assertThat(unanswered).isEqualTo(Urgency.HIGHEST);
        assertThat(complaint).isEqualTo(Urgency.NORMAL);
        assertThat(AttentionKind.CALL_UNDECIDED.urgency(Optional.empty())).isEqualTo(Urgency.HIGH);
        assertThat(AttentionKind.COMPLAINT_OVERDUE.urgency(Optional.empty())).isEqualTo(Urgency.LOW);
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void danger_is_of_the_highest_urgency_whatever_its_incident_is_and_gone_when_a_person_says_so(Priority priority) {
        // When
        Urgency urgency = AttentionKind.REFERRAL_ENDANGERED.urgency(Optional.of(priority));

        // Then
        assertThat(urgency).isEqualTo(Urgency.HIGHEST);
        assertThat(AttentionKind.REFERRAL_ENDANGERED.isGone(THEN, Optional.empty()))
                .isFalse();
    }

    @Test
    void a_reminder_is_answered_by_whatever_moves_or_lifts_its_deadline() {
        // When
        AttentionKind kind = AttentionKind.CALL_UNDECIDED;

        // Then
        assertThat(kind.isGone(THEN, THEN)).isFalse();
        assertThat(kind.isGone(THEN, LATER)).isTrue();
        assertThat(kind.isGone(THEN, Optional.empty())).isTrue();
    }

    @Test
    void what_waits_is_gone_when_nothing_is_waited_for_and_a_lost_deadline_only_when_a_person_says_so() {
        // When
        AttentionKind waits = AttentionKind.ORDER_TIMED_OUT;

        // Then
        assertThat(waits.isGone(THEN, LATER)).isFalse();
        assertThat(waits.isGone(THEN, Optional.empty())).isTrue();
        assertThat(AttentionKind.DEADLINE_LOST.isGone(THEN, Optional.empty())).isFalse();
    }
}
