package io.qipan.dispatch.searcharea;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.searcharea.Searcher.bridge;
import static io.qipan.dispatch.searcharea.Searcher.concluding;
import static io.qipan.dispatch.searcharea.Searcher.mast;
import static io.qipan.dispatch.searcharea.Searcher.spot;
import static io.qipan.dispatch.searcharea.Searcher.walking;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.Dispatch;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.ChooseIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.SearchArea;
import io.qipan.proto.dispatch.v1.TakeOverIncidentRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an incident does to its search area, and the clock to both. */
class SearchAreaOfIncidentIT extends SearchAreaScenario {

    private Incident locate(Incident incident, boolean choose) {
        return desk().incidents
                .addIncidentLocation(AddIncidentLocationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setLocation(spot())
                        .setChoose(choose)
                        .build())
                .getIncident();
    }

    private void merge(Incident incident, Incident into) {
        var ignored = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setInto(into.getName())
                        .setIntoEtag(desk().now(into).getEtag())
                        .setReason("both call from the same boat")
                        .build());
    }

    @Test
    void a_point_that_a_person_chooses_ends_it() {
        // Given
        Incident incident = incident();
        SearchArea area = wang().open(incident, mast()).getSearchArea();
        Incident located = locate(incident, false);
        SearchArea still = wang().now(area);

        // When
        var ignored = desk().incidents
                .chooseIncidentLocation(ChooseIncidentLocationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(located.getEtag())
                        .setLocationId(located.getLocationsCount())
                        .build());

        // Then
        assertThat(still.getState()).isEqualTo(SearchArea.State.OPEN);
        SearchArea over = wang().now(area);
        assertThat(over.getState()).isEqualTo(SearchArea.State.PLACE_FOUND);
        assertThat(over.getOverBy()).isEqualTo("wang");
        assertThat(over.getOverReason()).isEqualTo("Location 3 of " + incident.getName());
        assertThat(over.hasNextDeadlineAt()).isFalse();
        assertThat(deadlines(area.getName())).isEmpty();
        assertThat(told(area.getName())).containsExactly("search_area.opened", "search_area.place_found");
        assertThat(reasonOf(refused(() -> wang().tell(over, bridge())))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(wang().open(incident, mast()).getSearchArea().getName())
                .as("opened anew if that was wrong")
                .isNotEqualTo(area.getName());
    }

    @Test
    void a_point_that_was_chosen_before_gives_way_and_one_that_is_added_and_chosen_ends_it() {
        // Given
        Incident incident = desk().open(anIncident("person_in_water_risk"));
        SearchArea area = wang().open(incident, mast()).getSearchArea();
        LocationSource after = chosen(incident).getGiven().getSource();

        // When
        Incident located = locate(incident, true);

        // Then
        assertThat(after).isEqualTo(LocationSource.SEARCH_AREA);
        assertThat(chosen(located).getGiven().getSource()).isEqualTo(LocationSource.UNIT_REPORT);
        assertThat(wang().now(area).getState()).isEqualTo(SearchArea.State.PLACE_FOUND);
    }

    @Test
    void it_is_concluded_with_the_place_or_given_up() {
        // Given
        Incident incident = incident();
        SearchArea first = wang().open(incident, mast()).getSearchArea();
        SearchArea givenUp =
                wang().areas.concludeSearchArea(concluding(first).build()).getSearchArea();
        SearchArea second = wang().open(incident, mast()).getSearchArea();
        var noPoint = refused(() -> wang().areas
                .concludeSearchArea(concluding(second)
                        .setFoundPlace(Desk.words("at the bridge"))
                        .build()));

        // When
        SearchArea found = wang().areas
                .concludeSearchArea(concluding(second).setFoundPlace(spot()).build())
                .getSearchArea();

        // Then
        assertThat(givenUp.getState()).isEqualTo(SearchArea.State.GIVEN_UP);
        assertThat(givenUp.getOverReason()).isEqualTo("called back and is at home");
        assertThat(reasonOf(noPoint)).isEqualTo(Reason.INCOMPLETE);
        assertThat(found.getState()).isEqualTo(SearchArea.State.PLACE_FOUND);
        assertThat(wang().now(second)).isEqualTo(found);
        assertThat(chosen(incident).getGiven().getSource()).isEqualTo(LocationSource.UNIT_REPORT);
        assertThat(told(second.getName())).containsExactly("search_area.opened", "search_area.place_found");
    }

    @Test
    void it_ends_with_its_incident_and_goes_to_whoever_takes_that_over() {
        // Given
        Incident incident = incident();
        SearchArea area = wang().open(incident, mast()).getSearchArea();
        Desk zhao = new Desk(harness.channelOf("zhao", Role.COMMANDER));
        Incident taken = zhao.incidents
                .takeOverIncident(TakeOverIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .build())
                .getIncident();
        SearchArea mine = wang().now(area);

        // When
        var ignored = zhao.end(taken);

        // Then
        assertThat(mine.getOwner()).isEqualTo("zhao");
        SearchArea over = wang().now(area);
        assertThat(over.getState()).isEqualTo(SearchArea.State.ENDED);
        assertThat(over.getOverBy()).isEqualTo("zhao");
        assertThat(deadlines(area.getName())).isEmpty();
        assertThat(reasonOf(refused(() -> wang().open(incident, mast())))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void who_walks_on_gets_further_and_units_get_the_larger_area_once() {
        // Given
        Incident incident = incident();
        SearchArea area = wang().open(incident, walking(clock.instant())).getSearchArea();
        double before = area.getPut().getAreaKm2();
        clock.advance(Duration.ofMinutes(30));
        Dispatch restarted = Dispatch.onPostgres(DATABASE.unitOfWork(), clock, patrol, ecology);

        // When
        try (DeadlineWorker worker = restarted.worker()) {
            while (worker.handleNext()) {
                assertThat(clock.instant()).isNotNull();
            }
        }
        pass(1);

        // Then
        SearchArea grown = wang().now(area);
        assertThat(grown.getPut().getAreaKm2()).as("2.5 km instead of 0.5").isGreaterThan(20 * before);
        assertThat(chosen(incident).getId()).isEqualTo(grown.getPut().getLocationId());
        assertThat(chosen(incident).getGivenBy()).isEqualTo("system:deadlines");
        assertThat(told(area.getName())).containsExactly("search_area.opened", "search_area.grown");
        assertThat(Times.instant(grown.getNextDeadlineAt()))
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)).minusSeconds(1));
        assertThat(grown.getEtag()).isNotEqualTo(area.getEtag());
    }

    @Test
    void the_owner_is_reminded_of_one_that_does_not_grow_and_it_stands_in_the_open_work() {
        // Given
        Incident incident = incident();
        SearchArea area = wang().open(incident, mast()).getSearchArea();
        int before = desk().now(incident).getLocationsCount();

        // When
        pass(Duration.ofMinutes(10));
        pass(Duration.ofMinutes(10));

        // Then
        SearchArea later = wang().now(area);
        assertThat(later.getReminders()).isEqualTo(2);
        assertThat(later.getEtag()).isEqualTo(area.getEtag());
        assertThat(desk().now(incident).getLocationsCount()).isEqualTo(before);
        assertThat(told(area.getName()))
                .containsExactly("search_area.opened", "search_area.unresolved", "search_area.unresolved");
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .filteredOn(work -> work.getResource().equals(area.getName()))
                .extracting(OpenWork::getState, OpenWork::getOwner)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("open", "wang"));
    }

    @Test
    void the_sweep_finds_one_whose_deadline_was_lost() {
        // Given
        SearchArea area = wang().open(incident(), mast()).getSearchArea();
        DATABASE.execute("delete from deadline where kind = 'search_area.look'");
        var orphans = desk().oversight
                .listOpenWork(
                        ListOpenWorkRequest.newBuilder().setOrphansOnly(true).build())
                .getWorkList();

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        assertThat(orphans).extracting(OpenWork::getResource).containsExactly(area.getName());
        assertThat(adopted).containsExactly(area.getName());
        assertThat(deadlines(area.getName())).containsExactly("search_area.look");
    }

    @Test
    void of_a_merged_incident_it_goes_on_with_the_one_that_is_worked() {
        // Given
        Incident incident = incident();
        Incident root = incident();
        SearchArea area = wang().open(incident, mast()).getSearchArea();
        merge(incident, root);

        // When
        SearchArea told = wang().tell(area, bridge()).getSearchArea();

        // Then
        assertThat(told.getPut().getIncident()).isEqualTo(root.getName());
        assertThat(chosen(root).getId()).isEqualTo(told.getPut().getLocationId());
        Incident located = locate(root, true);
        assertThat(wang().now(area).getState()).isEqualTo(SearchArea.State.PLACE_FOUND);
        assertThat(located.getLocationsCount()).isEqualTo(3);
    }

    @Test
    void it_does_not_displace_what_is_known_of_the_incident_that_is_worked() {
        // Given
        Incident incident = incident();
        Incident root = desk().open(anIncident("person_in_water_risk"));
        SearchArea area = wang().open(incident, mast()).getSearchArea();
        merge(incident, root);

        // When
        SearchArea told = wang().tell(area, bridge()).getSearchArea();

        // Then
        assertThat(told.getPut()).isEqualTo(area.getPut());
        assertThat(told.getFactsCount()).isEqualTo(2);
        assertThat(chosen(root).getGiven().getSource()).isEqualTo(LocationSource.CALLER);
        var ignored = desk().end(desk().now(root));
        assertThat(wang().now(area).getState())
                .as("with the one that is worked in its place")
                .isEqualTo(SearchArea.State.ENDED);
    }
}
