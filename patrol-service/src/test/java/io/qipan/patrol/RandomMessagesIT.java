package io.qipan.patrol;

import io.qipan.patrol.coverage.Surveyor;
import io.qipan.patrol.history.FleetHistory;
import io.qipan.patrol.sensor.SensorBoard;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc;
import io.qipan.proto.patrol.v1.DeviceServiceGrpc;
import io.qipan.proto.patrol.v1.FleetHistoryServiceGrpc;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.LiveServiceGrpc;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.SensorServiceGrpc;
import io.qipan.proto.patrol.v1.SuspicionServiceGrpc;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code -Dqipan.test.messages=10000} throws more, {@code -Dqipan.test.seed=N} the same ones again. */
class RandomMessagesIT {
    private static final int MESSAGES = Integer.getInteger("qipan.test.messages", 500);
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> {
        List<RpcService> services = new ArrayList<>(
                Patrol.onPostgres(DATABASE.unitOfWork(), InstantSource.system()).services());
        services.addAll(
                Surveyor.on(DATABASE.unitOfWork(), InstantSource.system()).services());
        services.add(FleetHistory.onPostgres(DATABASE.unitOfWork(), InstantSource.system()));
        services.addAll(SensorBoard.onPostgres(DATABASE.unitOfWork(), InstantSource.system())
                .services());
        return services;
    });

    @Test
    void random_messages_at_units_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, UnitServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_commitments_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, CommitmentServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_the_grid_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, GridServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_positions_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, PositionServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_tracks_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, TrackServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_devices_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, DeviceServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_coverage_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, CoverageServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_suspicions_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, SuspicionServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_the_past_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, FleetHistoryServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_the_live_picture_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, LiveServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }

    @Test
    void random_messages_at_sensors_are_answered_or_refused_clearly() {
        RandomMessages.throwAt(harness, SensorServiceGrpc.getServiceDescriptor(), MESSAGES, SEED);
    }
}
