package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.CAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.RpcServer;
import io.qipan.testkit.PostgresResource;
import io.qipan.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The service as it runs, with a device that sends as fast as it can. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PositionTransportIT {
    private static final int BATCHES = 400;
    private static final int FIXES = 250;
    private static final String HELD = "units/held";
    private static final Duration HELD_FOR = Duration.ofMillis(500);
    /** Eight batches of 20 kB that the stream reads ahead, the window of the server, and what the client keeps ready. */
    private static final long MOST_UNDER_WAY_BYTES = 500_000;

    @Inject
    RpcServer server;

    @SuppressWarnings("NullAway.Init")
    private ManagedChannel connection;

    @BeforeEach
    void connect() {
        connection = ManagedChannelBuilder.forAddress("localhost", server.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void disconnect() {
        connection.shutdownNow();
    }

    private Channel as(String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return ClientInterceptors.intercept(connection, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static StreamPositionsRequest.Builder batch(int number, Instant now) {
        StreamPositionsRequest.Builder batch = StreamPositionsRequest.newBuilder()
                .setBatch(number)
                .setUnit(CAR)
                .setDevice("phone-1");
        for (int i = 0; i < FIXES; i++) {
            long sequence = (long) number * FIXES + i;
            batch.addFixes(Fixes.sent(sequence, now.minusSeconds(sequence)));
        }
        return batch;
    }

    @Test
    void a_days_track_comes_in_one_burst(TestReporter reporter) {
        // Given
        register(CAR);
        Phone phone = Phone.on(as(TestTokens.mintUnit("car", CAR)));
        long begin = System.nanoTime();
        Instant now = Instant.now();

        // When
        for (int i = 1; i <= BATCHES; i++) {
            phone.send(batch(i, now));
        }

        // Then
        List<StreamPositionsResponse> acknowledged = phone.hangUp().end();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(acknowledged)
                .hasSize(BATCHES)
                .allSatisfy(one -> assertThat(one.getStored()).isEqualTo(FIXES));
        reporter.publishEntry("fixes per second", Long.toString(BATCHES * FIXES * 1_000L / took.toMillis()));
    }

    @Test
    void a_device_is_held_back_while_its_fixes_cannot_be_stored() throws SQLException {
        // Given
        register(HELD);
        Phone phone = Phone.on(as(TestTokens.mintUnit("held", HELD)));
        Instant now = Instant.now();
        AtomicInteger batches = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table position in access exclusive mode");

            // When
            await().during(HELD_FOR).atMost(HELD_FOR.multipliedBy(20)).until(() -> {
                while (phone.isReady()) {
                    StreamPositionsRequest.Builder next =
                            batch(batches.incrementAndGet(), now).setUnit(HELD);
                    bytes.addAndGet(next.build().getSerializedSize());
                    phone.send(next);
                }
                return !phone.isReady();
            });
        }

        // Then
        List<StreamPositionsResponse> acknowledged = phone.hangUp().end();
        assertThat(acknowledged).hasSize(batches.get());
        assertThat(bytes.get()).isLessThan(MOST_UNDER_WAY_BYTES);
    }

    private void register(String unit) {
        var ignored = UnitServiceGrpc.newBlockingStub(as(TestTokens.mint("tester", Role.ENGINEER)))
                .registerUnit(RegisterUnitRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(unit)
                        .setCallSign(unit)
                        .setKind("patrol_car")
                        .build());
    }

    private static Connection database() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("qipan.db.user", String.class),
                config.getValue("qipan.db.password", String.class));
    }
}
