package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.BOAT;
import static io.qipan.patrol.position.Fixes.CAR;
import static io.qipan.patrol.position.Fixes.NOW;
import static io.qipan.patrol.position.Fixes.batch;
import static io.qipan.patrol.position.Fixes.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.qipan.patrol.Patrol;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.KeptFix;
import io.qipan.proto.patrol.v1.ListPositionsRequest;
import io.qipan.proto.patrol.v1.ListQuarantinedPositionsRequest;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.QuarantineReason;
import io.qipan.proto.patrol.v1.QuarantinedFix;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.proto.patrol.v1.StreamPositionsResponse.Quarantined;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Devices with a stream to the service, which is on the real database. */
class PositionStreamIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(NOW);
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final PositionIntake intake = patrol.intake();
    private final TestTokens.Revocable tokens = new TestTokens.Revocable(clock);

    @RegisterExtension
    final RpcHarness harness =
            RpcHarness.serving(() -> patrol.services(intake)).withClock(clock).withVerifier(tokens);

    @BeforeEach
    void start() {
        Fixes.register(patrol, CAR, BOAT);
        intake.start();
    }

    @AfterEach
    void stop() {
        intake.close();
    }

    private Phone phone() {
        return Phone.on(harness.unitChannel(CAR));
    }

    private List<KeptFix> track(String unit) {
        return PositionServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER))
                .listPositions(ListPositionsRequest.newBuilder()
                        .setUnit(unit)
                        .setFrom(Times.message(NOW.minus(Duration.ofDays(300))))
                        .setUntil(Times.message(NOW.plusSeconds(1)))
                        .setPageSize(1_000)
                        .build())
                .getPositionsList();
    }

    private static StreamPositionsResponse acknowledged(long batch, int stored, int duplicate) {
        return StreamPositionsResponse.newBuilder()
                .setBatch(batch)
                .setStored(stored)
                .setDuplicate(duplicate)
                .build();
    }

    @Test
    void batches_are_acknowledged_in_order_and_kept_as_they_were_sent() {
        // Given
        Phone phone = phone();

        // When
        phone.send(batch(1, CAR, 3, 1), batch(2, CAR, 2), batch(5, CAR, 4)).hangUp();

        // Then
        assertThat(phone.end()).containsExactly(acknowledged(1, 2, 0), acknowledged(2, 1, 0), acknowledged(5, 1, 0));
        assertThat(track(CAR)).extracting(kept -> kept.getFix().getSequence()).containsExactly(4L, 3L, 2L, 1L);
        assertThat(track(CAR).getLast()).satisfies(kept -> {
            assertThat(kept.getFix()).isEqualTo(sent(1, NOW.minusSeconds(1)).build());
            assertThat(kept.getDevice()).isEqualTo("phone-1");
            assertThat(kept.getWgs84().getDatum()).isEqualTo(Datum.WGS84);
            assertThat(kept.getReceivedAt()).isEqualTo(Times.message(NOW));
            assertThat(kept.getClockAheadMs()).isEqualTo(2_000);
        });
    }

    @Test
    void what_is_sent_again_after_a_broken_stream_is_stored_once() {
        // Given
        Phone broken = phone();
        broken.send(batch(1, CAR, 1, 2), batch(2, CAR, 3, 4));
        assertThat(broken.acknowledgement()).isEqualTo(acknowledged(1, 2, 0));
        broken.breakOff();

        // When
        Phone again = phone().send(batch(1, CAR, 4, 5, 3, 2, 1, 1)).hangUp();

        // Then
        StreamPositionsResponse answer = again.end().getFirst();
        assertThat(answer.getStored() + answer.getDuplicate()).isEqualTo(6);
        assertThat(answer.getStored()).isBetween(1, 3);
        assertThat(track(CAR)).hasSize(5);
    }

    @Test
    void a_bad_fix_among_good_ones_is_put_apart_with_its_reason() {
        // Given
        StreamPositionsRequest.Builder request = batch(1, CAR, 1)
                .addFixes(sent(2, NOW)
                        .setPoint(Point.newBuilder()
                                .setLatitude(106.8)
                                .setLongitude(39.66)
                                .setDatumValue(77)))
                .addFixes(sent(3, NOW.plusSeconds(301)))
                .addFixes(sent(4, NOW).setFixedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)))
                .addFixes(sent(5, NOW).setSpeedMps(Double.NEGATIVE_INFINITY))
                .addFixes(sent(6, NOW).clearPoint())
                .addFixes(sent(7, NOW.minusSeconds(7)));

        // When
        StreamPositionsResponse answer = phone().send(request).hangUp().end().getFirst();

        // Then
        assertThat(answer.getStored()).isEqualTo(2);
        assertThat(answer.getQuarantinedList())
                .extracting(Quarantined::getSequence, Quarantined::getReason)
                .containsExactly(
                        tuple(2L, QuarantineReason.AXES_SWAPPED),
                        tuple(3L, QuarantineReason.TIME_AHEAD),
                        tuple(4L, QuarantineReason.TIME_MISSING),
                        tuple(5L, QuarantineReason.SPEED_IMPOSSIBLE),
                        tuple(6L, QuarantineReason.POINT_MISSING));
        assertThat(track(CAR)).hasSize(2);
        assertThat(quarantined()).hasSize(5).last().satisfies(one -> {
            assertThat(one.getFix()).isEqualTo(request.getFixes(1));
            assertThat(one.getUnit()).isEqualTo(CAR);
            assertThat(one.getReceivedAt()).isEqualTo(Times.message(NOW));
        });
        assertThat(quarantined())
                .filteredOn(one -> one.getFix().getSequence() == 4)
                .noneMatch(one -> one.getFix().hasFixedAt());
    }

    private List<QuarantinedFix> quarantined() {
        return PositionServiceGrpc.newBlockingStub(harness.channel(Role.ENGINEER))
                .listQuarantinedPositions(ListQuarantinedPositionsRequest.getDefaultInstance())
                .getPositionsList();
    }

    @Test
    void a_foreign_unit_ends_the_stream_after_what_came_before() {
        // Given
        Phone phone = phone();

        // When
        phone.send(batch(1, CAR, 1), batch(2, BOAT, 1));

        // Then
        assertThat(Refusals.reasonOf(phone.failure())).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(phone.acknowledgements()).containsExactly(acknowledged(1, 1, 0));
        assertThat(track(BOAT)).isEmpty();
    }

    @Test
    void a_unit_reads_its_own_track_only() {
        // Given
        var stub = PositionServiceGrpc.newBlockingStub(harness.unitChannel(CAR));
        ListPositionsRequest.Builder request = ListPositionsRequest.newBuilder()
                .setFrom(Times.message(NOW.minusSeconds(9)))
                .setUntil(Times.message(NOW));

        // When
        StatusRuntimeException refused = assertThrows(
                StatusRuntimeException.class,
                () -> stub.listPositions(request.setUnit(BOAT).build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(stub.listPositions(request.setUnit(CAR).build()).getPositionsList())
                .isEmpty();
    }

    @Test
    void an_unknown_unit_ends_its_stream_and_no_other() {
        // Given
        Phone gateway = Phone.on(harness.channel(Role.SERVICE));
        Phone other = phone();

        // When
        gateway.send(batch(1, "units/none", 1));
        other.send(batch(1, CAR, 1)).hangUp();

        // Then
        assertThat(Refusals.reasonOf(gateway.failure())).isEqualTo(Reason.NOT_FOUND);
        assertThat(other.end()).containsExactly(acknowledged(1, 1, 0));
    }

    @Test
    void batch_numbers_rise() {
        // Given
        Phone phone = phone();

        // When
        phone.send(batch(2, CAR, 1), batch(2, CAR, 2));

        // Then
        assertThat(Refusals.reasonOf(phone.failure())).isEqualTo(Reason.INVALID_FIELD);
        assertThat(phone.acknowledgements()).containsExactly(acknowledged(2, 1, 0));
    }

    @Test
    void a_message_of_a_wrong_shape_ends_the_stream() {
        // Given
        Phone phone = phone();

        // When
        phone.send(batch(1, CAR, 1), batch(2, CAR));

        // Then
        assertThat(Refusals.reasonOf(phone.failure())).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void a_token_that_expires_ends_the_stream() {
        // Given
        Phone phone = phone().send(batch(1, CAR, 1));
        phone.acknowledgement();

        // When
        clock.set(Instant.parse("2100-01-01T00:01:00Z"));
        phone.send(batch(2, CAR, 2));

        // Then
        assertThat(Refusals.reasonOf(phone.failure())).isEqualTo(Reason.TOKEN_EXPIRED);
    }

    @Test
    void a_key_that_is_revoked_ends_the_streams_of_its_tokens() {
        // Given
        Phone phone = phone().send(batch(1, CAR, 1));
        phone.acknowledgement();

        // When
        tokens.revoke();
        phone.send(batch(2, CAR, 2));

        // Then
        assertThat(Refusals.reasonOf(phone.failure())).isEqualTo(Reason.TOKEN_INVALID);
    }
}
