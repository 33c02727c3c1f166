package io.qipan.dispatch.contingency;

import static io.qipan.dispatch.Desk.aCallThatRang;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.Excluded;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SummarizeAttentionsRequest;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingRequest;
import io.qipan.proto.dispatch.v1.SummarizeClosureReviewsRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.proto.dispatch.v1.SummarizeSatisfactionRequest;
import io.qipan.proto.dispatch.v1.SummarizeSatisfactionResponse;
import io.qipan.proto.dispatch.v1.SummarizeSearchesRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All figures of the service are the same before and after a drill; they only count that it was left out. */
class DrillsApartIT extends ContingencyScenario {
    private final Instant from = clock.instant().minus(Duration.ofDays(1));
    private final Instant until = clock.instant().plus(Duration.ofDays(30));

    @BeforeEach
    void aPlan() {
        put(content(), 0);
    }

    private SummarizeFiguresResponse speeds(Desk desk) {
        return desk.figures.summarizeFigures(SummarizeFiguresRequest.newBuilder()
                .setFrom(Times.message(from))
                .setUntil(Times.message(until))
                .build());
    }

    private static SummarizeFiguresResponse counted(SummarizeFiguresResponse speeds) {
        SummarizeFiguresResponse.Builder counted = speeds.toBuilder();
        counted.getRowsBuilderList().forEach(row -> row.getFigureBuilder().clearExcluded());
        return counted.build();
    }

    private List<Message> figures() {
        Desk desk = new Desk(harness.channelOf("zhao", Role.COMMANDER));
        return List.of(
                counted(speeds(desk)),
                desk.oversight.summarizeCallProcessing(SummarizeCallProcessingRequest.getDefaultInstance()).toBuilder()
                        .clearExcluded()
                        .build(),
                satisfaction(desk).toBuilder().clearDrills().build(),
                desk.reviews.summarizeClosureReviews(SummarizeClosureReviewsRequest.getDefaultInstance()),
                desk.attentions.summarizeAttentions(SummarizeAttentionsRequest.getDefaultInstance()),
                MissingPersonServiceGrpc.newBlockingStub(harness.channelOf("zhao", Role.COMMANDER))
                        .summarizeSearches(SummarizeSearchesRequest.getDefaultInstance()));
    }

    private SummarizeSatisfactionResponse satisfaction(Desk desk) {
        return desk.followUps.summarizeSatisfaction(SummarizeSatisfactionRequest.newBuilder()
                .setFrom(Times.message(from))
                .setUntil(Times.message(until))
                .build());
    }

    /** A call, a unit that comes late and is done, a plan with overdue tasks, and the end. */
    private void anEvening(boolean drill) {
        Call call = desk().take(aCallThatRang(clock.instant(), clock.instant()).setDrill(drill));
        Incident incident = desk().open(anIncidentOf(call, "theft"));
        ContingencyActivation activation = activate(incident).getActivation();
        pass(Duration.ofMinutes(6));
        Order order = desk().send(desk().now(incident), "units/car-1");
        pass(Duration.ofSeconds(31));
        Order ignored = desk().clear(desk().arrive(desk().depart(desk().accept(desk().now(order)))));
        doMandatory(activation);
        ContingencyActivation closed = wang().close(now(activation));
        Incident ended = desk().end(desk().now(incident));
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(closed.getDrill()).isEqualTo(drill);
    }

    @Test
    void a_drill_changes_no_figure_and_the_same_evening_in_earnest_does() {
        // Given
        List<Message> before = figures();
        anEvening(true);
        List<Message> afterDrill = figures();

        // When
        anEvening(false);

        // Then
        assertThat(afterDrill).isEqualTo(before);
        assertThat(satisfaction(desk()).getDrills()).isEqualTo(1);
        assertThat(speeds(desk()).getRowsList())
                .filteredOn(row -> row.getMeasure() == Measure.ANSWERING)
                .flatExtracting(row -> row.getFigure().getExcludedList())
                .extracting(Excluded::getReason)
                .containsExactly(Excluded.Reason.EXERCISE);
        List<Message> afterEarnest = figures();
        assertThat(afterEarnest.subList(0, 4))
                .allSatisfy(figure -> assertThat(before).doesNotContain(figure));
    }
}
