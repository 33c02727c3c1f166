package io.qipan.dispatch.response.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.response.model.IncidentResponse.Decided;
import io.qipan.dispatch.response.model.IncidentResponse.Finding;
import io.qipan.runtime.refusal.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class IncidentResponseTransitionsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(300);
    private static final IncidentId INCIDENT = new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000001"));
    private static final IncidentId OTHER = new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000002"));

    /**
     * What people decide, what a merge and its undoing bring, and the looks of the system. Of an incident that is over or merged
     * nobody decides anything.
     */
    enum Act {
        SET_LEVEL_1(whileWorked(response -> response.decide(decided(1), LATER))),
        SET_LEVEL_2(whileWorked(response -> response.decide(decided(2), LATER))),
        END_LEVEL(whileWorked(response -> response.decide(decided(0), LATER))),
        TAKE_IN_LEVEL_2(whileWorked(response -> response.takeIn(response(OTHER, 2), LATER))),
        GIVE_BACK(whileWorked(
                response -> response.isTakenFrom(OTHER) ? response.giveBack(List.of(), decided(0), LATER) : response)),
        FIND_MISSING(look(Finding.UNMET)),
        FIND_ENOUGH(look(Finding.MET)),
        FIND_NOTHING_OUT(look(Finding.UNKNOWN)),
        END_OR_MERGE_INCIDENT(IncidentResponse::rested),
        TAKE_INCIDENT_APART(response -> response.nextDeadlineAt().isEmpty() ? response.watched(LATER) : response);

        private final UnaryOperator<IncidentResponse> on;

        Act(UnaryOperator<IncidentResponse> on) {
            this.on = on;
        }
    }

    private static UnaryOperator<IncidentResponse> look(Finding found) {
        return response -> response.nextDeadlineAt().isPresent() ? response.looked(found, LATER) : response;
    }

    private static UnaryOperator<IncidentResponse> whileWorked(UnaryOperator<IncidentResponse> step) {
        return response ->
                response.level() > 0 && response.nextDeadlineAt().isEmpty() ? response : step.apply(response);
    }

    private static Decided decided(int level) {
        return new Decided(1, "fire", level, NOW, "wang", "as it is", List.of());
    }

    private static IncidentResponse response(IncidentId incident, int level) {
        return IncidentResponse.first(incident, decided(level), LATER, "wang", false);
    }

    /** The level, whose it is, and whether somebody looks after it. */
    private static String word(IncidentResponse response) {
        String watched = response.nextDeadlineAt().isEmpty()
                ? "_rests"
                : "_" + response.finding().name().toLowerCase(Locale.ROOT);
        return "level_" + response.level()
                + (response.taken().isPresent() ? "_of_merged" : "")
                + (response.level() == 0 ? "" : watched);
    }

    @Test
    void the_published_table_says_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(response(INCIDENT, 0), response(INCIDENT, 1)),
                TransitionTable.acts(Act.values(), act -> response -> Decision.grant(act.on.apply(response))),
                IncidentResponseTransitionsTest::word);

        // Then
        assertThat(rows).as("without a level nobody looks").noneMatch(row -> row.startsWith("level_0,find_"));
        TransitionTable.assertPublished("incident-response", rows);
    }

    @Test
    void without_a_level_there_is_no_next_look() {
        // When
        IncidentResponse ended = response(INCIDENT, 2).decide(decided(0), LATER);

        // Then
        assertThat(ended.nextDeadlineAt()).isEqualTo(Optional.empty());
        assertThat(ended.finding()).isEqualTo(Finding.MET);
    }
}
