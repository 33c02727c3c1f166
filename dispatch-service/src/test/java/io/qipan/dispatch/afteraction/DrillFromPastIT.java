package io.qipan.dispatch.afteraction;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.units;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.ShowMomentRequest;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.ShowStoryResponse;
import io.qipan.proto.dispatch.v1.StoryEntry;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What {@code ./qipan drill} goes by: an incident as it was opened, and a second life of it that touches nothing
 * real.
 */
class DrillFromPastIT extends AfterActionScenario {

    private ShowStoryResponse story(Incident incident) {
        seal();
        return commander()
                .afterAction
                .showStory(ShowStoryRequest.newBuilder()
                        .setIncident(incident.getName())
                        .setPageSize(500)
                        .build());
    }

    /** By the revision of its first change. */
    private Incident asOpened(Incident incident) throws InvalidProtocolBufferException {
        StoryEntry opening = story(incident).getEntriesList().stream()
                .filter(entry -> entry.getResource().equals(incident.getName()))
                .findFirst()
                .orElseThrow();
        return commander()
                .afterAction
                .showMoment(ShowMomentRequest.newBuilder()
                        .setAt(opening.getRecordedAt())
                        .setOptionalRevision(opening.getRevision())
                        .addKinds("incidents")
                        .setOptionalIncident(incident.getName())
                        .setIncludeEnded(true)
                        .build())
                .getResources(0)
                .getState()
                .unpack(Incident.class);
    }

    private Incident drilled(Incident past) {
        Call call = desk().take(aCall().setCallerId("").setDrill(true));
        return desk().open(anIncidentOf(call, past.getType())
                .setOptionalPriority(past.getPriority())
                .setSummary(past.getSummary())
                .setDrill(true));
    }

    private SummarizeFiguresResponse realFigures() {
        return commander()
                .figures
                .summarizeFigures(SummarizeFiguresRequest.newBuilder()
                        .setFrom(Times.message(clock.instant().minus(Duration.ofDays(1))))
                        .setUntil(Times.message(clock.instant()))
                        .build());
    }

    @Test
    void it_is_played_as_it_was_opened_and_not_as_it_ended() throws Exception {
        // Given
        Incident opened = opened("theft", false);
        later(30);
        Incident reclassified = desk().reclassify(desk().now(opened), "traffic_collision");
        later(30);
        Order cleared = workedOff(reclassified, "units/boat-1");

        // When
        Incident past = asOpened(opened);

        // Then
        assertThat(past).isEqualTo(opened);
        assertThat(desk().now(opened).getType()).isEqualTo("traffic_collision");
        assertThat(desk().now(cleared)).isEqualTo(cleared);
    }

    @Test
    void the_second_life_has_a_review_of_its_own_and_changes_neither_figures_nor_orders() throws Exception {
        // Given
        Incident real = opened("drowning", false);
        Order cleared = workedOff(real, "units/boat-1");
        Incident ended = desk().now(real);
        later(3600);
        SummarizeFiguresResponse before = realFigures();

        // When
        Incident drill = drilled(asOpened(real));
        workedOff(drill, "units/boat-2");

        // Then
        List<StoryEntry> told = story(drill).getEntriesList();
        assertThat(story(drill).getHead().getDrill()).isTrue();
        assertThat(told).extracting(StoryEntry::getAction).contains("incident.opened", "order.requested");
        assertThat(told).noneMatch(entry -> entry.getResource().equals(cleared.getName()));
        assertThat(desk().now(real)).isEqualTo(ended);
        assertThat(desk().now(cleared)).isEqualTo(cleared);
        // A figure says how much it leaves out, and that is what the exercise is.
        assertThat(measured(realFigures())).isEqualTo(measured(before));
    }

    private static List<FigureRow> measured(SummarizeFiguresResponse figures) {
        return figures.getRowsList().stream()
                .map(row -> row.toBuilder()
                        .setFigure(row.getFigure().toBuilder().clearExcluded())
                        .build())
                .toList();
    }

    @Test
    void a_unit_that_is_really_needed_is_not_taken_by_a_drill() throws Exception {
        // Given
        Incident real = opened("drowning", false);
        Order working = desk().send(real, "units/boat-1");
        Incident drill = drilled(asOpened(real));

        // When
        var refusal = refused(() -> desk().send(units(drill, "units/boat-1")));

        // Then
        assertThat(refusal.getStatus().isOk()).isFalse();
        assertThat(desk().now(working)).isEqualTo(working);
    }
}
