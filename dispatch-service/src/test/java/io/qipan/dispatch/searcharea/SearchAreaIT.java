package io.qipan.dispatch.searcharea;

import static io.qipan.dispatch.searcharea.Searcher.bridge;
import static io.qipan.dispatch.searcharea.Searcher.mast;
import static io.qipan.dispatch.searcharea.Searcher.on;
import static io.qipan.dispatch.searcharea.Searcher.point;
import static io.qipan.dispatch.searcharea.Searcher.searched;
import static io.qipan.dispatch.searcharea.Searcher.walking;
import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.Desk;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.AddSearchFactRequest;
import io.qipan.proto.dispatch.v1.FactCircle;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListSearchAreasRequest;
import io.qipan.proto.dispatch.v1.OpenSearchAreaRequest;
import io.qipan.proto.dispatch.v1.OpenSearchAreaResponse;
import io.qipan.proto.dispatch.v1.SearchArea;
import io.qipan.proto.dispatch.v1.SearchEstimate;
import io.qipan.proto.dispatch.v1.SearchFact;
import io.qipan.proto.dispatch.v1.SearchFactInput;
import io.qipan.proto.dispatch.v1.SearchRegion;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchAreaIT extends SearchAreaScenario {

    private static SearchFact latest(SearchArea area) {
        return area.getFacts(area.getFactsCount() - 1);
    }

    private static double km2(SearchEstimate estimate) {
        return estimate.getRegions(1).getAreaKm2();
    }

    private List<SearchArea> list(ListSearchAreasRequest.Builder request) {
        return wang().areas.listSearchAreas(request.build()).getSearchAreasList();
    }

    @Test
    void units_are_sent_to_the_ground_that_the_first_facts_leave() {
        // Given
        Incident incident = incident();

        // When
        OpenSearchAreaResponse opened = wang().open(incident, mast(), bridge());

        // Then
        SearchArea area = opened.getSearchArea();
        assertThat(area.getState()).isEqualTo(SearchArea.State.OPEN);
        assertThat(area.getOwner()).isEqualTo("wang");
        assertThat(opened.getEstimate().getRegionsList())
                .extracting(SearchRegion::getShare)
                .containsExactly(0.5, 0.8, 0.95);
        Location chosen = chosen(incident);
        assertThat(chosen.getGiven().getSource()).isEqualTo(LocationSource.SEARCH_AREA);
        assertThat(chosen.getGiven().getText()).startsWith(area.getName());
        assertThat(chosen.getGiven().getArea().getRingCount()).isBetween(3, 500);
        assertThat(chosen.getId()).isEqualTo(area.getPut().getLocationId());
        assertThat(chosen.getWgs84().getLongitude())
                .as("between both, near the bridge")
                .isBetween(106.80, 106.84);
        assertThat(desk().send(incident, "units/boat-1")).isNotNull();
        assertThat(told(area.getName())).containsExactly("search_area.opened");
        assertThat(deadlines(area.getName())).containsExactly("search_area.look");
        assertThat(wang().get(area).getEstimate()).isEqualTo(opened.getEstimate());
    }

    @Test
    void each_fact_narrows_it_and_keeps_what_it_did_and_why() {
        // Given
        Incident incident = incident();
        OpenSearchAreaResponse opened = wang().open(incident, mast());
        int before = chosen(incident).getId();

        // When
        var told = wang().tell(opened.getSearchArea(), bridge());

        // Then
        SearchFact fact = latest(told.getSearchArea());
        assertThat(fact.getNumber()).isEqualTo(2);
        assertThat(fact.getTold().getReason()).isEqualTo("sees a bridge");
        assertThat(fact.getTold().getSaidBy()).isEqualTo("the caller");
        assertThat(fact.getToldBy()).isEqualTo("wang");
        assertThat(fact.getNarrowing().getBeforeKm2()).isCloseTo(km2(opened.getEstimate()), within(1e-6));
        assertThat(fact.getNarrowing().getAfterKm2())
                .isCloseTo(km2(told.getEstimate()), within(1e-6))
                .isLessThan(fact.getNarrowing().getBeforeKm2() / 3);
        assertThat(chosen(incident).getId()).isGreaterThan(before);
        assertThat(rows("select reason from journal where action = 'search_area.fact_told'"))
                .containsExactly("sees a bridge");
    }

    @Test
    void a_revoked_fact_stays_in_the_history_and_counts_no_more() {
        // Given
        Incident incident = incident();
        OpenSearchAreaResponse opened = wang().open(incident, mast());
        SearchArea told = wang().tell(opened.getSearchArea(), bridge()).getSearchArea();
        clock.advance(Duration.ofMinutes(1));

        // When
        var revoked = wang().revoke(told, 2);

        // Then
        assertThat(revoked.getEstimate().getRegionsList())
                .isEqualTo(opened.getEstimate().getRegionsList());
        SearchFact fact = latest(revoked.getSearchArea());
        assertThat(fact.getRevokedBy()).isEqualTo("wang");
        assertThat(fact.getRevocationReason()).isEqualTo("that was another caller");
        assertThat(fact.getRevocationNarrowing().getAfterKm2())
                .isEqualTo(fact.getNarrowing().getBeforeKm2());
        assertThat(reasonOf(refused(() -> wang().revoke(revoked.getSearchArea(), 2))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> wang().revoke(revoked.getSearchArea(), 3))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> wang().revoke(revoked.getSearchArea(), 1))))
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(reasonOf(refused(() -> wang().tell(told, bridge())))).isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void it_is_told_as_of_any_time() {
        // Given
        SearchArea area = wang().open(incident(), walking(clock.instant())).getSearchArea();
        var begin = clock.instant();
        clock.advance(Duration.ofMinutes(30));
        area = wang().tell(area, searched(0.9)).getSearchArea();

        // When
        SearchEstimate then = wang().asOf(area, begin).getEstimate();

        // Then
        assertThat(km2(then)).isLessThan(km2(wang().get(area).getEstimate()));
        assertThat(km2(wang().asOf(area, begin.plus(Duration.ofHours(2))).getEstimate()))
                .isGreaterThan(km2(wang().get(area).getEstimate()));
        assertThat(wang().asOf(area, begin.minusSeconds(1)).getEstimate().getRegionsList())
                .isEmpty();
    }

    @Test
    void facts_that_contradict_each_other_leave_an_area_and_are_told() {
        // Given
        SearchFactInput.Builder far = mast().setReason("another mast")
                .setCircle(
                        FactCircle.newBuilder().setCentre(point(39.9, 106.78)).setRadiusM(5000))
                .setCertainty(0.7);

        // When
        OpenSearchAreaResponse opened = wang().open(incident(), mast(), bridge(), far);

        // Then
        assertThat(opened.getEstimate().getConflict().getLeaveOut()).isEqualTo(3);
        assertThat(opened.getEstimate().getConflict().getTimes()).isGreaterThan(2);
        assertThat(km2(opened.getEstimate())).isPositive();
        assertThat(wang().revoke(opened.getSearchArea(), 3).getEstimate().hasConflict())
                .isFalse();
    }

    @Test
    void a_unit_tells_facts_while_it_has_an_open_order() {
        // Given
        Incident incident = incident();
        SearchArea area = wang().open(incident, mast()).getSearchArea();
        var stranger = refused(() -> boat().tell(area, searched(0.8)));
        desk().send(incident, "units/boat-1");

        // When
        SearchArea told = boat().tell(area, searched(0.8)).getSearchArea();

        // Then
        assertThat(reasonOf(stranger)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(metadataOf(stranger)).containsEntry("unit", "units/boat-1");
        assertThat(latest(told).getTold().getNotIn().getProbabilityOfDetection())
                .isEqualTo(0.8);
        assertThat(boat().now(area)).isEqualTo(told);
        assertThat(reasonOf(refused(() -> boat().revoke(told, 2)))).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void what_cannot_be_is_refused_with_the_value() {
        // Given
        Incident incident = incident();
        SearchFactInput.Builder far = bridge().setCircle(
                        FactCircle.newBuilder().setCentre(point(45, 120)).setRadiusM(10));
        SearchFactInput.Builder sure = searched(0.9).setCertainty(0.9);

        // When
        var wide = refused(() -> wang().open(incident, mast(), far));

        // Then
        assertThat(reasonOf(wide)).isEqualTo(Reason.PLACE_INVALID);
        assertThat(metadataOf(wide)).containsEntry("problem", "too_wide");
        assertThat(reasonOf(refused(() -> wang().open(incident, searched(0.9)))))
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(fieldsOf(refused(() -> wang().open(incident, sure)))).containsExactly("facts[0]");
        assertThat(fieldsOf(refused(() -> wang().open(incident, mast().setCertainty(1)))))
                .contains("facts[0].certainty");
        assertThat(reasonOf(refused(
                        () -> wang().open(incident, walking(clock.instant().plus(Duration.ofHours(1)))))))
                .isEqualTo(Reason.TIME_IN_FUTURE);
        assertThat(rows("select id::text from search_area")).isEmpty();
        SearchArea area = wang().open(incident, mast()).getSearchArea();
        var second = refused(() -> wang().open(incident, mast()));
        assertThat(reasonOf(second)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(metadataOf(second)).containsEntry("resource", area.getName());
    }

    @Test
    void a_repeat_of_a_request_does_nothing_twice() {
        // Given
        SearchArea area = wang().open(incident(), mast()).getSearchArea();
        AddSearchFactRequest request = AddSearchFactRequest.newBuilder()
                .setRequestId(Desk.newId())
                .setName(area.getName())
                .setEtag(area.getEtag())
                .setFact(bridge())
                .build();
        var first = wang().areas.addSearchFact(request);

        // When
        var second = wang().areas.addSearchFact(request);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(wang().now(area).getFactsCount()).isEqualTo(2);
    }

    @Test
    void a_drill_is_a_drill_and_lists_go_by_incident_and_state() {
        // Given
        Incident drill = desk().open(withoutAPlace().setDrill(true));
        SearchArea exercise = wang().open(drill, mast()).getSearchArea();
        SearchArea real = wang().open(incident(), mast()).getSearchArea();
        SearchArea over = wang().areas
                .concludeSearchArea(Searcher.concluding(real).build())
                .getSearchArea();

        // When
        List<SearchArea> open = list(ListSearchAreasRequest.newBuilder().setOpenOnly(true));

        // Then
        assertThat(open).containsExactly(exercise);
        assertThat(exercise.getDrill()).isTrue();
        assertThat(over.getDrill()).isFalse();
        assertThat(list(ListSearchAreasRequest.newBuilder().setOptionalIncident(over.getIncident())))
                .containsExactly(over);
        String token = wang().areas
                .listSearchAreas(
                        ListSearchAreasRequest.newBuilder().setPageSize(1).build())
                .getNextPageToken();
        assertThat(list(ListSearchAreasRequest.newBuilder().setPageToken(token)))
                .containsExactly(exercise);
        assertThat(reasonOf(refused(() -> list(
                        ListSearchAreasRequest.newBuilder().setOpenOnly(true).setPageToken(token)))))
                .isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void who_has_no_part_in_it_opens_none() {
        // Given
        OpenSearchAreaRequest request = on(incident(), mast()).build();

        // When
        var engineer =
                refused(() -> new Searcher(harness.channelOf("li", Role.ENGINEER)).areas.openSearchArea(request));

        // Then
        assertThat(reasonOf(engineer)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() -> boat().areas.openSearchArea(request))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }
}
