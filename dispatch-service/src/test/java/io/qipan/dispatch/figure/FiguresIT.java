package io.qipan.dispatch.figure;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.aCallThatRang;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.units;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.Excluded;
import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.Grouping;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.MeasureDefinition;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures are computed by hand from their definitions. */
class FiguresIT extends DispatchScenario {
    private final Instant begin = clock.instant();
    private int units;

    private Order ordered(Incident incident) {
        return desk().send(incident, "units/u" + ++units);
    }

    private Order ordered(String type) {
        return ordered(desk().open(anIncidentOf(desk().take(aCall()), type)));
    }

    private Order accepted(Order order, long afterS) {
        clock.advance(Duration.ofSeconds(afterS));
        return desk().accept(order);
    }

    private SummarizeFiguresRequest.Builder sinceTheBegin() {
        return SummarizeFiguresRequest.newBuilder()
                .setFrom(Times.message(begin.minus(Duration.ofDays(1))))
                .setUntil(Times.message(clock.instant().plus(Duration.ofDays(1))));
    }

    private SummarizeFiguresResponse summarize(SummarizeFiguresRequest.Builder request) {
        return desk().figures.summarizeFigures(request.build());
    }

    private static List<FigureRow> rows(SummarizeFiguresResponse response, Measure measure) {
        return response.getRowsList().stream()
                .filter(row -> row.getMeasure() == measure)
                .toList();
    }

    private static Figure only(SummarizeFiguresResponse response, Measure measure) {
        assertThat(rows(response, measure)).hasSize(1);
        return rows(response, measure).getFirst().getFigure();
    }

    @Test
    void ten_orders_are_summarized_as_by_hand() {
        // Given
        for (long seconds : new long[] {20, 30, 31, 60, 61, 120, 121, 180, 181, 600}) {
            Order ignored = accepted(ordered("theft"), seconds);
        }

        // When
        Figure signing = only(summarize(sinceTheBegin()), Measure.SIGNING);

        // Then: the sum is 1404, ranks are ceil(10 * share)
        assertThat(signing.getN()).isEqualTo(10);
        assertThat(signing.getMeanS()).isEqualTo(140.4);
        assertThat(signing.getP50S()).isEqualTo(61);
        assertThat(signing.getP90S()).isEqualTo(181);
        assertThat(signing.getP95S()).isEqualTo(600);
        assertThat(signing.getLongestS()).isEqualTo(600);
        assertThat(signing.getWithinList()).containsExactly(2L, 4L, 6L, 8L);
    }

    @Test
    void every_step_of_an_order_is_a_measure_and_a_step_left_out_is_implied_by_the_next() {
        // Given
        Order order = accepted(ordered("theft"), 30);
        clock.advance(Duration.ofSeconds(270));
        order = desk().depart(order);
        clock.advance(Duration.ofSeconds(600));
        order = desk().arrive(order);
        clock.advance(Duration.ofSeconds(900));
        order = desk().clear(order);
        Order straightThere = ordered("theft");
        clock.advance(Duration.ofSeconds(200));
        straightThere = desk().arrive(straightThere);

        // When
        SummarizeFiguresResponse response = summarize(sinceTheBegin());

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(straightThere.getState()).isEqualTo(Order.State.ON_SCENE);
        assertThat(only(response, Measure.SIGNING).getMeanS()).isEqualTo(115);
        assertThat(only(response, Measure.DEPARTURE).getMeanS()).isEqualTo(250);
        assertThat(only(response, Measure.ARRIVAL).getMeanS()).isEqualTo(550);
        assertThat(only(response, Measure.FEEDBACK).getMeanS()).isEqualTo(1_800);
        assertThat(only(response, Measure.FEEDBACK).getUnfinished()).isEqualTo(1);
    }

    @Test
    void an_order_that_was_sent_has_not_reached_anybody_until_it_is_delivered() {
        // Given
        Incident incident = desk().open(anIncidentOf(desk().take(aCall()), "theft"));
        clock.advance(Duration.ofSeconds(20));
        Order order = ordered(incident);
        clock.advance(Duration.ofSeconds(12));
        order = accepted(desk().deliver(order), 30);
        Order byVoice = accepted(ordered("theft"), 16);
        Order underWay = ordered("theft");

        // When
        SummarizeFiguresResponse response = summarize(sinceTheBegin());

        // Then
        assertThat(List.of(order.getState(), byVoice.getState(), underWay.getState()))
                .containsExactly(Order.State.ACCEPTED, Order.State.ACCEPTED, Order.State.SENT);
        Figure delivery = only(response, Measure.DELIVERY);
        assertThat(delivery.getMeanS()).isEqualTo(14);
        assertThat(delivery.getWithinList()).containsExactly(1L, 2L, 2L, 2L);
        assertThat(delivery.getUnfinished()).isEqualTo(1);
        assertThat(only(response, Measure.PROCESSING).getN()).isEqualTo(3);
        assertThat(only(response, Measure.PROCESSING).getLongestS()).isEqualTo(20);
        Figure reached = only(response, Measure.ANSWER_TO_DELIVERY);
        assertThat(reached.getN()).isEqualTo(2);
        assertThat(reached.getLongestS()).isEqualTo(32);
        assertThat(reached.getUnfinished()).isEqualTo(1);
    }

    @Test
    void a_unit_that_is_taken_from_the_scene_was_not_done_there() {
        // Given
        Order onScene = desk().arrive(accepted(ordered("theft"), 10));
        Incident other = desk().open(anIncident("theft"));

        // When
        Order after =
                desk().send(units(other, onScene.getUnit()).setDivert(true)).getFirst();

        // Then
        assertThat(after.getDivertedFrom()).isEqualTo(onScene.getName());
        assertThat(desk().now(onScene).getState()).isEqualTo(Order.State.CLEARED);
        SummarizeFiguresResponse response = summarize(sinceTheBegin());
        Figure feedback = only(response, Measure.FEEDBACK);
        assertThat(feedback.getN()).isZero();
        assertThat(feedback.getUnfinished()).isEqualTo(1);
        assertThat(feedback.getExcludedList())
                .containsExactly(Excluded.newBuilder()
                        .setReason(Excluded.Reason.TAKEN_AWAY)
                        .setCount(1)
                        .build());
        assertThat(only(response, Measure.ARRIVAL).getN()).isEqualTo(1);
    }

    @Test
    void what_is_open_given_up_or_contradicts_itself_is_told_apart_from_the_values() {
        // Given
        Order open = ordered("theft");
        Order cancelled = desk().cancel(ordered("theft"), "a mistake");
        Order late = accepted(ordered("theft"), 40);
        late = desk().clear(desk().arrive(late));
        late = desk().record(late, "on_the_way", begin.minusSeconds(100));

        // When
        SummarizeFiguresResponse response = summarize(sinceTheBegin());

        // Then
        assertThat(open.getState()).isEqualTo(Order.State.SENT);
        assertThat(cancelled.getState()).isEqualTo(Order.State.CANCELLED);
        assertThat(late.getState()).isEqualTo(Order.State.CLEARED);
        Figure departure = only(response, Measure.DEPARTURE);
        assertThat(departure.getN()).isZero();
        assertThat(departure.getUnfinished()).isEqualTo(1);
        assertThat(departure.getGivenUp()).isEqualTo(1);
        assertThat(departure.getContradictory()).isEqualTo(1);
        assertThat(only(response, Measure.FEEDBACK).getN()).isEqualTo(1);
    }

    @Test
    void nothing_but_a_voice_rings() {
        // Given
        Call voice = desk().take(aCallThatRang(begin, begin));
        Call text = desk().take(aCall().setChannel(Channel.SMS));

        // When
        SummarizeFiguresResponse response = summarize(sinceTheBegin().setOptionalGrouping(Grouping.BY_CHANNEL));

        // Then
        assertThat(List.of(voice.getChannel(), text.getChannel())).containsExactly(Channel.VOICE, Channel.SMS);
        assertThat(rows(response, Measure.ANSWERING))
                .extracting(row -> row.getGroup() + " " + row.getFigure().getN())
                .containsExactly("SMS 0", "VOICE 1");
    }

    @Test
    void an_incident_that_ends_without_an_order_is_not_waited_for() {
        // Given
        Incident waiting = desk().open(anIncidentOf(desk().take(aCall()), "theft"));
        Incident ended = desk().end(desk().open(anIncidentOf(desk().take(aCall()), "theft")));

        // When
        SummarizeFiguresResponse response = summarize(sinceTheBegin());

        // Then
        assertThat(List.of(waiting.getState(), ended.getState()))
                .containsExactly(Incident.State.NEW, Incident.State.ENDED);
        assertThat(only(response, Measure.PROCESSING).getUnfinished()).isEqualTo(1);
        assertThat(only(response, Measure.PROCESSING).getGivenUp()).isEqualTo(1);
    }

    @Test
    void exercises_never_count() {
        // Given
        Call call = desk().take(aCall().setDrill(true));
        Order drill = accepted(ordered(desk().open(anIncidentOf(call, "theft"))), 10);

        // When
        SummarizeFiguresResponse response = summarize(sinceTheBegin());

        // Then
        assertThat(drill.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(response.getRowsList())
                .hasSize(8)
                .allMatch(row -> row.getFigure().toBuilder()
                        .clearExcluded()
                        .build()
                        .equals(Figure.newBuilder()
                                .addAllWithin(List.of(0L, 0L, 0L, 0L))
                                .build()));
    }

    @Test
    void exercises_are_asked_for_alone_and_have_figures_like_the_real_thing() {
        // Given
        Order real = accepted(ordered("theft"), 40);
        Call call = desk().take(aCallThatRang(begin, begin).setDrill(true));
        Order drill = accepted(ordered(desk().open(anIncidentOf(call, "theft"))), 10);

        // When
        SummarizeFiguresResponse drills = summarize(
                sinceTheBegin().setDrills(true).setComparedFrom(Times.message(begin.minus(Duration.ofDays(1)))));

        // Then
        assertThat(List.of(real.getDrill(), drill.getDrill())).containsExactly(false, true);
        assertThat(only(drills, Measure.ANSWERING).getN()).isEqualTo(1);
        assertThat(only(drills, Measure.PROCESSING).getN()).isEqualTo(1);
        assertThat(only(drills, Measure.SIGNING).getLongestS()).isEqualTo(10);
        assertThat(rows(drills, Measure.SIGNING).getFirst().getCompared()).isEqualTo(only(drills, Measure.SIGNING));
        assertThat(only(summarize(sinceTheBegin()), Measure.SIGNING).getLongestS())
                .isEqualTo(40);
    }

    @Test
    void figures_of_exercises_say_that_they_are() {
        // When
        SummarizeFiguresResponse drills = summarize(sinceTheBegin().setDrills(true));

        // Then
        assertThat(drills.getDefinitionsList())
                .hasSize(8)
                .allMatch(definition -> definition.getEnglish().contains("drills alone"))
                .noneMatch(definition -> definition.getEnglish().contains("without drills"))
                .allMatch(definition -> definition.getChinese().contains("仅统计演练"))
                .noneMatch(definition -> definition.getChinese().contains("不含演练"));
    }

    @Test
    void the_slowest_group_comes_first() {
        // Given
        Order quick = accepted(ordered("theft"), 10);
        Order slow = accepted(ordered("medical"), 100);
        Order middle = accepted(ordered("medical"), 40);

        // When
        SummarizeFiguresResponse byUnit = summarize(sinceTheBegin().setOptionalGrouping(Grouping.BY_UNIT));

        // Then
        assertThat(rows(byUnit, Measure.SIGNING))
                .extracting(FigureRow::getGroup)
                .containsExactly(slow.getUnit(), middle.getUnit(), quick.getUnit());
        assertThat(rows(byUnit, Measure.ANSWERING))
                .extracting(FigureRow::getGroup)
                .containsExactly("");
        assertThat(rows(summarize(sinceTheBegin().setOptionalGrouping(Grouping.BY_TYPE)), Measure.SIGNING))
                .extracting(row -> row.getGroup() + " " + row.getFigure().getN())
                .containsExactly("medical 2", "theft 1");
    }

    @Test
    void an_order_has_the_channel_of_the_call_that_opened_its_incident() {
        // Given
        Call kiosk = desk().take(aCall().setChannel(Channel.KIOSK));
        Order toKiosk = accepted(ordered(desk().open(anIncidentOf(kiosk, "theft"))), 10);
        Order toNobody = accepted(ordered(desk().open(anIncident("theft"))), 20);

        // When
        SummarizeFiguresResponse response = summarize(sinceTheBegin().setOptionalGrouping(Grouping.BY_CHANNEL));

        // Then
        assertThat(toKiosk.getUnit()).isNotEqualTo(toNobody.getUnit());
        assertThat(rows(response, Measure.SIGNING))
                .extracting(row -> row.getGroup() + " " + row.getFigure().getMeanS())
                .containsExactly(" 20.0", "KIOSK 10.0");
        assertThat(rows(response, Measure.PROCESSING))
                .extracting(FigureRow::getGroup)
                .containsExactly("KIOSK");
    }

    @Test
    void a_period_is_told_beside_one_of_the_same_length() {
        // Given
        Order before = accepted(ordered("theft"), 90);
        clock.advance(Duration.ofDays(7));
        Order now = accepted(ordered("medical"), 30);

        // When
        SummarizeFiguresResponse response = summarize(SummarizeFiguresRequest.newBuilder()
                .setFrom(Times.message(begin.plus(Duration.ofDays(7))))
                .setUntil(Times.message(begin.plus(Duration.ofDays(14))))
                .setComparedFrom(Times.message(begin))
                .setOptionalGrouping(Grouping.BY_TYPE));

        // Then
        assertThat(before.getUnit()).isNotEqualTo(now.getUnit());
        assertThat(rows(response, Measure.SIGNING))
                .extracting(row -> row.getGroup() + " " + row.getFigure().getN() + " "
                        + row.getCompared().getMeanS())
                .containsExactly("medical 1 0.0", "theft 0 90.0");
    }

    @Test
    void every_measure_says_what_it_is() {
        // When
        SummarizeFiguresResponse response = summarize(sinceTheBegin());

        // Then
        assertThat(response.getDefinitionsList())
                .hasSize(8)
                .allMatch(definition -> definition.getEnglish().contains("without drills"))
                .allMatch(definition -> definition.getChinese().contains("不含演练"))
                .allMatch(definition -> definition.getBoundsSCount() == 4);
        assertThat(response.getDefinitionsList())
                .filteredOn(definition -> definition.getMeasure() == Measure.SIGNING)
                .flatExtracting(MeasureDefinition::getBoundsSList)
                .containsExactly(30, 60, 120, 180);
    }

    @Test
    void a_period_that_ends_before_it_begins_or_never_ends_is_refused() {
        // When
        var refusal =
                refused(() -> summarize(sinceTheBegin().setUntil(Times.message(begin.minus(Duration.ofDays(2))))));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(() -> summarize(sinceTheBegin().clearUntil()))))
                .isEqualTo(Reason.INVALID_FIELD);
    }
}
