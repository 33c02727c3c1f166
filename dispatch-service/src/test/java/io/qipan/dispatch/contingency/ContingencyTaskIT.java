package io.qipan.dispatch.contingency;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.ContingencyTask.State;
import io.qipan.proto.dispatch.v1.ReassignContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.RejectTaskSkipRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContingencyTaskIT extends ContingencyScenario {

    @BeforeEach
    void aPlan() {
        put(content(), 0);
    }

    private ContingencyTask reject(ContingencyTask task) {
        return wang().work()
                .rejectTaskSkip(RejectTaskSkipRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(task.getName())
                        .setEtag(task.getEtag())
                        .setReason("there is a second road")
                        .build())
                .getTask();
    }

    private ContingencyTask reassign(ContingencyTask task, String to) {
        return wang().work()
                .reassignContingencyTask(ReassignContingencyTaskRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(task.getName())
                        .setEtag(task.getEtag())
                        .setTo(to)
                        .setReason("li knows the place")
                        .build())
                .getTask();
    }

    @Test
    void a_task_is_taken_and_done_and_the_clock_of_the_next_one_runs_from_then() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        clock.advance(Duration.ofMinutes(2));
        ContingencyTask taken = wang().take(task(activation, "alert"));
        var another = refused(() -> li().complete(taken));

        // When
        ContingencyTask done = wang().complete(taken);

        // Then
        assertThat(taken.getState()).isEqualTo(State.TAKEN);
        assertThat(taken.getOwner()).isEqualTo("wang");
        assertThat(reasonOf(another)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(done.getState()).isEqualTo(State.DONE);
        assertThat(done.getResult()).isEqualTo("told all three stations");
        assertThat(done.getLate()).isFalse();
        assertThat(deadlines(done.getName())).isEmpty();
        ContingencyTask next = task(activation, "roadblock");
        assertThat(next.getAfter()).isEqualTo(done.getName());
        assertThat(Times.instant(next.getDueAt())).isEqualTo(clock.instant().plus(Duration.ofMinutes(20)));
        assertThat(told(next.getName())).containsExactly("contingency_task.made", "contingency_task.clock_started");
        assertThat(now(activation).getOpenTasks()).isEqualTo(2);
        assertThat(now(activation).getEtag()).isEqualTo(activation.getEtag());
        assertThat(reasonOf(refused(() -> wang().take(done)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void what_is_overdue_goes_to_the_next_post_then_to_the_commander_and_stands_in_the_queue_until_it_is_done() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        pass(Duration.ofMinutes(5));
        ContingencyTask once = task(activation, "alert");
        pass(Duration.ofMinutes(10));
        ContingencyTask twice = task(activation, "alert");
        Attention raised = attentions(Kind.CONTINGENCY_TASK_OVERDUE, false).getFirst();

        // When
        ContingencyTask done = wang().complete(wang().take(twice));

        // Then
        pass(0);
        assertThat(once.getOwner()).isEqualTo("agencies/fire");
        assertThat(twice.getOwner()).isEqualTo("desk:command");
        assertThat(twice.getRaised()).isEqualTo(2);
        assertThat(raised.getResource()).isEqualTo(twice.getName());
        assertThat(raised.getIncident()).isEqualTo(activation.getIncident());
        assertThat(raised.getTimes()).isEqualTo(2);
        assertThat(done.getLate()).isTrue();
        assertThat(attentions(Kind.CONTINGENCY_TASK_OVERDUE, false)).isEmpty();
        assertThat(told(done.getName()))
                .containsExactly(
                        "contingency_task.made",
                        "contingency_task.overdue",
                        "contingency_task.overdue",
                        "contingency_task.taken",
                        "contingency_task.done");
        assertThat(dispatch.meters().counter("qipan.contingency.tasks.raised").count())
                .isEqualTo(2);
    }

    @Test
    void one_person_skips_what_is_not_mandatory_and_two_what_is() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        ContingencyTask press = wang().skip(task(activation, "press"));
        ContingencyTask proposed = wang().skip(wang().take(task(activation, "alert")));
        var same = refused(() -> wang().confirmSkip(proposed));

        // When
        ContingencyTask skipped = li().confirmSkip(proposed);

        // Then
        assertThat(press.getState()).isEqualTo(State.SKIPPED);
        assertThat(proposed.getState()).isEqualTo(State.SKIP_PROPOSED);
        assertThat(proposed.getOwner()).isEqualTo("desk:command");
        assertThat(reasonOf(same)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(skipped.getState()).isEqualTo(State.SKIPPED);
        assertThat(skipped.getSettledBy()).isEqualTo("li");
        assertThat(skipped.getSkipProposedBy()).isEqualTo("wang");
        assertThat(told(task(activation, "roadblock").getName())).contains("contingency_task.clock_started");
    }

    @Test
    void what_is_not_to_be_skipped_goes_on_with_who_did_it_and_nobody_decides_late_unseen() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        ContingencyTask proposed = wang().skip(wang().take(task(activation, "alert")));
        pass(Duration.ofMinutes(10));
        ContingencyTask late = task(activation, "alert");
        List<Attention> raised = attentions(Kind.CONTINGENCY_TASK_OVERDUE, false);

        // When
        ContingencyTask kept = reject(late);

        // Then
        assertThat(late.getEtag()).isEqualTo(proposed.getEtag());
        assertThat(raised).extracting(Attention::getResource).containsExactly(late.getName());
        assertThat(kept.getState()).isEqualTo(State.TAKEN);
        assertThat(kept.getOwner()).isEqualTo("wang");
        assertThat(Times.instant(kept.getNextDeadlineAt()))
                .as("time to do it now")
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(wang().complete(kept).getState()).isEqualTo(State.DONE);
    }

    @Test
    void what_was_reassigned_and_is_not_to_be_skipped_is_again_with_whom_it_was_reassigned_to() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        ContingencyTask reassigned = reassign(task(activation, "alert"), "li");
        ContingencyTask proposed = wang().skip(reassigned);

        // When
        ContingencyTask kept = reject(proposed);

        // Then
        assertThat(proposed.getOwner()).isEqualTo("desk:command");
        assertThat(kept.getState()).isEqualTo(State.UNTAKEN);
        assertThat(kept.getOwner()).isEqualTo("li");
        assertThat(li().take(kept).getOwner()).isEqualTo("li");
    }

    @Test
    void a_proposal_to_skip_of_an_older_replica_goes_back_to_the_post_of_the_plan() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        ContingencyTask proposed = wang().skip(task(activation, "alert"));
        DATABASE.execute("update contingency_task set skip_from = null");

        // When
        ContingencyTask kept = reject(proposed);

        // Then
        assertThat(kept.getOwner()).isEqualTo("desk:field");
    }

    @Test
    void what_a_person_has_is_taken_by_nobody_else_before_it_is_reassigned() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        ContingencyTask taken = wang().take(task(activation, "alert"));
        var another = refused(() -> li().take(taken));

        // When
        ContingencyTask reassigned = reassign(taken, "li");

        // Then
        assertThat(reasonOf(another)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reassigned.getState()).isEqualTo(State.UNTAKEN);
        assertThat(reassigned.getOwner()).isEqualTo("li");
        assertThat(reassigned.getTakenBy()).isEmpty();
        assertThat(reasonOf(refused(() -> wang().take(reassigned)))).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(li().complete(li().take(reassigned)).getSettledBy()).isEqualTo("li");
        assertThat(reasonOf(refused(() -> li().take(taken)))).isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void a_call_taker_does_tasks_and_decides_nothing() {
        // Given
        Planner taker = Planner.on(harness.channelOf("zhao", Role.CALL_TAKER));
        ContingencyActivation activation = activate(theft()).getActivation();

        // When
        ContingencyTask done = taker.complete(taker.take(task(activation, "alert")));

        // Then
        assertThat(done.getState()).isEqualTo(State.DONE);
        assertThat(reasonOf(refused(() -> taker.close(activation)))).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() -> taker.confirmSkip(taker.skip(task(activation, "roadblock"))))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }
}
