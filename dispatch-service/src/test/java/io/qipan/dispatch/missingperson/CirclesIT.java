package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.missingperson.Finder.aSearch;
import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Dispatch;
import io.qipan.proto.dispatch.v1.CircleAlert;
import io.qipan.proto.dispatch.v1.HoldSearchRequest;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.SearchCircle;
import io.qipan.proto.dispatch.v1.WidenSearchRequest;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CirclesIT extends MissingPersonScenario {

    private static List<Integer> radii(MissingSearch search) {
        return search.getCirclesList().stream().map(SearchCircle::getRadiusKm).toList();
    }

    private WidenSearchRequest widening(MissingSearch search, int radiusKm) {
        return WidenSearchRequest.newBuilder()
                .setRequestId(newId())
                .setName(search.getName())
                .setEtag(search.getEtag())
                .setRadiusKm(radiusKm)
                .setReason("a bus left for Hohhot")
                .addAlsoTell("posts/bus-station")
                .build();
    }

    private HoldSearchRequest holding(MissingSearch search, Instant until) {
        return HoldSearchRequest.newBuilder()
                .setRequestId(newId())
                .setName(search.getName())
                .setEtag(search.getEtag())
                .setUntil(Times.message(until))
                .setReason("seen in the next street, being checked")
                .build();
    }

    @Test
    void circles_widen_by_the_hours_since_last_seen_each_once_and_tell_whom_they_have_not_told() {
        // Given
        MissingSearch search = wang().open(aSearch(incident(), clock.instant())
                .addAlerts(CircleAlert.newBuilder().setFromKm(100).addRecipients("units/car-1"))
                .addAlerts(CircleAlert.newBuilder()
                        .setFromKm(250)
                        .addRecipients("units/car-1")
                        .addRecipients("agencies/baotou")));
        assertThat(radii(search)).containsExactly(100);

        // When
        pass(Duration.ofHours(1));
        pass(Duration.ofHours(1));
        pass(Duration.ofHours(1));
        pass(Duration.ofHours(1));

        // Then
        MissingSearch wide = wang().now(search);
        assertThat(radii(wide)).containsExactly(100, 200, 300, 500);
        assertThat(wide.getCirclesList().stream().map(circle -> String.join(",", circle.getTellList())))
                .containsExactly("units/car-1", "", "agencies/baotou", "");
        assertThat(wide.getCircles(2).getReason()).startsWith("2.0 h since last seen");
        assertThat(wide.getCircles(2).getBy()).isEqualTo("system:deadlines");
        assertThat(told(search.getName()))
                .containsExactly(
                        "missing_search.opened",
                        "missing_search.widened",
                        "missing_search.widened",
                        "missing_search.widened",
                        "missing_search.unresolved");
        assertThat(wide.getReminders()).isEqualTo(1);
        assertThat(openWork()).contains(search.getName());
    }

    @Test
    void a_service_that_was_down_for_hours_widens_once_to_where_the_clock_is() {
        // Given
        MissingSearch search = wang().open(incident(), clock.instant());
        clock.advance(Duration.ofMinutes(150));
        Dispatch restarted = Dispatch.onPostgres(DATABASE.unitOfWork(), clock, patrol, ecology);

        // When
        int handled = 0;
        try (DeadlineWorker worker = restarted.worker()) {
            while (worker.handleNext()) {
                handled++;
            }
        }
        pass(1);

        // Then
        assertThat(handled).isPositive();
        assertThat(radii(wang().now(search))).containsExactly(100, 300);
        assertThat(told(search.getName())).containsExactly("missing_search.opened", "missing_search.widened");
        assertThat(deadlines(search.getName())).containsExactly("missing_search.look");
    }

    @Test
    void an_uncertain_time_counts_from_its_earliest_moment() {
        // When
        MissingSearch search =
                wang().open(aSearch(incident(), ago(Duration.ofMinutes(90))).setLastSeenWithinS(3600));

        // Then
        assertThat(radii(search)).containsExactly(300);
        assertThat(search.getCircles(0).getReason()).startsWith("2.5 h");
        assertThat(Times.instant(search.getNextDeadlineAt()))
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
    }

    @Test
    void a_person_may_widen_early_and_the_hour_that_is_behind_it_brings_no_circle() {
        // Given
        MissingSearch search = wang().open(incident(), clock.instant());

        // When
        MissingSearch wide = wang().searches.widenSearch(widening(search, 250)).getSearch();
        pass(Duration.ofHours(1));
        pass(Duration.ofHours(1));

        // Then
        assertThat(wide.getCircles(1).getBy()).isEqualTo("wang");
        assertThat(wide.getCircles(1).getTellList()).containsExactly("posts/bus-station");
        MissingSearch later = wang().now(search);
        assertThat(radii(later)).containsExactly(100, 250, 300);
        assertThat(reasonOf(refused(() -> wang().searches.widenSearch(widening(later, 300)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_person_who_was_seen_earlier_than_was_thought_has_the_circle_widened_at_once() {
        // Given
        MissingSearch search = wang().open(incident(), ago(Duration.ofMinutes(20)));

        // When
        MissingSearch amended =
                wang().amend(search, Finder.aGirl().setClothing("red jacket"), ago(Duration.ofMinutes(130)));
        pass(1);

        // Then
        assertThat(Times.instant(amended.getLastSeenAt()))
                .isEqualTo(ago(Duration.ofMinutes(130).plusSeconds(1)));
        assertThat(radii(wang().now(search))).containsExactly(100, 300);
        assertThat(wang().show(search).getPerson().getClothing()).isEqualTo("red jacket");
        assertThat(rows("select owner from missing_text")).containsExactly(search.getName());
        assertThat(told(search.getName()))
                .startsWith("missing_search.opened", "missing_search.amended", "missing_search.widened");
    }

    @Test
    void a_held_circle_stays_until_its_time_and_then_is_where_the_clock_is() {
        // Given
        MissingSearch search = wang().open(incident(), clock.instant());
        MissingSearch held = wang().searches
                .holdSearch(holding(search, clock.instant().plus(Duration.ofMinutes(130))))
                .getSearch();
        assertThat(held.getState()).isEqualTo(MissingSearch.State.HELD);

        // When
        pass(Duration.ofMinutes(70));
        List<Integer> whileHeld = radii(wang().now(search));
        pass(Duration.ofMinutes(60));

        // Then
        assertThat(whileHeld).containsExactly(100);
        MissingSearch going = wang().now(search);
        assertThat(going.getState()).isEqualTo(MissingSearch.State.GOING);
        assertThat(radii(going)).containsExactly(100, 300);
    }

    @Test
    void a_held_circle_that_is_smaller_than_an_amended_time_asks_for_stays_and_the_history_says_so() {
        // Given
        MissingSearch search = wang().open(incident(), clock.instant());
        MissingSearch held = wang().searches
                .holdSearch(holding(search, clock.instant().plus(Duration.ofMinutes(30))))
                .getSearch();

        // When
        MissingSearch fits = wang().amend(held, Finder.aGirl(), ago(Duration.ofMinutes(10)));
        MissingSearch small = wang().amend(fits, Finder.aGirl(), ago(Duration.ofMinutes(130)));

        // Then
        assertThat(small.getState()).isEqualTo(MissingSearch.State.HELD);
        assertThat(radii(small)).containsExactly(100);
        assertThat(rows("select reason from journal where action = 'missing_search.amended' order by position"))
                .containsExactly(
                        "the teacher knows better", "the teacher knows better (held at 100 km, the time asks for 300)");
    }

    @Test
    void nobody_holds_a_search_for_longer_than_a_day() {
        // Given
        MissingSearch search = wang().open(incident(), clock.instant());
        Instant tooLate = clock.instant().plus(Duration.ofHours(25));

        // When
        var refusal = refused(() -> wang().searches.holdSearch(holding(search, tooLate)));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(fieldsOf(refusal)).containsExactly("until");
    }
}
