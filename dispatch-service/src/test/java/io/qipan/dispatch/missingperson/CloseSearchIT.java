package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.missingperson.Finder.closing;
import static io.qipan.dispatch.missingperson.Finder.found;
import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.CloseSearchRequest;
import io.qipan.proto.dispatch.v1.FindingMeans;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListMissingSearchesRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.SummarizeSearchesRequest;
import io.qipan.proto.dispatch.v1.SummarizeSearchesResponse;
import io.qipan.proto.dispatch.v1.TakeOverSearchRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseSearchIT extends MissingPersonScenario {

    private static MergeIncidentsRequest merging(Incident incident, Incident into) {
        return MergeIncidentsRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(incident.getName())
                .setEtag(incident.getEtag())
                .setInto(into.getName())
                .setIntoEtag(into.getEtag())
                .setReason("the same girl")
                .build();
    }

    @Test
    void a_found_person_closes_the_search_with_how_by_whom_and_how_long() {
        // Given
        MissingSearch search = wang().open(incident(), ago(Duration.ofMinutes(30)));
        pass(Duration.ofMinutes(45));
        MissingSearch known = wang().now(search);

        // When
        MissingSearch closed = wang().close(found(known).setHappenedAt(Times.message(ago(Duration.ofMinutes(5)))))
                .getSearch();

        // Then
        assertThat(closed.getState()).isEqualTo(MissingSearch.State.CLOSED);
        assertThat(closed.getClosing().getOutcome()).isEqualTo(SearchOutcome.FOUND_ALIVE);
        assertThat(closed.getClosing().getMeans()).isEqualTo(FindingMeans.BY_SECTOR);
        assertThat(closed.getClosing().getFoundBy()).isEqualTo("units/boat-1");
        assertThat(closed.getClosing().getMissingForS())
                .isEqualTo(Duration.ofMinutes(70).toSeconds());
        assertThat(zhao().show(search).getFoundPlace().getText()).isEqualTo("in the reeds");
        assertThat(deadlines(search.getName())).isEmpty();
        assertThat(openWork()).doesNotContain(search.getName());
        assertThat(reasonOf(refused(() -> wang().close(found(closed))))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void what_an_outcome_needs_is_asked_for() {
        // Given
        MissingSearch search = wang().open(incident(), ago(Duration.ofMinutes(30)));
        List<CloseSearchRequest.Builder> incomplete = List.of(
                found(search).clearMeans(),
                found(search).clearFoundPlace(),
                closing(search, SearchOutcome.HANDED_ON),
                closing(search, SearchOutcome.CAME_BACK).setOptionalHandedTo("agencies/baotou"),
                closing(search, SearchOutcome.CAME_BACK).setHappenedAt(Times.message(ago(Duration.ofHours(2)))));

        // When
        List<String> fields = incomplete.stream()
                .map(request -> refused(() -> wang().close(request)))
                .map(refusal -> fieldsOf(refusal).getFirst())
                .toList();

        // Then
        assertThat(fields)
                .containsExactly("means", "found_place", "optional_handed_to", "optional_handed_to", "happened_at");
        assertThat(wang().now(search)).isEqualTo(search);
    }

    @Test
    void an_incident_does_not_end_while_somebody_is_searched_for() {
        // Given
        Desk desk = desk();
        Incident incident = incident();
        MissingSearch search = wang().open(incident, clock.instant());

        // When
        var refusal = refused(() -> desk.end(desk.now(incident)));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.SEARCH_OPEN);
        assertThat(metadataOf(refusal)).containsEntry("search", search.getName());
        wang().close(closing(search, SearchOutcome.HANDED_ON).setOptionalHandedTo("agencies/criminal-police"));
        assertThat(desk.end(desk.now(incident)).getState()).isEqualTo(Incident.State.ENDED);
    }

    @Test
    void an_incident_has_one_open_search_and_one_that_is_over_none_new() {
        // Given
        Desk desk = desk();
        Incident incident = incident();
        MissingSearch search = wang().open(incident, clock.instant());

        // When
        var second = refused(() -> wang().open(incident, clock.instant()));

        // Then
        assertThat(reasonOf(second)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(metadataOf(second)).containsEntry("resource", search.getName());
        wang().close(closing(search, SearchOutcome.NOBODY_MISSING));
        assertThat(wang().open(incident, clock.instant()).getName()).isNotEqualTo(search.getName());
        Incident over = desk.open(anIncident("missing_person"));
        desk.end(over);
        assertThat(reasonOf(refused(() -> wang().open(over, clock.instant())))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_search_goes_with_its_incident_up_to_the_one_root_and_comes_back_with_it() {
        // Given
        Desk desk = desk();
        Incident first = incident();
        Incident middle = incident();
        Incident root = incident();
        MissingSearch search = wang().open(first, clock.instant());
        desk.duplicates.mergeIncidents(merging(desk.now(first), desk.now(middle)));

        // When
        desk.duplicates.mergeIncidents(merging(desk.now(middle), desk.now(root)));

        // Then
        assertThat(wang().get(search).getWorkedIncident()).isEqualTo(root.getName());
        assertThat(wang().now(search)).isEqualTo(search);
        assertThat(wang().searches
                        .listMissingSearches(ListMissingSearchesRequest.newBuilder()
                                .setOptionalIncident(root.getName())
                                .build())
                        .getSearchesList())
                .containsExactly(search);
        assertThat(reasonOf(refused(() -> desk.end(desk.now(root))))).isEqualTo(Reason.SEARCH_OPEN);
        assertThat(reasonOf(refused(() -> wang().open(root, clock.instant())))).isEqualTo(Reason.ALREADY_EXISTS);
        desk.duplicates.unmergeIncident(UnmergeIncidentRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(first.getName())
                .setEtag(desk.now(first).getEtag())
                .setReason("two girls")
                .build());
        assertThat(wang().get(search).getWorkedIncident()).isEqualTo(first.getName());
        assertThat(desk.end(desk.now(root)).getState()).isEqualTo(Incident.State.ENDED);
    }

    @Test
    void who_takes_over_owns_what_is_left_of_a_closed_search_too() {
        // Given
        MissingSearch search = wang().open(incident(), clock.instant());
        var sector = wang().assign(wang().add(search, Finder.square(0)), "units/boat-1");
        MissingSearch closed = wang().close(found(search)).getSearch();

        // When
        MissingSearch taken = zhao().searches
                .takeOverSearch(TakeOverSearchRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(search.getName())
                        .setEtag(closed.getEtag())
                        .build())
                .getSearch();

        // Then
        assertThat(taken.getOwner()).isEqualTo("zhao");
        assertThat(zhao().now(sector).getOwner()).isEqualTo("zhao");
        assertThat(openWork()).contains(sector.getName());
    }

    @Test
    void figures_count_what_searches_came_to_and_keep_drills_apart() {
        // Given
        wang().close(found(wang().open(incident(), ago(Duration.ofHours(1)))));
        wang().close(found(wang().open(incident(), ago(Duration.ofHours(4)))).setMeans(FindingMeans.BY_NOTICE));
        wang().close(closing(wang().open(incident(), ago(Duration.ofHours(2))), SearchOutcome.CAME_BACK));
        wang().close(closing(wang().open(incident(), ago(Duration.ofHours(9))), SearchOutcome.NOBODY_MISSING));
        wang().open(incident(), ago(Duration.ofHours(9)));
        Incident drill = desk().open(anIncident("missing_person").setDrill(true));
        wang().close(found(wang().open(drill, ago(Duration.ofMinutes(1)))));

        // When
        SummarizeSearchesResponse real =
                wang().searches.summarizeSearches(SummarizeSearchesRequest.getDefaultInstance());

        // Then
        assertThat(real.getSearches()).isEqualTo(5);
        assertThat(real.getOpen()).isEqualTo(1);
        assertThat(real.getOutcomesList().stream().map(count -> count.getOutcome() + " " + count.getN()))
                .containsExactlyInAnyOrder("FOUND_ALIVE 2", "CAME_BACK 1", "NOBODY_MISSING 1");
        assertThat(real.getMeansList().stream().map(count -> count.getMeans() + " " + count.getN()))
                .containsExactlyInAnyOrder("BY_SECTOR 1", "BY_NOTICE 1");
        assertThat(real.getFoundN()).isEqualTo(3);
        assertThat(real.getMedianMissingS()).isEqualTo(Duration.ofHours(2).toSeconds());
        SummarizeSearchesResponse drills = wang().searches
                .summarizeSearches(
                        SummarizeSearchesRequest.newBuilder().setDrills(true).build());
        assertThat(drills.getSearches()).isEqualTo(1);
        assertThat(drills.getMedianMissingS()).isEqualTo(60);
    }
}
