package io.qipan.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.MeasureDefinition;
import io.qipan.proto.dispatch.v1.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

class EveningFiguresTest {

    /** As the board publishes them. */
    static final List<MeasureDefinition> DEFINITIONS = List.of(
            definition(Measure.ANSWERING, 10, 15, 20, 40),
            definition(Measure.PROCESSING, 60, 64, 90, 106),
            definition(Measure.ANSWER_TO_DELIVERY, 60, 64, 90, 106),
            definition(Measure.DELIVERY, 15, 30, 60, 120),
            definition(Measure.SIGNING, 30, 60, 120, 180),
            definition(Measure.DEPARTURE, 300, 600, 900, 1_800),
            definition(Measure.ARRIVAL, 300, 600, 900, 1_800),
            definition(Measure.FEEDBACK, 1_800, 3_600, 7_200, 14_400));

    private final EveningSample sample = new EveningSample();

    private static MeasureDefinition definition(Measure measure, Integer... bounds) {
        return MeasureDefinition.newBuilder()
                .setMeasure(measure)
                .addAllBoundsS(List.of(bounds))
                .build();
    }

    private Figure figure(Measure measure) {
        return new EveningFigures(sample.record())
                .by(DEFINITIONS).getRowsList().stream()
                        .filter(row -> row.getMeasure() == measure)
                        .map(FigureRow::getFigure)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void percentiles_are_nearest_rank_and_bounds_are_inclusive() {
        // Given
        // Signed for after 10, 20, 30, 40, 50 and 60 s.

        // When
        Figure signing = figure(Measure.SIGNING);

        // Then
        assertThat(signing.getN()).isEqualTo(6);
        assertThat(signing.getMeanS()).isEqualTo(35);
        assertThat(signing.getP50S()).isEqualTo(30);
        assertThat(signing.getP90S()).isEqualTo(60);
        assertThat(signing.getLongestS()).isEqualTo(60);
        assertThat(signing.getWithinList()).containsExactly(3L, 6L, 6L, 6L);
    }

    @Test
    void processing_goes_to_the_first_order_and_what_was_merged_before_is_given_up() {
        // Given
        // The fire's first order is sent after 1 s, the container's after 4, the child's after 5.

        // When
        Figure processing = figure(Measure.PROCESSING);

        // Then
        assertThat(processing.getN()).isEqualTo(3);
        assertThat(processing.getP50S()).isEqualTo(4);
        assertThat(processing.getLongestS()).isEqualTo(5);
        assertThat(processing.getGivenUp()).isEqualTo(1);
        assertThat(processing.getUnfinished()).isZero();
    }

    @Test
    void whoever_reports_the_scene_first_has_signed_and_set_out_by_then() {
        // Given
        sample.orders.clear();
        sample.orders.add(Order.newBuilder()
                .setIncident(EveningSample.FIRE)
                .setState(Order.State.ON_SCENE)
                .addMilestones(EveningSample.milestone("sent", 0))
                .addMilestones(EveningSample.milestone("on_scene", 90))
                .build());

        // When
        List<Figure> figures = List.of(figure(Measure.SIGNING), figure(Measure.DEPARTURE), figure(Measure.ARRIVAL));

        // Then
        assertThat(figures).allMatch(figure -> figure.getN() == 1 && figure.getP50S() == 90);
        assertThat(figure(Measure.FEEDBACK).getUnfinished()).isEqualTo(1);
    }

    @Test
    void what_ended_before_it_began_is_contradictory_and_in_nothing_else() {
        // Given
        sample.orders.clear();
        sample.orders.add(EveningSample.order(EveningSample.FIRE, 60, -20));

        // When
        Figure arrival = figure(Measure.ARRIVAL);

        // Then
        assertThat(arrival.getN()).isZero();
        assertThat(arrival.getContradictory()).isEqualTo(1);
    }

    @Test
    void the_figure_of_answering_is_what_the_callers_waited() {
        // Given
        List<Integer> bounds = List.of(10, 15, 20, 40);

        // When
        Figure expected = EveningFigures.expectedAnswering(EveningCaller.all(), bounds);

        // Then
        assertThat(figure(Measure.ANSWERING)).isEqualTo(expected);
        assertThat(expected.getN()).isEqualTo(EveningCaller.ALL);
    }
}
