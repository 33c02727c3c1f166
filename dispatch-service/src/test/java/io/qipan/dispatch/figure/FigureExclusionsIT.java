package io.qipan.dispatch.figure;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.aCallThatRang;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.DetachCallRequest;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.Excluded.Reason;
import io.qipan.proto.dispatch.v1.ExclusionDefinition;
import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.Grouping;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Six calls and two orders, each of which is in a figure or left out for one reason; counted by hand. */
class FigureExclusionsIT extends DispatchScenario {
    private static final int CALLS = 6;

    private final Instant begin = clock.instant();
    private Incident worked = Incident.getDefaultInstance();
    private Call attached = Call.getDefaultInstance();

    @BeforeEach
    void calls() {
        worked = desk().open(anIncidentOf(desk().take(aCallThatRang(begin.minusSeconds(5), begin)), "theft"));
        var ignored = desk().accept(desk().send(worked, "units/car-1"));
        Incident waiting = desk().open(anIncidentOf(desk().take(aCall().setChannel(Channel.SMS)), "theft"));
        attached = desk().take(aCall());
        worked = desk().attach(desk().now(worked), attached);
        Call advised = end(desk().take(aCall()));
        Call open = desk().take(aCall());
        Incident drill = desk().open(anIncidentOf(desk().take(aCall().setDrill(true)), "theft"));
        ignored = desk().accept(desk().send(drill, "units/car-2"));
        assertThat(List.of(waiting.getName(), advised.getName(), open.getName()))
                .doesNotHaveDuplicates();
    }

    private Call end(Call call) {
        return desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(call.getName())
                        .setEtag(call.getEtag())
                        .setOutcome(CallOutcome.CALLER_ADVISED)
                        .setRationale("knows now")
                        .build())
                .getCall();
    }

    private SummarizeFiguresResponse summarize(boolean drills, Grouping grouping) {
        return desk().figures
                .summarizeFigures(SummarizeFiguresRequest.newBuilder()
                        .setFrom(Times.message(begin.minus(Duration.ofDays(1))))
                        .setUntil(Times.message(clock.instant().plus(Duration.ofDays(1))))
                        .setDrills(drills)
                        .setOptionalGrouping(grouping)
                        .build());
    }

    private Figure figure(boolean drills, Measure measure) {
        return summarize(drills, Grouping.GROUPING_UNSPECIFIED).getRowsList().stream()
                .filter(row -> row.getMeasure() == measure)
                .map(FigureRow::getFigure)
                .findFirst()
                .orElseThrow();
    }

    private static Map<Reason, Long> excluded(Figure figure) {
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        figure.getExcludedList().forEach(excluded -> counts.put(excluded.getReason(), excluded.getCount()));
        return counts;
    }

    private static long all(Figure figure) {
        return figure.getN()
                + figure.getUnfinished()
                + figure.getGivenUp()
                + figure.getContradictory()
                + excluded(figure).values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void answering_leaves_out_exercises_what_does_not_ring_and_what_nobody_told_the_ring_of() {
        // When
        Figure answering = figure(false, Measure.ANSWERING);

        // Then
        assertThat(answering.getN()).isEqualTo(1);
        assertThat(answering.getMeanS()).isEqualTo(5);
        assertThat(excluded(answering))
                .isEqualTo(Map.of(Reason.EXERCISE, 1L, Reason.NOT_BY_VOICE, 1L, Reason.NOT_TOLD, 3L));
        assertThat(all(answering)).isEqualTo(CALLS);
    }

    @Test
    void that_the_answer_alone_is_told_says_not_how_long_it_rang() {
        // When
        Call call = desk().take(aCall().setAnsweredAt(Times.message(clock.instant())));

        // Then
        assertThat(call.getRingTold()).isFalse();
        Figure answering = figure(false, Measure.ANSWERING);
        assertThat(answering.getN()).isEqualTo(1);
        assertThat(excluded(answering)).containsEntry(Reason.NOT_TOLD, 4L);
    }

    @Test
    void of_calls_of_a_version_before_those_count_whose_ring_is_not_their_answer() {
        // Given
        DATABASE.execute("update call set ring_told = null");

        // When
        Figure answering = figure(false, Measure.ANSWERING);

        // Then
        assertThat(answering.getN()).isEqualTo(1);
        assertThat(answering.getMeanS()).isEqualTo(5);
        assertThat(excluded(answering)).containsEntry(Reason.NOT_TOLD, 3L);
    }

    @Test
    void processing_leaves_out_what_opened_no_incident_each_for_one_reason() {
        // When
        Figure processing = figure(false, Measure.PROCESSING);

        // Then
        assertThat(processing.getN()).isEqualTo(1);
        assertThat(processing.getUnfinished()).isEqualTo(1);
        assertThat(excluded(processing))
                .isEqualTo(Map.of(
                        Reason.EXERCISE, 1L,
                        Reason.UNDECIDED, 1L,
                        Reason.ATTACHED, 1L,
                        Reason.WITHOUT_INCIDENT, 1L));
        assertThat(all(processing)).isEqualTo(CALLS);
    }

    @Test
    void orders_leave_out_exercises() {
        // When
        Figure signing = figure(false, Measure.SIGNING);

        // Then
        assertThat(signing.getN()).isEqualTo(1);
        assertThat(excluded(signing)).isEqualTo(Map.of(Reason.EXERCISE, 1L));
    }

    @Test
    void figures_of_exercises_leave_out_what_is_real() {
        // When
        Figure processing = figure(true, Measure.PROCESSING);

        // Then
        assertThat(processing.getN()).isEqualTo(1);
        assertThat(excluded(processing)).isEqualTo(Map.of(Reason.NO_EXERCISE, 5L));
        assertThat(all(figure(true, Measure.ANSWERING))).isEqualTo(CALLS);
        assertThat(excluded(figure(true, Measure.FEEDBACK))).isEqualTo(Map.of(Reason.NO_EXERCISE, 1L));
    }

    @Test
    void groups_of_a_measure_leave_out_together_what_it_leaves_out() {
        // When
        SummarizeFiguresResponse response = summarize(false, Grouping.BY_CHANNEL);

        // Then
        List<FigureRow> answering = response.getRowsList().stream()
                .filter(row -> row.getMeasure() == Measure.ANSWERING)
                .toList();
        assertThat(answering)
                .extracting(row -> row.getGroup() + " " + row.getFigure().getN() + " " + excluded(row.getFigure()))
                .containsExactly("VOICE 1 {EXERCISE=1, NOT_TOLD=3}", "SMS 0 {NOT_BY_VOICE=1}");
        assertThat(answering.stream().mapToLong(row -> all(row.getFigure())).sum())
                .isEqualTo(CALLS);
    }

    @Test
    void exercises_make_no_groups_among_what_is_real() {
        // When
        SummarizeFiguresResponse byUnit = summarize(false, Grouping.BY_UNIT);

        // Then
        assertThat(byUnit.getRowsList())
                .filteredOn(row -> row.getMeasure() == Measure.SIGNING)
                .extracting(FigureRow::getGroup)
                .containsExactly("units/car-1");
    }

    @Test
    void a_measure_says_every_reason_by_which_it_leaves_something_out() {
        // When
        Map<Measure, List<Reason>> reasons =
                summarize(false, Grouping.GROUPING_UNSPECIFIED).getDefinitionsList().stream()
                        .collect(Collectors.toMap(
                                definition -> definition.getMeasure(),
                                definition -> definition.getExclusionsList().stream()
                                        .map(ExclusionDefinition::getReason)
                                        .toList()));

        // Then
        assertThat(reasons.get(Measure.ANSWERING))
                .containsExactly(Reason.EXERCISE, Reason.NOT_BY_VOICE, Reason.NOT_TOLD);
        assertThat(reasons.get(Measure.FEEDBACK)).containsExactly(Reason.EXERCISE, Reason.TAKEN_AWAY);
        assertThat(reasons.get(Measure.PROCESSING))
                .containsExactly(Reason.EXERCISE, Reason.UNDECIDED, Reason.ATTACHED, Reason.WITHOUT_INCIDENT);
        assertThat(reasons.get(Measure.ARRIVAL)).containsExactly(Reason.EXERCISE);
        assertThat(summarize(true, Grouping.GROUPING_UNSPECIFIED).getDefinitionsList())
                .allMatch(definition -> definition.getExclusions(0).getReason() == Reason.NO_EXERCISE)
                .allMatch(
                        definition -> !definition.getExclusions(0).getChinese().isEmpty());
    }

    @Test
    void a_call_that_is_taken_out_of_its_incident_is_undecided_and_counts_when_it_opens_its_own() {
        // Given
        Figure before = figure(false, Measure.PROCESSING);
        worked = desk().incidents
                .detachCall(DetachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(worked.getName())
                        .setEtag(worked.getEtag())
                        .setCall(attached.getName())
                        .setReason("another bridge")
                        .setOptionalType("theft")
                        .build())
                .getOpened();

        // When
        var ignored = desk().accept(desk().send(worked, "units/car-3"));

        // Then
        Figure after = figure(false, Measure.PROCESSING);
        assertThat(before.getN()).isEqualTo(1);
        assertThat(after.getN()).isEqualTo(2);
        assertThat(excluded(after)).doesNotContainKey(Reason.ATTACHED).containsEntry(Reason.UNDECIDED, 1L);
        assertThat(all(after)).isEqualTo(CALLS);
    }
}
