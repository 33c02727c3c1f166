package io.qipan.ecology.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.MoveKind;
import io.qipan.ecology.procedure.model.Procedure;
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
