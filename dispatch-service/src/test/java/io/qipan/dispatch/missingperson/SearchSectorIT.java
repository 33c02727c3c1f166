package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.missingperson.Finder.found;
import static io.qipan.dispatch.missingperson.Finder.square;
import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.dispatch.v1.ListSearchSectorsRequest;
import io.qipan.proto.dispatch.v1.ListSearchSectorsResponse;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.RecallSectorRequest;
import io.qipan.proto.dispatch.v1.RepeatSectorRequest;
import io.qipan.proto.dispatch.v1.SearchCoverage;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchSectorIT extends MissingPersonScenario {
    private static final String BOAT = "units/boat-1";

    private MissingSearch search() {
        return wang().open(incident(), ago(Duration.ofMinutes(10)));
    }

    private SearchSector repeat(SearchSector sector) {
        return wang().searches
                .repeatSector(RepeatSectorRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(sector.getName())
                        .setEtag(sector.getEtag())
                        .setReason("the water has fallen")
                        .build())
                .getSector();
    }

    private SearchSector recall(SearchSector sector) {
        return wang().searches
                .recallSector(RecallSectorRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(sector.getName())
                        .setEtag(sector.getEtag())
                        .setReason("the girl is found")
                        .build())
                .getSector();
    }

    @Test
    void a_sector_is_assigned_searched_and_searched_again_and_each_pass_is_kept() {
        // Given
        SearchSector planned = wang().add(search(), square(0));
        assertThat(planned.getState()).isEqualTo(SearchSector.State.PLANNED);

        // When
        SearchSector searched = boat().report(wang().assign(planned, BOAT), ago(Duration.ofMinutes(40)), 0.7, 0.1);
        SearchSector again =
                boat().report(wang().assign(repeat(searched), BOAT), ago(Duration.ofMinutes(5)), 0.4, 0.05);

        // Then
        assertThat(again.getState()).isEqualTo(SearchSector.State.SEARCHED);
        assertThat(again.getPassesList().stream().map(pass -> pass.getSearcher() + " " + pass.getShare()))
                .containsExactly(BOAT + " 0.7", BOAT + " 0.4");
        assertThat(wang().now(planned)).isEqualTo(again);
        assertThat(told(planned.getName()))
                .containsExactly(
                        "search_sector.planned",
                        "search_sector.assigned",
                        "search_sector.searched",
                        "search_sector.search_again",
                        "search_sector.assigned",
                        "search_sector.searched");
        assertThat(deadlines(planned.getName())).isEmpty();
        assertThat(reasonOf(refused(() -> wang().assign(again, BOAT)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void who_does_not_report_is_asked_for_until_they_do_also_after_the_search_was_closed() {
        // Given
        MissingSearch search = search();
        SearchSector assigned = wang().assign(wang().add(search, square(0)), BOAT);
        pass(Duration.ofHours(2));
        assertThat(wang().now(assigned).getReminders()).isEqualTo(1);

        // When
        var closed = wang().close(found(wang().now(search)));
        pass(1);

        // Then
        assertThat(closed.getSectorsAssigned()).isEqualTo(1);
        assertThat(wang().now(assigned).getReminders()).isEqualTo(2);
        assertThat(openWork()).contains(assigned.getName());
        assertThat(told(assigned.getName())).contains("search_sector.recall_due", "search_sector.unreported");
        SearchSector recalled = recall(wang().now(assigned));
        assertThat(recalled.getState()).isEqualTo(SearchSector.State.PLANNED);
        assertThat(openWork()).doesNotContain(assigned.getName());
        assertThat(reasonOf(refused(() -> wang().assign(recalled, BOAT)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> wang().add(search, square(1))))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_unit_reports_for_itself_only() {
        // Given
        SearchSector assigned = wang().assign(wang().add(search(), square(0)), "units/car-1");

        // When
        var refusal = refused(() -> boat().report(assigned, clock.instant(), 1, 0));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void a_report_does_not_end_before_it_begins() {
        // Given
        SearchSector assigned = wang().assign(wang().add(search(), square(0)), BOAT);

        // When
        var refusal = refused(() -> boat().report(assigned, clock.instant().plus(Duration.ofMinutes(1)), 1, 0));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(fieldsOf(refusal)).containsExactly("until");
    }

    @Test
    void the_sum_tells_ground_by_what_was_stated_with_its_uncertainty_and_its_definition() {
        // Given
        MissingSearch search = search();
        SearchSector one = wang().add(search, square(0));
        wang().add(search, square(0));
        SearchSector other = wang().add(search, square(1));
        boat().report(wang().assign(one, BOAT), clock.instant(), 0.8, 0.3);
        wang().assign(other, "agencies/blue-sky-rescue");

        // When
        SearchCoverage coverage = wang().get(search).getCoverage();

        // Then
        double square = one.getAreaM2();
        assertThat(square).isBetween(9e5, 11e5);
        assertThat(coverage.getPlanned()).isEqualTo(1);
        assertThat(coverage.getAssigned()).isEqualTo(1);
        assertThat(coverage.getSearched()).isEqualTo(1);
        assertThat(coverage.getAreaM2()).isCloseTo(2 * square, within(1.0));
        assertThat(coverage.getOverlapM2()).isCloseTo(square, within(1.0));
        assertThat(coverage.getStatedM2()).isCloseTo(0.8 * square, within(1.0));
        assertThat(coverage.getStatedLeastM2()).isCloseTo(0.5 * square, within(1.0));
        assertThat(coverage.getStatedMostM2()).isCloseTo(square, within(1.0));
        assertThat(coverage.getDefinition()).contains("not a probability");
    }

    @Test
    void a_ring_that_crosses_itself_is_no_sector() {
        // Given
        MissingSearch search = search();
        Area.Builder bow = square(0).toBuilder();
        var second = bow.getRing(1);
        bow.setRing(1, bow.getRing(2)).setRing(2, second);

        // When
        Reason reason = reasonOf(refused(() -> wang().add(search, bow.build())));

        // Then
        assertThat(reason).isEqualTo(Reason.PLACE_INVALID);
    }

    @Test
    void sectors_are_listed_page_by_page_newest_first() {
        // Given
        MissingSearch search = search();
        List<String> added = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            added.addFirst(wang().add(search, square(i)).getName());
        }
        wang().add(search(), square(0));

        // When
        List<String> listed = new ArrayList<>();
        String token = "";
        do {
            ListSearchSectorsResponse page = wang().searches
                    .listSearchSectors(ListSearchSectorsRequest.newBuilder()
                            .setSearch(search.getName())
                            .setPageSize(2)
                            .setPageToken(token)
                            .build());
            page.getSectorsList().forEach(sector -> listed.add(sector.getName()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        // Then
        assertThat(listed).containsExactlyElementsOf(added);
    }

    @Test
    void a_unit_that_nobody_knows_is_assigned_nothing() {
        // Given
        SearchSector planned = wang().add(search(), square(0));

        // When
        StatusRuntimeException refusal = refused(() -> wang().assign(planned, "units/boat-99"));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal).hasMessageContaining("units/boat-99");
        assertThat(wang().assign(planned, BOAT).getSearcher()).isEqualTo(BOAT);
    }
}
