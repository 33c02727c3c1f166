package io.qipan.ecology.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.qipan.ecology.procedure.model.Administrative;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.MoveKind;
import io.qipan.ecology.procedure.model.Procedure;
import io.qipan.proto.ecology.v1.AdministrativeTrack;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.proto.ecology.v1.ProcedureStep;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a newer version has stored, while replicas of both run beside each other. */
class NewerClockTest {
    private static final Instant DUE = Instant.parse("2026-11-20T16:00:00Z");

    private static UnknownFieldSet field(int number) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("newer"))
                                .build())
                .build();
    }

    private static io.qipan.proto.ecology.v1.Procedure newer() {
        return io.qipan.proto.ecology.v1.Procedure.newBuilder()
                .addClocks(io.qipan.proto.ecology.v1.Clock.newBuilder()
                        .setCase("cases/1")
                        .setNumber(1)
                        .setKindValue(77)
                        .setStateValue(1)
                        .setNameEn("something new")
                        .setStartedAt(Times.message(DUE.minusSeconds(60)))
                        .setCountedFrom(Times.message(DUE.minusSeconds(60)))
                        .setDueAt(Times.message(DUE))
                        .setProvisional(true)
                        .setUnitValue(9)
                        .setCountedUnitValue(9)
                        .setBasis("a law of next year")
                        .setInForceFrom("2027-01-01")
                        .addWatchersValue(3)
                        .addWatchersValue(8)
                        .setUnknownFields(field(400)))
                .addSteps(ProcedureStep.newBuilder()
                        .setAction("SOMETHING_NEW")
                        .setAt(Times.message(DUE))
                        .setToldAt(Times.message(DUE)))
                .setUnknownFields(field(500))
                .build();
    }

    @Test
    void isReadAndToldAgainAsItCame() throws InvalidProtocolBufferException {
        // Given
        io.qipan.proto.ecology.v1.Procedure stored =
                io.qipan.proto.ecology.v1.Procedure.parseFrom(newer().toByteArray());

        // When
        Procedure read = ProcedureMessages.procedure(stored);
        io.qipan.proto.ecology.v1.Procedure told = ProcedureMessages.message("cases/1", read);

        // Then
        assertThat(read.clocks()).singleElement().extracting(Clock::kind).isEqualTo(ClockKind.UNKNOWN);
        assertThat(read.steps()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo(MoveKind.UNKNOWN);
            assertThat(step.action()).isEqualTo("SOMETHING_NEW");
        });
        assertThat(told.getClocksList()).isEqualTo(stored.getClocksList());
        assertThat(told.getStepsList()).isEqualTo(stored.getStepsList());
        assertThat(told.getUnknownFields()).isEqualTo(stored.getUnknownFields());
    }

    /** A procedure in which every part tells something that is not known here. */
    private static io.qipan.proto.ecology.v1.Procedure newerInAllParts() {
        return io.qipan.proto.ecology.v1.Procedure.newBuilder()
                .setAdministrative(AdministrativeTrack.newBuilder()
                        .setState(AdministrativeTrack.State.FILED)
                        .setSince(Times.message(DUE))
                        .setUnknownFields(field(901)))
                .setCriminal(CriminalTrack.newBuilder()
                        .setState(CriminalTrack.State.NOT_PROPOSED)
                        .setUnknownFields(field(902)))
                .addClocks(io.qipan.proto.ecology.v1.Clock.newBuilder()
                        .setCase("cases/1")
                        .setNumber(1)
                        .setKind(io.qipan.proto.ecology.v1.Clock.Kind.PENALTY_DECISION)
                        .setState(io.qipan.proto.ecology.v1.Clock.State.RUNNING)
                        .setStartedAt(Times.message(DUE))
                        .setCountedFrom(Times.message(DUE))
                        .setDueAt(Times.message(DUE.plusSeconds(60)))
                        .setLength(90)
                        .setUnit(io.qipan.proto.ecology.v1.Clock.Unit.NATURAL_DAYS)
                        .setCounted(90)
                        .setCountedUnit(io.qipan.proto.ecology.v1.Clock.Unit.NATURAL_DAYS)
                        .setBasis("an article")
                        .setInForceFrom("2026-01-01")
                        .addExtensions(io.qipan.proto.ecology.v1.ClockExtension.newBuilder()
                                .setFurther(3)
                                .setAt(Times.message(DUE))
                                .setUntil(Times.message(DUE))
                                .setUnknownFields(field(903)))
                        .setUnknownFields(field(904)))
                .addSteps(ProcedureStep.newBuilder()
                        .setAction("FILE_CASE")
                        .setAt(Times.message(DUE))
                        .setToldAt(Times.message(DUE)))
                .addSteps(ProcedureStep.newBuilder()
                        .setAction("SEIZE_ITEMS")
                        .setAt(Times.message(DUE))
                        .setToldAt(Times.message(DUE))
                        .setUnknownFields(field(905)))
                .addSeizures(io.qipan.proto.ecology.v1.CaseSeizure.newBuilder()
                        .setNumber(1)
                        .setKind(io.qipan.proto.ecology.v1.CaseSeizure.Kind.SEALED)
                        .addItems(io.qipan.proto.ecology.v1.SeizedItem.newBuilder()
                                .setDescription("net")
                                .setQuantity(1)
                                .setUnit("piece")
                                .setUnknownFields(field(906)))
                        .setSince(Times.message(DUE))
                        .setUnknownFields(field(907)))
                .setUnknownFields(field(908))
                .build();
    }

    @Test
    void whatEveryPartTellsMoreIsToldAgain() throws InvalidProtocolBufferException {
        // Given
        io.qipan.proto.ecology.v1.Procedure stored =
                io.qipan.proto.ecology.v1.Procedure.parseFrom(newerInAllParts().toByteArray());

        // When
        io.qipan.proto.ecology.v1.Procedure told =
                ProcedureMessages.message("cases/1", ProcedureMessages.procedure(stored));

        // Then
        assertThat(told.getAdministrative()).isEqualTo(stored.getAdministrative());
        assertThat(told.getCriminal()).isEqualTo(stored.getCriminal());
        assertThat(told.getStepsList()).isEqualTo(stored.getStepsList());
        assertThat(told.getSeizuresList()).isEqualTo(stored.getSeizuresList());
        assertThat(told.getClocks(0).getUnknownFields()).isEqualTo(field(904));
        assertThat(told.getClocks(0).getExtensionsList())
                .isEqualTo(stored.getClocks(0).getExtensionsList());
        assertThat(told.getUnknownFields()).isEqualTo(field(908));
    }

    @Test
    void whatWasToldOfAPartThatIsAnotherNowIsClearedAndTheRestKept() throws InvalidProtocolBufferException {
        // Given
        io.qipan.proto.ecology.v1.Procedure stored =
                io.qipan.proto.ecology.v1.Procedure.parseFrom(newerInAllParts().toByteArray());
        Procedure read = ProcedureMessages.procedure(stored);

        // When
        io.qipan.proto.ecology.v1.Procedure told = ProcedureMessages.message(
                "cases/1",
                new Procedure(
                        new Administrative.Dropped(DUE),
                        read.criminal(),
                        read.police(),
                        read.basis(),
                        read.unestablished(),
                        read.clocks(),
                        read.steps(),
                        read.seizures(),
                        read.examination(),
                        read.service(),
                        read.kept()));

        // Then
        assertThat(told.getAdministrative().getState()).isEqualTo(AdministrativeTrack.State.DROPPED);
        assertThat(told.getAdministrative().getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
        assertThat(told.getCriminal()).isEqualTo(stored.getCriminal());
        assertThat(told.getSeizuresList()).isEqualTo(stored.getSeizuresList());
        assertThat(told.getUnknownFields()).isEqualTo(field(908));
    }

    @Test
    void aKnownKindWithAUnitOrAWatcherThatIsNotIsKeptWholeToo() throws InvalidProtocolBufferException {
        // Given
        io.qipan.proto.ecology.v1.Clock.Builder known = newer().getClocks(0).toBuilder()
                .setKind(io.qipan.proto.ecology.v1.Clock.Kind.SEIZURE)
                .setUnit(io.qipan.proto.ecology.v1.Clock.Unit.NATURAL_DAYS)
                .setCountedUnit(io.qipan.proto.ecology.v1.Clock.Unit.NATURAL_DAYS);
        io.qipan.proto.ecology.v1.Clock watched =
                io.qipan.proto.ecology.v1.Clock.parseFrom(known.build().toByteArray());
        io.qipan.proto.ecology.v1.Clock counted = io.qipan.proto.ecology.v1.Clock.parseFrom(
                known.setUnitValue(9).clearWatchers().build().toByteArray());

        // When
        List<Clock> read = Stream.of(watched, counted).map(ClockMessages::clock).toList();

        // Then
        assertThat(read).extracting(Clock::kind).containsOnly(ClockKind.UNKNOWN);
        assertThat(read)
                .extracting(clock -> ClockMessages.message("cases/1", clock))
                .containsExactly(watched, counted);
    }

    @Test
    void runsOutHereAndKeepsWhatItIs() {
        // Given
        Clock clock = ProcedureMessages.procedure(newer()).clock(1).orElseThrow();

        // When
        io.qipan.proto.ecology.v1.Clock told = ClockMessages.message("cases/1", clock.ranOut(DUE.plusSeconds(1)));

        // Then
        assertThat(told.getKindValue()).isEqualTo(77);
        assertThat(told.getState()).isEqualTo(io.qipan.proto.ecology.v1.Clock.State.OVERDUE);
        assertThat(told.getUnknownFields()).isEqualTo(field(400));
        assertThat(ClockMessages.clock(told).state()).isEqualTo(new Overdue(DUE.plusSeconds(1)));
    }
}
