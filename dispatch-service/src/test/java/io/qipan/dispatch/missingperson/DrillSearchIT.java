package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.missingperson.Finder.aNotice;
import static io.qipan.dispatch.missingperson.Finder.mother;
import static io.qipan.dispatch.missingperson.Finder.square;
import static io.qipan.proto.dispatch.v1.NoticeFact.FACT_AGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.NoticeContent;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.SearchSector;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody takes a search that is practised for a real one, least of all the public. */
class DrillSearchIT extends MissingPersonScenario {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_belongs_to_the_search_of_an_exercise_says_so(boolean drill) {
        // Given
        Incident incident = desk().open(anIncident("missing_person").setDrill(drill));
        MissingSearch search = wang().open(incident, ago(Duration.ofMinutes(10)));
        SearchSector sector = wang().assign(wang().add(search, square(0)), "units/boat-1");
        MissingNotice draft = wang().draft(aNotice(search, mother(FACT_AGE), FACT_AGE));

        // When
        MissingNotice notice = zhao().release(draft);

        // Then
        assertThat(List.of(notice.getDrill(), wang().now(notice).getDrill())).containsOnly(drill);
        assertThat(List.of(sector.getDrill(), wang().now(sector).getDrill())).containsOnly(drill);
        assertThat(wang().show(search).getNoticesList())
                .hasSize(1)
                .extracting(NoticeContent::getDrill)
                .containsOnly(drill);
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .hasSizeGreaterThanOrEqualTo(4)
                .extracting(OpenWork::getDrill)
                .containsOnly(drill);
    }
}
