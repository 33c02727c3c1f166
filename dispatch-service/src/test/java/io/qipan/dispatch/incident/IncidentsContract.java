package io.qipan.dispatch.incident;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.incident.model.IncidentState.New;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.UnitOfWork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store of incidents promises. */
abstract class IncidentsContract {

    abstract UnitOfWork unitOfWork();

    abstract Incidents incidents();

    private <T> T work(Supplier<T> work) {
        return unitOfWork().run("system:test", work);
    }

    private static Incident draft() {
        return Incident.opened(new Incident(
                new IncidentId(UuidCreator.getTimeOrderedEpoch()),
                "",
                1,
                new New(NOW.plusSeconds(300)),
                "illegal_fishing_net",
                Priority.P2,
                "two men, a boat",
                List.of(Places.point(), Places.words("by the bridge")),
                List.of(),
                "tester",
                NOW.minusSeconds(5),
                NOW.minusSeconds(3_600),
                true,
                NOW,
                Optional.empty(),
                List.of()));
    }

    Incident added() {
        return work(() -> incidents().add(draft()));
    }

    private Incident saved(Incident next) {
        return work(() -> {
            Incident ignored = incidents().lock(next.id());
            incidents().save(next);
            return next;
        });
    }

    private List<Incident> list(Set<String> states, Optional<IncidentId> olderThan, int limit) {
        return unitOfWork().read(() -> incidents().list(states, olderThan, limit));
    }

    @Test
    void gives_back_everything_that_it_was_given_and_a_number() {
        // Given
        Incident draft = draft();

        // When
        Incident added = work(() -> incidents().add(draft));

        // Then
        assertThat(added.number()).matches("I2026-\\d{6}");
        assertThat(added).isEqualTo(draft.numbered(added.number()));
        assertThat(unitOfWork().read(() -> incidents().find(draft.id()))).contains(added);
    }

    @Test
    void saves_every_state_that_an_incident_can_be_in() {
        // Given
        Incident opened = added();
        Incident queued = opened.queue(NOW.plusSeconds(1)).orRefuse();
        Incident active = queued.activate(NOW.plusSeconds(2)).orRefuse();
        Incident monitored = active.monitor(0, NOW.plusSeconds(3)).orRefuse();
        Incident changed = monitored
                .reclassify("theft", Priority.P4)
                .then(incident -> incident.takeOver("li"))
                .then(incident -> incident.locate(Places.point(), true))
                .orRefuse();
        Incident ended = changed.end(IncidentOutcome.HANDED_OVER, "to the water bureau", NOW, 0)
                .orRefuse();

        // When
        List<Optional<Incident>> stored = List.of(queued, active, monitored, changed, ended).stream()
                .map(this::saved)
                .map(next -> unitOfWork().read(() -> incidents().find(next.id())))
                .toList();

        // Then
        assertThat(stored).extracting(Optional::orElseThrow).containsExactly(queued, active, monitored, changed, ended);
    }

    @Test
    void refuses_to_lock_what_is_not_there() {
        // Given
        IncidentId id = new IncidentId(UuidCreator.getTimeOrderedEpoch());

        // When
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> work(() -> incidents().lock(id)));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(unitOfWork().read(() -> incidents().find(id))).isEmpty();
    }

    @Test
    void lists_the_newest_first_after_an_incident_and_by_states() {
        // Given
        Incident first = added();
        Incident second = saved(added().queue(NOW).orRefuse());
        Incident third = saved(added().activate(NOW).orRefuse());

        // When
        List<Incident> page = list(Set.of(), Optional.empty(), 2);

        // Then
        assertThat(page).containsExactly(third, second);
        assertThat(list(Set.of(), Optional.of(second.id()), 2)).containsExactly(first);
        assertThat(list(Set.of("new", "active"), Optional.empty(), 9)).containsExactly(third, first);
        assertThat(list(Set.of("ended"), Optional.empty(), 9)).isEmpty();
    }

    @Test
    void knows_the_types_by_code() {
        // When
        Optional<IncidentType> net = unitOfWork().read(() -> incidents().findType("illegal_fishing_net"));

        // Then
        assertThat(net)
                .contains(new IncidentType(
                        "illegal_fishing_net",
                        "Fishing with nets",
                        "违规网捕",
                        Priority.P3,
                        List.of("water"),
                        Optional.of("fishing_net")));
        assertThat(unitOfWork().read(() -> incidents().findType("flying_saucer")))
                .isEmpty();
        assertThat(unitOfWork().read(incidents()::listTypes))
                .extracting(IncidentType::code)
                .isSorted()
                .contains("illegal_fishing_net", "theft");
    }
}
