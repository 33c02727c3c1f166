package io.qipan.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseFailureTest {

    /** As the client said them while PostgreSQL was stopped with {@code -m immediate}. */
    static Stream<Throwable> lostConnections() {
        return Stream.of(
                new IOException("Connection reset"),
                new VertxException("Connection closed"),
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
                new PgException("terminating connection due to immediate shutdown command", "WARNING", "57P01", ""),
                new PgException("the database system is starting up", "FATAL", "57P03", ""));
    }

    @ParameterizedTest
    @MethodSource("lostConnections")
    void aLostConnectionIsUnavailableAndNoFaultOfOurs(Throwable failure) {
        // When
        RuntimeException told = DatabaseFailure.translate(failure);

        // Then
        assertThat(told)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.DEPENDENCY_UNAVAILABLE));
    }
}
