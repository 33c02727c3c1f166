package io.qipan.dispatch.missingperson.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.id.model.SearchSectorId;
import io.qipan.dispatch.missingperson.model.SectorState.Assigned;
import io.qipan.dispatch.missingperson.model.SectorState.Planned;
import io.qipan.dispatch.missingperson.model.SectorState.Searched;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SearchSectorProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    /** Everything that can be asked of a sector. */
    enum Step {
        ASSIGN(s -> s.assign("units/boat-1", NOW, NOW.plusSeconds(60))),
        RECALL(SearchSector::recall),
        REPORT(s -> s.report(new SectorPass("units/boat-1", NOW, NOW, 0.5, 0.1, "by boat", "li", NOW))),
        REPEAT(SearchSector::repeat),
        TAKE_OVER(s -> Decision.grant(s.takeOver("li"))),
        REMIND(s -> Decision.grant(s.remind(NOW.plusSeconds(120))));

        private final Function<SearchSector, Decision<SearchSector>> on;

        Step(Function<SearchSector, Decision<SearchSector>> on) {
            this.on = on;
        }
    }

    private static SearchSector planned() {
        Region area = new Region(List.of(new Wgs84(39, 106), new Wgs84(39, 106.01), new Wgs84(39.01, 106)));
        return new SearchSector(
                new SearchSectorId(UUID.fromString("01939b4e-0000-7000-8000-000000000001")),
                1,
                new Planned(),
                new MissingSearchId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                "reeds",
                area,
                Coverage.areaM2(area),
                "",
                List.of(),
                "wang",
                NOW,
                0,
                false);
    }

    @Property
    void whatever_is_asked_no_report_is_lost_and_only_who_is_asked_for_one_is_looked_after(
            @ForAll @Size(max = 20) List<Step> steps) {
        // Given
        SearchSector sector = planned();

        // When
        for (Step step : steps) {
            switch (step.on.apply(sector)) {
                case Granted<SearchSector>(SearchSector next) -> {
                    assertThat(next.passes().subList(0, sector.passes().size())).isEqualTo(sector.passes());
                    sector = next;
                }
                case Decision.Refused<SearchSector>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
        }

        // Then
        assertThat(sector.nextDeadlineAt().isPresent()).isEqualTo(sector.state() instanceof Assigned);
        assertThat(sector.state() instanceof Searched && sector.passes().isEmpty())
                .isFalse();
        assertThat(sector.state() instanceof Planned && !sector.passes().isEmpty())
                .as("planned as if it had never been searched")
                .isFalse();
        Coverage coverage = Coverage.of(List.of(sector));
        assertThat(coverage.leastM2()).isLessThanOrEqualTo(coverage.statedM2());
        assertThat(coverage.mostM2()).isBetween(coverage.statedM2(), coverage.areaM2() * 1.001);
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(planned()),
                TransitionTable.acts(Step.values(), step -> step.on),
                sector -> sector.state().word() + (sector.passes().isEmpty() ? "" : " with a report"));

        // Then
        TransitionTable.assertPublished("search-sector", rows);
    }
}
