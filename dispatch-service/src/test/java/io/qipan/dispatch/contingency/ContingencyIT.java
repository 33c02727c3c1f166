package io.qipan.dispatch.contingency;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.qipan.proto.dispatch.v1.ActivateContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanResponse;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.ContingencyTask.State;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListContingencyActivationsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.RaiseContingencyLevelRequest;
import io.qipan.proto.dispatch.v1.RaiseContingencyLevelResponse;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.StoryEntry;
import io.qipan.proto.dispatch.v1.TakeOverContingencyRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.Sequencer;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContingencyIT extends ContingencyScenario {

    @BeforeEach
    void aPlan() {
        put(content(), 0);
    }

    private List<Long> minutesLeft(List<ContingencyTask> tasks) {
        return tasks.stream()
                .map(task -> Duration.between(clock.instant(), Times.instant(task.getDueAt()))
                        .toMinutes())
                .toList();
    }

    private RaiseContingencyLevelResponse raise(ContingencyActivation activation, int level) {
        return wang().work()
                .raiseContingencyLevel(RaiseContingencyLevelRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(activation.getName())
                        .setEtag(activation.getEtag())
                        .setLevel(level)
                        .setReason("a house is near")
                        .build());
    }

    private Incident merge(Incident incident, Incident into) {
        return desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setEtag(incident.getEtag())
                        .setInto(into.getName())
                        .setIntoEtag(into.getEtag())
                        .setReason("the same crates")
                        .build())
                .getIncident();
    }

    private List<ContingencyActivation> activationsOf(Incident incident) {
        return wang().work()
                .listContingencyActivations(ListContingencyActivationsRequest.newBuilder()
                        .setOpenOnly(true)
                        .setOptionalIncident(incident.getName())
                        .build())
                .getActivationsList();
    }

    @Test
    void a_plan_becomes_tasks_with_posts_and_clocks_and_is_activated_once() {
        // Given
        Incident theft = theft();
        ActivateContingencyPlanRequest request = activating(theft).build();
        ActivateContingencyPlanResponse made = wang().work().activateContingencyPlan(request);

        // When
        ActivateContingencyPlanResponse again = wang().work().activateContingencyPlan(request);

        // Then
        assertThat(again).isEqualTo(made);
        assertThat(made.getTasksList())
                .extracting(ContingencyTask::getStep)
                .containsExactly("alert", "roadblock", "press");
        assertThat(minutesLeft(made.getTasksList())).containsExactly(5L, 25L, 60L);
        assertThat(made.getTasksList())
                .allSatisfy(task -> assertThat(task.getOwner()).isEqualTo("desk:field"));
        assertThat(made.getActivation().getOwner()).isEqualTo("wang");
        assertThat(made.getActivation().getOpenMandatoryTasks()).isEqualTo(2);
        assertThat(tasks(made.getActivation())).isEqualTo(made.getTasksList());
        var second = refused(() -> activate(theft));
        assertThat(reasonOf(second)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(metadataOf(second))
                .containsEntry("resource", made.getActivation().getName());
        assertThat(reasonOf(refused(() -> wang().work()
                        .activateContingencyPlan(
                                activating(theft()).setRevision(2).build()))))
                .isEqualTo(Reason.STALE_ETAG);
        assertThat(told(made.getActivation().getName())).containsExactly("contingency_activation.activated");
        assertThat(dispatch.meters().counter("qipan.contingency.activated").count())
                .isEqualTo(1);
    }

    @Test
    void a_higher_level_adds_only_what_is_missing_by_the_revision_that_it_began_with() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        put(content().clearSteps().addSteps(content().getSteps(0)), 1);
        ContingencyTask ignored = wang().complete(wang().take(task(activation, "alert")));

        // When
        RaiseContingencyLevelResponse raised = raise(activation, 2);

        // Then
        assertThat(raised.getTasksList()).extracting(ContingencyTask::getStep).containsExactly("evacuate");
        assertThat(minutesLeft(raised.getTasksList())).as("alert is done").containsExactly(30L);
        assertThat(raised.getActivation().getLevel()).isEqualTo(2);
        assertThat(raised.getActivation().getRevision()).isEqualTo(1);
        assertThat(tasks(activation)).hasSize(4);
        assertThat(reasonOf(refused(() -> raise(raised.getActivation(), 2)))).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void an_incident_does_not_end_while_a_mandatory_task_is_open_and_closes_the_rest_with_it() {
        // Given
        Incident theft = theft();
        ContingencyActivation activation = activate(theft).getActivation();
        var early = refused(() -> desk().end(desk().now(theft)));
        var closing = refused(() -> wang().close(now(activation)));
        doMandatory(activation);

        // When
        Incident ended = desk().end(desk().now(theft));

        // Then
        assertThat(reasonOf(early)).isEqualTo(Reason.TASKS_OPEN);
        assertThat(metadataOf(early)).containsEntry("resource", theft.getName());
        assertThat(metadataOf(early)).containsEntry("open_tasks", "2");
        assertThat(reasonOf(closing)).isEqualTo(Reason.TASKS_OPEN);
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(now(activation).getState()).isEqualTo(ContingencyActivation.State.CLOSED);
        assertThat(task(activation, "press").getState()).isEqualTo(State.SKIPPED);
        assertThat(deadlines(task(activation, "press").getName())).isEmpty();
        assertThat(deadlines(activation.getName())).containsExactly("contingency_activation.look");
    }

    @Test
    void each_activation_of_a_list_tells_its_own_open_tasks() {
        // Given
        ContingencyActivation begun = activate(theft()).getActivation();
        ContingencyActivation another = activate(theft()).getActivation();
        ContingencyTask done = wang().complete(wang().take(task(another, "alert")));
        ContingencyActivation over = activate(theft()).getActivation();
        doMandatory(over);
        ContingencyActivation closed = wang().close(now(over));

        // When
        List<ContingencyActivation> listed = wang().work()
                .listContingencyActivations(ListContingencyActivationsRequest.getDefaultInstance())
                .getActivationsList();

        // Then
        assertThat(done.getActivation()).isEqualTo(another.getName());
        assertThat(listed).containsExactly(closed, now(another), begun);
        assertThat(listed)
                .extracting(ContingencyActivation::getOpenTasks, ContingencyActivation::getOpenMandatoryTasks)
                .containsExactly(tuple(0, 0), tuple(2, 1), tuple(3, 2));
    }

    @Test
    void what_is_merged_has_its_tasks_go_on_with_the_incident_that_is_worked_in_its_place_and_takes_them_back() {
        // Given
        Incident merged = theft();
        Incident root = theft();
        ContingencyActivation activation = activate(merged).getActivation();
        Incident one = merge(desk().now(merged), desk().now(root));
        List<ContingencyActivation> ofRoot = activationsOf(root);
        var early = refused(() -> desk().end(desk().now(root)));
        var second = refused(() -> activate(root));

        // When
        desk().duplicates
                .unmergeIncident(UnmergeIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(one.getName())
                        .setEtag(one.getEtag())
                        .setReason("other crates")
                        .build());

        // Then
        assertThat(ofRoot).containsExactly(activation);
        assertThat(reasonOf(early)).isEqualTo(Reason.TASKS_OPEN);
        assertThat(reasonOf(second)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(desk().end(desk().now(root)).getState()).isEqualTo(Incident.State.ENDED);
        assertThat(activationsOf(merged)).containsExactly(activation);
    }

    @Test
    void an_activation_of_which_nothing_is_heard_goes_to_the_commander_and_can_be_taken_over() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        pass(Duration.ofMinutes(30));
        pass(Duration.ofMinutes(30));
        ContingencyActivation silent = now(activation);
        int raised = attentions(Kind.CONTINGENCY_OVERDUE, false).size();
        clock.advance(Duration.ofSeconds(40));

        // When
        ContingencyActivation taken = li().work()
                .takeOverContingency(TakeOverContingencyRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(silent.getName())
                        .setEtag(silent.getEtag())
                        .build())
                .getActivation();

        // Then
        pass(0);
        assertThat(silent.getOwner()).isEqualTo("desk:command");
        assertThat(raised).isEqualTo(1);
        assertThat(taken.getOwner()).isEqualTo("li");
        assertThat(attentions(Kind.CONTINGENCY_OVERDUE, false)).isEmpty();
    }

    @Test
    void it_is_open_work_whose_lost_deadlines_are_found() {
        // Given
        Incident theft = theft();
        ContingencyActivation activation = activate(theft).getActivation();
        ContingencyTask alert = task(activation, "alert");
        DATABASE.execute("delete from deadline where subject like 'contingency%'");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(adopted).hasSize(4).contains(activation.getName(), alert.getName());
        pass(0);
        assertThat(task(activation, "alert")).as("nobody's time is shortened").isEqualTo(alert);
        assertThat(deadlines(alert.getName())).containsExactly("contingency_task.look");
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .extracting(OpenWork::getResource)
                .contains(activation.getName(), alert.getName());
    }

    @Test
    void it_stands_in_the_story_of_its_incident() {
        // Given
        Incident theft = theft();
        ContingencyActivation activation = activate(theft).getActivation();
        doMandatory(activation);
        Feed feed = new Feed(new Sequencer(DATABASE.unitOfWork()), new FeedStore(DATABASE.unitOfWork()));
        feed.start();
        Awaitility.await()
                .until(() -> rows("select count(*)::text from journal_pending").equals(List.of("0")));
        feed.close();

        // When
        List<StoryEntry> story = desk().afterAction
                .showStory(ShowStoryRequest.newBuilder()
                        .setIncident(theft.getName())
                        .build())
                .getEntriesList();

        // Then
        assertThat(story)
                .extracting(StoryEntry::getAction)
                .containsSubsequence(
                        "incident.opened",
                        "contingency_task.made",
                        "contingency_activation.activated",
                        "contingency_task.taken",
                        "contingency_task.done",
                        "contingency_activation.task_settled");
    }
}
