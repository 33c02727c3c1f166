package io.qipan.ecology.chief;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Appointment.Seat;
import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.JurisdictionVersion;
import io.qipan.ecology.chief.model.Layer;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.ecology.chief.model.PatrolDuty.Basis;
import io.qipan.ecology.chief.model.PatrolDuty.Demand;
import io.qipan.ecology.chief.model.PatrolDuty.Period;
import io.qipan.ecology.chief.model.PatrolDuty.Source;
import io.qipan.ecology.chief.model.PatrolDuty.Target;
import io.qipan.ecology.chief.model.Plot;
import io.qipan.ecology.chief.model.Post;
import io.qipan.ecology.chief.model.Territory;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store of jurisdictions, appointments and patrol duties promises. */
abstract class ChiefStoresContract {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00.123456Z");
    private static final Jurisdiction RIVER = Plot.line(Level.COUNTY, "R1", 250, 120, 42, 120.1, 42.1);
    private static final Jurisdiction FOREST = Plot.box(ResourceKind.FOREST, Level.CITY, "F.1", 0, 0, 5, 5);
    private static final Seat SEAT = new Seat(RIVER.name(), Post.POLICE_CHIEF);

    abstract UnitOfWork unitOfWork();

    abstract Jurisdictions jurisdictions();

    abstract Appointments appointments();

    abstract PatrolDuties duties();

    private <T> T work(Supplier<T> work) {
        return unitOfWork().run("system:test", work);
    }

    private void revision(
            long number, List<Jurisdiction> added, List<Jurisdiction> changed, List<Jurisdiction> removed) {
        long ignored = work(() -> {
            jurisdictions().lock();
            jurisdictions().add(Plot.revision(number, NOW), new Territory.Change(added, changed, removed));
            return number;
        });
    }

    @Test
    void givesBackRevisionsAndWhatEachHas() {
        // Given
        revision(1, List.of(RIVER, FOREST), List.of(), List.of());
        Jurisdiction wider = Plot.line(Level.COUNTY, "R1", 300, 120, 42, 120.1, 42.1);

        // When
        revision(2, List.of(), List.of(wider), List.of(FOREST));

        // Then
        assertThat(unitOfWork().read(() -> jurisdictions().newest())).isEqualTo(2);
        assertThat(unitOfWork().read(() -> jurisdictions().revisions()))
                .containsExactly(Plot.revision(1, NOW), Plot.revision(2, NOW));
        assertThat(unitOfWork().read(() -> jurisdictions().present())).isEqualTo(Territory.of(List.of(wider)));
        assertThat(unitOfWork().read(() -> jurisdictions().versions()))
                .containsExactlyInAnyOrder(
                        new JurisdictionVersion(RIVER, 1, Optional.of(2L)),
                        new JurisdictionVersion(FOREST, 1, Optional.of(2L)),
                        new JurisdictionVersion(wider, 2, Optional.empty()));
        assertThat(unitOfWork().read(() -> jurisdictions().versionsOf(FOREST.name())))
                .containsExactly(new JurisdictionVersion(FOREST, 1, Optional.of(2L)));
    }

    @Test
    void hasNoRevisionAtFirst() {
        assertThat(unitOfWork().read(() -> jurisdictions().newest())).isZero();
        assertThat(unitOfWork().read(() -> jurisdictions().present().jurisdictions()))
                .isEmpty();
        assertThat(unitOfWork().read(() -> appointments().changes())).isZero();
    }

    private Appointment appointed(String person, Seat seat, Instant from) {
        Appointment begun = new Appointment(
                UuidCreator.getTimeOrderedEpoch(),
                1,
                seat,
                "post:" + person,
                person,
                from,
                Optional.empty(),
                "document 7",
                "");
        return work(() -> {
            assertThat(appointments().lock(seat)).isNotNull();
            appointments().add(begun);
            return begun;
        });
    }

    @Test
    void givesBackAppointmentsOfAPostAndTheirNextState() {
        // Given
        Appointment first = appointed("zhao", SEAT, NOW);
        Appointment other = appointed("qian", new Seat(RIVER.name(), Post.CHIEF), NOW);

        // When
        Appointment ended = work(() -> {
            Appointment next = appointments()
                    .lock(SEAT)
                    .getFirst()
                    .ended(NOW.plusSeconds(60), "retired")
                    .orRefuse();
            appointments().save(next);
            return next;
        });

        // Then
        assertThat(unitOfWork().read(() -> appointments().find(first.id()))).contains(ended);
        assertThat(unitOfWork().read(() -> appointments().all())).containsExactlyInAnyOrder(ended, other);
        assertThat(unitOfWork().read(() -> appointments().changes())).isEqualTo(3);
        assertThat(unitOfWork().read(() -> appointments().heldFrom(NOW.plusSeconds(60))))
                .containsExactly(RIVER.name());
        assertThat(unitOfWork().read(() -> appointments().find(UuidCreator.getTimeOrderedEpoch())))
                .isEmpty();
    }

    @Test
    void listsAppointmentsTheNewestFirst() {
        // Given
        Appointment first = appointed("zhao", SEAT, NOW);
        Appointment second = appointed("zhao", new Seat(FOREST.name(), Post.CHIEF), NOW);
        Appointment third = appointed("qian", new Seat(FOREST.name(), Post.POLICE_CHIEF), NOW);
        Appointments.Filter all = new Appointments.Filter(Optional.empty(), Optional.empty());

        // When
        List<Appointment> page = unitOfWork().read(() -> appointments().list(all, Optional.empty(), 2));

        // Then
        assertThat(page).containsExactly(third, second);
        assertThat(unitOfWork().read(() -> appointments().list(all, Optional.of(second.id()), 2)))
                .containsExactly(first);
        assertThat(unitOfWork()
                        .read(() -> appointments()
                                .list(
                                        new Appointments.Filter(Optional.of(FOREST.name()), Optional.of("post:zhao")),
                                        Optional.empty(),
                                        9)))
                .containsExactly(second);
    }

    private static PatrolDuty duty(ResourceKind kind, Level level, Optional<String> jurisdiction) {
        return new PatrolDuty(
                UuidCreator.getTimeOrderedEpoch(),
                1,
                new Target(new Layer(kind, level), jurisdiction, Post.CHIEF),
                new Demand(2, Period.QUARTER, 300, 1_800, 7_776_000, 345_600),
                new Basis(Source.LOCAL, "rule 3"),
                NOW,
                Optional.empty());
    }

    @Test
    void givesBackPatrolDutiesAndTheirEnd() {
        // Given
        PatrolDuty river = duty(ResourceKind.RIVER, Level.COUNTY, Optional.of(RIVER.name()));
        PatrolDuty forest = duty(ResourceKind.FOREST, Level.CITY, Optional.empty());

        // When
        PatrolDuty ended = work(() -> {
            duties().lock();
            duties().add(river);
            duties().add(forest);
            PatrolDuty next = river.ended(NOW.plusSeconds(60)).orRefuse();
            duties().save(next);
            return next;
        });

        // Then
        assertThat(unitOfWork().read(() -> duties().find(river.id()))).contains(ended);
        assertThat(unitOfWork().read(() -> duties().all())).containsExactlyInAnyOrder(ended, forest);
        PatrolDuties.Filter all = new PatrolDuties.Filter(Optional.empty(), Optional.empty());
        assertThat(unitOfWork().read(() -> duties().list(all, Optional.empty(), 1)))
                .containsExactly(forest);
        assertThat(unitOfWork().read(() -> duties().list(all, Optional.of(forest.id()), 9)))
                .containsExactly(ended);
        assertThat(unitOfWork()
                        .read(() -> duties().list(
                                        new PatrolDuties.Filter(
                                                Optional.of(ResourceKind.FOREST), Optional.of(Level.CITY)),
                                        Optional.empty(),
                                        9)))
                .containsExactly(forest);
    }
}
