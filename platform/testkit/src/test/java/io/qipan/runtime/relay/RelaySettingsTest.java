package io.qipan.runtime.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.TestClock;
import io.quarkus.runtime.StartupEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelaySettingsTest {

    private static final JournaledKinds KINDS = JournaledKinds.readBy(Map.of(
            "calls", CallServiceGrpc.getGetCallMethod(), "incidents", IncidentServiceGrpc.getGetIncidentMethod()));

    private static RelaySettings settings(Optional<String> servers, List<String> kinds, List<String> whole) {
        return new RelaySettings(servers, "topic", Optional.empty(), Optional.of(kinds), Optional.of(whole), KINDS);
    }

    @Test
    void carriesNothingThatNobodyHasNamed() {
        // When
        var attempt = assertThatThrownBy(() -> settings(Optional.of("broker:9092"), List.of(), List.of()));

        // Then
        attempt.hasMessageContaining("names no kind of resource").hasMessageContaining("[calls, incidents]");
    }

    @Test
    void refusesKindsThatAreNotThere() {
        // When
        var attempt = assertThatThrownBy(() -> settings(Optional.of("broker:9092"), List.of("incident"), List.of()));

        // Then
        attempt.hasMessageContaining("qipan.relay.kinds is [incident], and this service has only [calls, incidents]");
    }

    @Test
    void carriesNothingWholeThatIsNotCarried() {
        // When
        var attempt =
                assertThatThrownBy(() -> settings(Optional.of("broker:9092"), List.of("incidents"), List.of("calls")));

        // Then
        attempt.hasMessageContaining("qipan.relay.whole-kinds is [calls]");
    }

    @Test
    void withoutServersNoClientIsMadeAndWhatIsLeftOfItIsLifted() {
        // Given
        TestClock clock = TestClock.standing();
        FakeDeadlines deadlines = new FakeDeadlines();
        FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(deadlines);
        Instant left = unitOfWork.run("system:test", () -> {
            deadlines.set(FeedRelay.KIND, FeedRelay.SUBJECT, clock.instant());
            return clock.instant();
        });
        RelayStart off = new RelayStart(
                settings(Optional.empty(), List.of(), List.of()),
                "dispatch-service",
                unitOfWork,
                deadlines,
                new FeedStore(unitOfWork),
                clock,
                new SimpleMeterRegistry());
        off.start(new StartupEvent());

        // When
        off.handle(new Due(FeedRelay.KIND, FeedRelay.SUBJECT, left, 0));

        // Then
        assertThat(deadlines.standing()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread ->
                        thread.getName().startsWith("kafka-producer-network-thread | producer-qipan-relay-topic"));
    }
}
