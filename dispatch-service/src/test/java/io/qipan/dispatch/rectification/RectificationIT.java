package io.qipan.dispatch.rectification;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.pattern.PatternScenario;
import io.qipan.proto.dispatch.v1.AssessRectificationRequest;
import io.qipan.proto.dispatch.v1.EffectAssessment;
import io.qipan.proto.dispatch.v1.EffectAssessment.Verdict;
import io.qipan.proto.dispatch.v1.FinishRectificationRequest;
import io.qipan.proto.dispatch.v1.GetRectificationRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.ListRectificationsRequest;
import io.qipan.proto.dispatch.v1.OpenRectificationRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.ReassignRectificationRequest;
import io.qipan.proto.dispatch.v1.Rectification;
import io.qipan.proto.dispatch.v1.RectificationServiceGrpc;
import io.qipan.proto.dispatch.v1.RectificationServiceGrpc.RectificationServiceBlockingStub;
import io.qipan.proto.dispatch.v1.StartRectificationRequest;
import io.qipan.proto.dispatch.v1.WithdrawRectificationRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RectificationIT extends PatternScenario {
    private static final Duration DAY = Duration.ofDays(1);

    private String hotspot = "";

    @BeforeEach
    void aHotspotWasFound() {
        List<Incident> thefts = thefts();
        assertThat(thefts).isNotEmpty();
        hotspot = analyze(aQuestion()).getHotspots(0).getName();
    }

    private RectificationServiceBlockingStub commander() {
        return RectificationServiceGrpc.newBlockingStub(harness.channelOf("chen", Role.COMMANDER));
    }

    private OpenRectificationRequest.Builder aRectification() {
        return OpenRectificationRequest.newBuilder()
                .setRequestId(newId())
                .setHotspot(hotspot)
                .setOwner("zhao")
                .setDueAt(Times.message(clock.instant().plus(Duration.ofDays(14))))
                .setMeasures("lamps behind the market, two patrols a night")
                .setComparedDays(7);
    }

    private Rectification opened() {
        return commander().openRectification(aRectification().build()).getRectification();
    }

    private Rectification now(Rectification rectification) {
        return commander()
                .getRectification(GetRectificationRequest.newBuilder()
                        .setName(rectification.getName())
                        .build())
                .getRectification();
    }

    private Rectification start(Rectification rectification) {
        return commander()
                .startRectification(StartRectificationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(rectification.getName())
                        .setEtag(rectification.getEtag())
                        .build())
                .getRectification();
    }

    private Rectification finish(Rectification rectification) {
        return commander()
                .finishRectification(FinishRectificationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(rectification.getName())
                        .setEtag(rectification.getEtag())
                        .setDone("eleven lamps, patrols since Friday")
                        .build())
                .getRectification();
    }

    private Rectification assess(Rectification rectification) {
        return commander()
                .assessRectification(AssessRectificationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(rectification.getName())
                        .setEtag(rectification.getEtag())
                        .setRationale("the lamps stay")
                        .build())
                .getRectification();
    }

    private Rectification withdraw(Rectification rectification) {
        return commander()
                .withdrawRectification(WithdrawRectificationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(rectification.getName())
                        .setEtag(rectification.getEtag())
                        .setReason("the wrong market")
                        .build())
                .getRectification();
    }

    private List<OpenWork> openWork(Rectification rectification) {
        return desk()
                .oversight
                .listOpenWork(
                        ListOpenWorkRequest.newBuilder().setPageSize(1_000).build())
                .getWorkList()
                .stream()
                .filter(work -> work.getResource().equals(rectification.getName()))
                .toList();
    }

    @Test
    void a_hotspot_is_rectified_and_its_effect_told_with_what_chance_alone_would_do() {
        // Given: the eight are from 14 and 15 November, today is the 20th
        Rectification done = finish(start(opened()));
        pass(DAY.multipliedBy(8));
        Incident later = desk().open(aTheftElsewhere(3, 22));

        // When
        Rectification assessed = assess(now(done));

        // Then
        assertThat(later.getType()).isEqualTo("theft");
        assertThat(assessed.getState()).isEqualTo(Rectification.State.ASSESSED);
        EffectAssessment effect = assessed.getAssessment();
        assertThat(List.of(
                        effect.getBeforeFrom(), effect.getBeforeUntil(), effect.getAfterFrom(), effect.getAfterUntil()))
                .containsExactly("2026-11-13", "2026-11-20", "2026-11-21", "2026-11-28");
        assertThat(effect.getBefore()).isEqualTo(CROWDED);
        assertThat(effect.getAfter()).isZero();
        assertThat(effect.getElsewhereBefore()).isEqualTo(10);
        assertThat(effect.getElsewhereAfter()).isEqualTo(1);
        assertThat(effect.getVerdict()).isEqualTo(Verdict.FELL);
        assertThat(effect.getPValue()).isCloseTo(2.0 / 256, within(1e-12));
        assertThat(effect.getUpper()).isLessThan(1);
        assertThat(effect.getBeforeHasHotspot()).isTrue();
        assertThat(effect.getAssessedBy()).isEqualTo("chen");
        assertThat(now(assessed)).isEqualTo(assessed);
        assertThat(deadlines(assessed.getName())).isEmpty();
        assertThat(told(assessed.getName()))
                .containsExactly(
                        "rectification.opened",
                        "rectification.started",
                        "rectification.done",
                        "rectification.assessable",
                        "rectification.assessed");
        assertThat(reasonOf(refused(() -> start(assessed)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void it_is_open_work_with_an_owner_and_a_deadline() {
        // When
        Rectification rectification = opened();

        // Then
        assertThat(rectification.getState()).isEqualTo(Rectification.State.OPEN);
        assertThat(rectification.getType()).isEqualTo("theft");
        assertThat(rectification.getOpenedBy()).isEqualTo("chen");
        assertThat(deadlines(rectification.getName())).containsExactly("rectification.look");
        assertThat(openWork(rectification)).singleElement().satisfies(work -> {
            assertThat(work.getOwner()).isEqualTo("zhao");
            assertThat(work.getNextDeadlineAt()).isEqualTo(rectification.getDueAt());
        });
    }

    @Test
    void overdue_its_owner_is_reminded_and_then_it_goes_up_until_the_measures_are_taken() {
        // Given
        Rectification rectification = opened();
        pass(DAY.multipliedBy(14));
        Rectification reminded = now(rectification);
        pass(DAY);

        // When
        Rectification escalated = now(rectification);

        // Then
        assertThat(reminded.getReminders()).isEqualTo(1);
        assertThat(reminded.getEscalated()).isFalse();
        assertThat(escalated.getEscalated()).isTrue();
        assertThat(escalated.getEtag()).isEqualTo(rectification.getEtag());
        assertThat(told(rectification.getName()))
                .containsExactly("rectification.opened", "rectification.overdue", "rectification.escalated");
        assertThat(finish(start(escalated)).getEscalated()).isFalse();
    }

    @Test
    void a_deadline_that_was_lost_is_found_again() {
        // Given
        Rectification rectification = opened();
        DATABASE.execute("delete from deadline where subject = '" + rectification.getName() + "'");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).containsExactly(rectification.getName());
        assertThat(deadlines(rectification.getName())).containsExactly("rectification.look");
    }

    @Test
    void it_is_not_assessed_before_the_days_after_are_over() {
        // Given
        Rectification done = finish(start(opened()));
        pass(DAY.multipliedBy(7));

        // When
        StatusRuntimeException refusal = refused(() -> assess(done));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INCOMPLETE);
        assertThat(refusal).hasMessageContaining("2026-11-28");
    }

    @Test
    void a_hotspot_has_one_until_that_is_withdrawn() {
        // Given
        Rectification rectification = opened();
        StatusRuntimeException twice = refused(this::opened);

        // When
        Rectification withdrawn = withdraw(rectification);

        // Then
        assertThat(reasonOf(twice)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(withdrawn.getState()).isEqualTo(Rectification.State.WITHDRAWN);
        assertThat(withdrawn.getWithdrawReason()).isEqualTo("the wrong market");
        assertThat(deadlines(withdrawn.getName())).isEmpty();
        assertThat(openWork(withdrawn)).isEmpty();
        Rectification again = opened();
        assertThat(commander()
                        .listRectifications(ListRectificationsRequest.newBuilder()
                                .setOpenOnly(true)
                                .build())
                        .getRectificationsList())
                .containsExactly(again);
        assertThat(commander()
                        .listRectifications(ListRectificationsRequest.getDefaultInstance())
                        .getRectificationsList())
                .containsExactly(again, withdrawn);
    }

    @Test
    void another_owner_has_another_due_date_and_is_not_overdue() {
        // Given
        Rectification rectification = opened();
        pass(DAY.multipliedBy(14));
        Instant dueAt = clock.instant().plus(Duration.ofDays(5));

        // When
        Rectification reassigned = commander()
                .reassignRectification(ReassignRectificationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(rectification.getName())
                        .setEtag(rectification.getEtag())
                        .setOwner("sun")
                        .setDueAt(Times.message(dueAt))
                        .setReason("zhao is on leave")
                        .build())
                .getRectification();

        // Then
        assertThat(reassigned.getOwner()).isEqualTo("sun");
        assertThat(reassigned.getReminders()).isZero();
        assertThat(Times.instant(reassigned.getNextDeadlineAt())).isEqualTo(dueAt);
    }

    @Test
    void what_does_not_exist_is_late_or_is_stale_is_refused() {
        // Given
        OpenRectificationRequest.Builder unknown =
                aRectification().setHotspot(hotspot.replace("hotspots/1", "hotspots/2"));
        OpenRectificationRequest.Builder late =
                aRectification().setDueAt(Times.message(clock.instant().minusSeconds(1)));
        StatusRuntimeException tooLate = refused(() -> commander().openRectification(late.build()));
        Rectification rectification = opened();
        Rectification started = start(rectification);

        // When
        StatusRuntimeException stale = refused(() -> withdraw(rectification));

        // Then
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(now(started)).isEqualTo(started);
        assertThat(reasonOf(refused(() -> commander().openRectification(unknown.build()))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(tooLate)).isEqualTo(Reason.INVALID_FIELD);
        var dispatcher = RectificationServiceGrpc.newBlockingStub(harness.channelOf("wang", Role.DISPATCHER));
        assertThat(reasonOf(refused(
                        () -> dispatcher.openRectification(aRectification().build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }
}
