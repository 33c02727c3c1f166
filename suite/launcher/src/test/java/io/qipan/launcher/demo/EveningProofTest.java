package io.qipan.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OutcomeCount;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingResponse;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.proto.dispatch.v1.SummarizeSearchesResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EveningProofTest {

    private final EveningSample sample = new EveningSample();

    private List<String> missing(boolean handedOver, RealFigures.Seen real) {
        EveningRecord evening = sample.record();
        return EveningProof.missing(
                evening, handedOver, new EveningFigures(evening).by(EveningFiguresTest.DEFINITIONS), real);
    }

    private ContingencyTask.Builder task(String step) {
        return Optional.ofNullable(sample.tasks.get(step)).orElseThrow();
    }

    private List<String> missing() {
        return missing(true, real(0, 0));
    }

    /** What the figures count as calls, and what was real. */
    private RealFigures.Seen real(long counted, long recorded) {
        return new RealFigures.Seen(
                SummarizeFiguresResponse.newBuilder()
                        .addRows(FigureRow.newBuilder()
                                .setMeasure(Measure.ANSWERING)
                                .setFigure(Figure.newBuilder().setN(counted)))
                        .build(),
                new RealFigures.Counts(recorded, 0, 0),
                SummarizeCallProcessingResponse.getDefaultInstance(),
                SummarizeSearchesResponse.newBuilder()
                        .addOutcomes(OutcomeCount.newBuilder()
                                .setOutcome(SearchOutcome.FOUND_ALIVE)
                                .setN(1))
                        .build(),
                new EveningFigures(sample.record()).by(EveningFiguresTest.DEFINITIONS),
                new RealFigures.Counts(EveningCaller.ALL, 4, EveningProof.ORDERS));
    }

    @Test
    void an_evening_as_it_was_told_happened() {
        // Given
        RealFigures.Seen real = real(7, 7);

        // When
        List<String> missing = missing(true, real);

        // Then
        assertThat(missing).isEmpty();
    }

    @Test
    void a_caller_who_is_lost_is_missed() {
        // Given
        sample.change(EveningSample.FIRE, fire -> {
            List<String> others = List.copyOf(fire.getCallsList().subList(1, fire.getCallsCount()));
            return fire.clearCalls().addAllCalls(others);
        });

        // When
        List<String> missing = missing();

        // Then
        assertThat(missing).containsExactly("no caller about the fire is lost", "the fire has forty callers, not 39");
    }

    @Test
    void a_caller_who_is_there_twice_is_found() {
        // Given
        sample.change(EveningSample.SMOKE, smoke -> smoke.addCalls("calls/2"));

        // When
        List<String> missing = missing();

        // Then
        assertThat(missing)
                .containsExactly("no caller about the fire is there twice", "the fire has forty callers, not 41");
    }

    @Test
    void a_container_that_is_still_merged_is_told() {
        // Given
        sample.undone.clear();
        sample.change(EveningSample.CONTAINER, container -> container.setState(Incident.State.MERGED));

        // When
        List<String> missing = missing();

        // Then
        assertThat(missing)
                .containsExactly(
                        "the incident of the container is resolved by itself",
                        "the record shows that the container was taken for the fire, and was taken out again");
    }

    @Test
    void a_call_that_is_no_exercise_is_told() {
        // Given
        sample.change(EveningCaller.FIRST, first -> first.setDrill(false));

        // When
        List<String> missing = missing();

        // Then
        assertThat(missing).containsExactly("every call is an exercise");
    }

    @Test
    void a_partner_who_is_not_here_is_offered_nothing_and_the_caller_is_advised() {
        // Given
        sample.transfers.clear();
        sample.change(EveningCaller.NOISE, noise -> noise.setOutcome(CallOutcome.CALLER_ADVISED));

        // When
        List<String> missing = missing(false, real(0, 0));

        // Then
        assertThat(missing).isEmpty();
        assertThat(missing())
                .containsExactly(
                        "12345 had the noise in their system, then a person there accepted it, then it was done",
                        "the call about the noise was transferred");
    }

    @Test
    void a_notice_that_one_person_drafted_and_released_is_told() {
        // Given
        sample.notice.setReleasedBy("dispatcher");

        // When
        List<String> missing = missing();

        // Then
        assertThat(missing).containsExactly("a second person released the notice");
    }

    @Test
    void a_plan_that_was_not_carried_out_as_told_is_found() {
        // Given
        ContingencyTask.Builder road = task(EveningPlan.ROAD).setSettledBy("dispatcher");
        ContingencyTask.Builder shelter = task(EveningPlan.SHELTER).setRaised(0);
        ContingencyTask.Builder gas =
                task(EveningPlan.GAS).setDueAt(task(EveningPlan.GAS).getSettledAt());
        sample.activation.setDrill(false);
        sample.planIsRetired = false;

        // When
        List<String> missing = missing();

        // Then
        assertThat(List.of(road.getStep(), shelter.getStep(), gas.getStep())).doesNotHaveDuplicates();
        assertThat(missing)
                .containsExactly(
                        "the plan was carried out for the fire as an exercise, closed with it and reviewed",
                        "what is mandatory was skipped by two people",
                        "the task that nobody took went to the next post, and no other",
                        "the clock of the gas ran from when the house was cleared",
                        "nobody is suggested the plan of the demo any more");
    }

    @Test
    void a_task_of_the_plan_that_is_still_open_is_told() {
        // Given
        ContingencyTask.Builder open = task(EveningPlan.CLEAR).setState(ContingencyTask.State.TAKEN);

        // When
        List<String> missing = missing();

        // Then
        assertThat(open.getStep()).isEqualTo(EveningPlan.CLEAR);
        assertThat(missing).containsExactly("every task of the plan but one was done");
    }

    @Test
    void a_post_that_owes_an_answer_is_told() {
        // Given
        sample.notices.set(
                0,
                sample.notices.getFirst().toBuilder()
                        .setState(CommandNotice.State.DELIVERED)
                        .build());

        // When
        List<String> missing = missing();

        // Then
        assertThat(missing).containsExactly("all posts but one have acknowledged");
    }

    @Test
    void a_unit_that_is_not_free_is_told_and_what_is_left_open_is_named() {
        // Given
        sample.orders.set(
                0,
                sample.orders.getFirst().toBuilder()
                        .setState(Order.State.ON_SCENE)
                        .build());
        sample.open.add("orders/1");

        // When
        List<String> missing = missing();

        // Then
        assertThat(missing)
                .containsExactly(
                        "every unit went and is free again",
                        "every order is over",
                        "nothing is left open, but orders/1 is");
    }

    @Test
    void a_real_figure_that_counts_an_exercise_is_wrong() {
        // Given
        RealFigures.Seen real = real(43, 0);

        // When
        List<String> missing = missing(true, real);

        // Then
        assertThat(missing).containsExactly("the board's own figures count what was no exercise, and nothing else");
    }

    @Test
    void a_figure_of_exercises_that_the_board_tells_otherwise_is_wrong() {
        // Given
        RealFigures.Seen real = real(0, 0);
        sample.orders.set(0, EveningSample.order(EveningSample.FIRE, 0, 5));

        // When
        List<String> missing = missing(true, real);

        // Then
        assertThat(missing).contains("the board's figure of SIGNING of exercises is that of the evening");
    }

    @Test
    void a_figure_that_differs_from_what_the_callers_waited_is_wrong() {
        // Given
        sample.change(3, late -> late.setReceivedAt(late.getAnsweredAt()));

        // When
        List<String> missing = missing();

        // Then
        assertThat(missing).containsExactly("the figure of answering is that of the callers");
    }
}
