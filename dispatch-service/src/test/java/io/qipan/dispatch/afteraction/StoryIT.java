package io.qipan.dispatch.afteraction;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.FieldChange;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.ShowStoryResponse;
import io.qipan.proto.dispatch.v1.StoryClock;
import io.qipan.proto.dispatch.v1.StoryEntry;
import io.qipan.runtime.refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryIT extends AfterActionScenario {

    private ShowStoryResponse story(Incident incident, int pageSize, String token) {
        return commander()
                .afterAction
                .showStory(ShowStoryRequest.newBuilder()
                        .setIncident(incident.getName())
                        .setPageSize(pageSize)
                        .setPageToken(token)
                        .build());
    }

    private static List<String> actions(List<StoryEntry> entries) {
        return entries.stream().map(StoryEntry::getAction).toList();
    }

    private static Optional<StoryClock> clock(ShowStoryResponse story, Measure measure) {
        return story.getClocksList().stream()
                .filter(value -> value.getMeasure() == measure)
                .findFirst();
    }

    private static StoryEntry entry(ShowStoryResponse story, String action) {
        return story.getEntriesList().stream()
                .filter(entry -> entry.getAction().equals(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anIncidentIsToldFromTheRingToItsEndWithItsClocks() {
        // Given
        Incident incident = opened("drowning", false);
        Order order = workedOff(incident, "units/boat-1");
        seal();

        // When
        ShowStoryResponse story = story(incident, 0, "");

        // Then
        assertThat(actions(story.getEntriesList()))
                .startsWith("call.received")
                .containsSubsequence("order.requested", "order.sent", "order.accepted", "order.on_scene")
                .endsWith("incident.ended");
        assertThat(story.getEntriesList()).extracting(StoryEntry::getRevision).isSorted();
        assertThat(entry(story, "order.sent").getSinceS()).isEqualTo(20);
        assertThat(entry(story, "order.accepted").getSinceS()).isEqualTo(30);
        assertThat(entry(story, "incident.ended").getReason()).isEqualTo("pulled out, taken to hospital");
        assertThat(entry(story, "incident.ended").getChangesList())
                .contains(FieldChange.newBuilder()
                        .setField("state")
                        .setBefore("ACTIVE")
                        .setAfter("ENDED")
                        .build());
        assertThat(story.getHead().getCall()).isEqualTo(incident.getCalls(0));
        assertThat(story.getHead().getDrill()).isFalse();
        assertThat(clock(story, Measure.PROCESSING)).hasValueSatisfying(value -> {
            assertThat(value.getSeconds()).isEqualTo(20);
            assertThat(value.getWithinS()).isEqualTo(60);
            assertThat(value.getBoundsSList()).containsExactly(60, 64, 90, 106);
        });
        assertThat(clock(story, Measure.SIGNING)).hasValueSatisfying(value -> {
            assertThat(value.getSubject()).isEqualTo(order.getName());
            assertThat(value.getUnit()).isEqualTo("units/boat-1");
            assertThat(value.getWithinS()).isEqualTo(30);
        });
        assertThat(clock(story, Measure.DEPARTURE)).hasValueSatisfying(value -> {
            assertThat(value.getSeconds()).isEqualTo(310);
            assertThat(value.getWithinS()).isEqualTo(600);
        });
    }

    @Test
    void aDrillHasAStoryAndClocksAndSaysThatItIsOne() {
        // Given
        Incident incident = opened("drowning", true);
        Order order = workedOff(incident, "units/boat-1");
        seal();

        // When
        ShowStoryResponse story = story(incident, 0, "");

        // Then
        assertThat(story.getHead().getDrill()).isTrue();
        assertThat(clock(story, Measure.SIGNING))
                .hasValueSatisfying(value -> assertThat(value.getSubject()).isEqualTo(order.getName()));
    }

    @Test
    void escalationsAndUnitsThatDidNotComeAreMarked() {
        // Given
        Incident incident = opened("drowning", false);
        Order silent = desk().send(incident, "units/boat-1");
        int handled = pass(16);
        Order refused = desk().refuse(desk().send(incident, "units/boat-2"), "no fuel");
        seal();

        // When
        ShowStoryResponse story = story(incident, 0, "");

        // Then
        assertThat(handled).isPositive();
        assertThat(story.getEntriesList())
                .filteredOn(entry -> entry.getMark() == StoryEntry.Mark.ESCALATION)
                .extracting(StoryEntry::getResource)
                .contains(silent.getName());
        assertThat(story.getEntriesList())
                .filteredOn(entry -> entry.getMark() == StoryEntry.Mark.SHORTFALL)
                .extracting(StoryEntry::getResource, StoryEntry::getReason)
                .containsExactly(tuple(refused.getName(), "no fuel"));
    }

    @Test
    void pagesMakeTheSameStory() {
        // Given
        Incident incident = opened("drowning", false);
        Order order = workedOff(incident, "units/boat-1");
        seal();
        ShowStoryResponse whole = story(incident, 0, "");

        // When
        List<StoryEntry> parts = new ArrayList<>();
        String token = "";
        do {
            ShowStoryResponse part = story(incident, 2, token);
            parts.addAll(part.getEntriesList());
            token = part.getNextPageToken();
        } while (!token.isEmpty());

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(parts).isEqualTo(whole.getEntriesList());
        assertThat(whole.getNextPageToken()).isEmpty();
    }

    @Test
    void whatWasMergedIntoAnIncidentBelongsToItsStory() {
        // Given
        Incident root = opened("drowning", false);
        Incident other = opened("drowning", false);
        Incident merged = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setIncident(other.getName())
                        .setEtag(other.getEtag())
                        .setInto(root.getName())
                        .setIntoEtag(root.getEtag())
                        .setReason("the same man")
                        .build())
                .getIncident();
        seal();

        // When
        ShowStoryResponse story = story(root, 0, "");

        // Then
        assertThat(merged.getState()).isEqualTo(Incident.State.MERGED);
        assertThat(story.getHead().getResourcesList()).contains(root.getCalls(0), other.getCalls(0), other.getName());
        assertThat(story(other, 0, "").getHead().getMergedInto()).isEqualTo(root.getName());
        assertThat(reasonOf(refused(() -> story(
                        root.toBuilder()
                                .setName("incidents/01939b4e-0000-7000-8000-000000000009")
                                .build(),
                        0,
                        ""))))
                .isEqualTo(Reason.NOT_FOUND);
    }
}
