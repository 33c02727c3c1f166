package io.qipan.runtime.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.peer.PeerCredentials;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two services, two databases, a real watch. */
class FeedFollowerIT {

    @RegisterExtension
    static final TestDatabase OURS = TestDatabase.migrated("db/runtime");

    @RegisterExtension
    static final TestDatabase THEIRS = TestDatabase.migrated("db/runtime");

    private static final String FEED = "dispatch/incidents";

    private final TestClock clock = TestClock.standing();
    private final OtherService other = new OtherService(THEIRS, TestClock.standing());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    /** What is thrown where a state says so. */
    private final Map<String, RuntimeException> trouble = new ConcurrentHashMap<>();

    private final List<FeedFollower> followers = new ArrayList<>();

    @TempDir
    Path folder = Path.of("");

    private Optional<Peer> peer = Optional.empty();

    /** Takes what each state says, but what is said to nobody. */
    private record Sayings(Peer peer, List<String> taken, Map<String, RuntimeException> trouble)
            implements FollowedFeed {

        @Override
        public String service() {
            return "dispatch";
        }

        @Override
        public List<String> kinds() {
            return List.of("incidents");
        }

        @Override
        public Optional<Runnable> news(Any state) throws InvalidProtocolBufferException {
            String says = state.unpack(StringValue.class).getValue();
            return says.isEmpty() ? Optional.empty() : Optional.of(() -> take(says));
        }

        private void take(String says) {
            RuntimeException thrown = trouble.get(says);
            if (thrown != null) {
                throw thrown;
            }
            taken.add(says);
        }
    }

    @BeforeEach
    void serve() throws IOException {
        other.start();
        Path token = folder.resolve("token.jwt");
        Files.writeString(token, TestTokens.mint("ecology-service", Role.SERVICE));
        peer = Optional.of(new Peer("dispatch-service", other.address(), PeerCredentials.token(token)));
    }

    @AfterEach
    void end() {
        followers.forEach(FeedFollower::close);
        peer.ifPresent(Peer::close);
        other.close();
    }

    private void follow() {
        FeedFollower follower = new FeedFollower(
                new Sayings(peer.orElseThrow(), taken, trouble),
                OURS.unitOfWork(),
                clock,
                meters,
                Duration.ofMillis(50));
        followers.add(follower);
        follower.start();
    }

    private void untilTaken(String... sayings) {
        await().untilAsserted(() -> assertThat(taken).containsExactly(sayings));
    }

    private double failures(String why) {
        return meters.get("qipan.followed.failures")
                .tags("feed", FEED, "why", why)
                .counter()
                .count();
    }

    private double counted(String counter) {
        return meters.get(counter).tag("feed", FEED).counter().count();
    }

    private double silence() {
        return meters.get("qipan.followed.silence.seconds")
                .tag("feed", FEED)
                .gauge()
                .value();
    }

    private static List<String> passedOver() {
        return OURS.unitOfWork().read(() -> {
            List<String> rows = new ArrayList<>();
            for (Row row : Tx.current().query("select * from passed_over order by resource")) {
                rows.add(row.getString("service") + " " + row.getString("resource") + " " + row.getString("reason")
                        + " " + row.getString("message"));
            }
            return rows;
        });
    }

    @Test
    void goesOnWhereItWasWhenTheOtherServiceIsBack() {
        // Given
        other.tell("one", "incidents/1");
        follow();
        untilTaken("one");

        // When
        other.stop();
        await().until(() -> failures("away") > 0);
        other.start();
        other.tell("two", "incidents/2");

        // Then
        untilTaken("one", "two");
        assertThat(counted("qipan.followed.restarts")).isZero();
    }

    @Test
    void goesOnWhereItWasAfterARestartOfItsOwn() {
        // Given
        other.tell("one", "incidents/1");
        follow();
        untilTaken("one");
        followers.getFirst().close();
        other.tell("two", "incidents/2");

        // When
        follow();

        // Then
        untilTaken("one", "two");
    }

    @Test
    void startsFromThePresentStateWhenTheDatabaseThereWentBack() {
        // Given
        other.tell("one", "incidents/1");
        other.tell("two", "incidents/2");
        follow();
        untilTaken("one", "two");

        // When
        other.stop();
        other.restoreTo(1);
        other.start();
        other.tell("another two", "incidents/2");

        // Then
        await().until(() -> taken.contains("another two"));
        assertThat(taken).containsExactly("one", "two", "one", "another two");
        assertThat(counted("qipan.followed.restarts")).isEqualTo(1);
    }

    @Test
    void startsFromThePresentStateWhenItsBookmarkIsTooOld() {
        // Given
        other.tell("one", "incidents/1");
        follow();
        untilTaken("one");
        followers.getFirst().close();
        other.tell("two", "incidents/1");
        other.stop();
        other.haveAMillionOtherChanges();
        other.start();

        // When
        follow();

        // Then
        untilTaken("one", "two");
        assertThat(counted("qipan.followed.restarts")).isEqualTo(1);
    }

    @Test
    void whatFailsOnceIsTakenTheNextTimeAndInOrder() {
        // Given
        trouble.put("one", new IllegalStateException("a pointer was null"));
        other.tell("one", "incidents/1");
        follow();
        await().until(() -> failures("failed") > 0);
        other.tell("two", "incidents/2");

        // When
        trouble.clear();

        // Then
        untilTaken("one", "two");
        assertThat(passedOver()).isEmpty();
    }

    @Test
    void whatFailsAlwaysKeepsTheFeedWaitingAndIsHeardAsSilence() {
        // Given
        trouble.put("two", new IllegalStateException("a pointer is null"));
        other.tell("one", "incidents/1");
        follow();
        untilTaken("one");
        other.tell("two", "incidents/2");
        other.tell("three", "incidents/3");
        await().until(() -> failures("failed") > 1);

        // When
        clock.advance(Duration.ofSeconds(90));

        // Then
        double failed = failures("failed");
        await().until(() -> failures("failed") > failed + 3);
        assertThat(taken).containsExactly("one");
        assertThat(silence()).isGreaterThanOrEqualTo(90);
        assertThat(passedOver()).isEmpty();
    }

    @Test
    void whatIsRefusedForItselfIsPassedOverWithItsReason() {
        // Given
        trouble.put("two", Refusal.notFound("clues/\0 of two").asException());
        other.tell("one", "incidents/1");
        other.tell("two", "incidents/2");
        other.tell("three", "incidents/3");

        // When
        follow();

        // Then
        untilTaken("one", "three");
        assertThat(passedOver()).containsExactly("dispatch incidents/2 NOT_FOUND There is no clues/ of two.");
        assertThat(counted("qipan.followed.passed.over")).isEqualTo(1);
    }

    @Test
    void whatWasPassedOverIsOutOfTheWayOnceALaterStateIsTaken() {
        // Given
        trouble.put("two", Refusal.notFound("clues/2").asException());
        other.tell("two", "incidents/2");
        follow();
        await().until(() -> !passedOver().isEmpty());

        // When
        other.tell("two, but better", "incidents/2");

        // Then
        untilTaken("two, but better");
        await().untilAsserted(() -> assertThat(passedOver()).isEmpty());
    }

    @Test
    void whatWasPassedOverIsOutOfTheWayOnceALaterStateCallsForNothing() {
        // Given
        trouble.put("two", Refusal.notFound("clues/2").asException());
        other.tell("two", "incidents/2");
        follow();
        await().until(() -> !passedOver().isEmpty());

        // When
        other.tell("", "incidents/2");

        // Then
        await().untilAsserted(() -> assertThat(passedOver()).isEmpty());
        assertThat(taken).isEmpty();
    }

    @Test
    void whatWasPassedOverIsNotSettledByAnEarlierState() {
        // Given
        OURS.execute("insert into passed_over (service, resource, revision, reason, message, first_at, last_at)"
                + " values ('dispatch', 'incidents/1', 7, 'NOT_FOUND', 'No.', now(), now())");
        other.tell("one", "incidents/1");

        // When
        follow();

        // Then
        untilTaken("one");
        other.tell("two", "incidents/2");
        untilTaken("one", "two");
        assertThat(passedOver()).containsExactly("dispatch incidents/1 NOT_FOUND No.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"DEPENDENCY_UNAVAILABLE", "CONCURRENT_CHANGE", "DEADLINE_PASSED", "SHUTTING_DOWN"})
    void whatIsRefusedForTheMomentIsNotPassedOver(Reason reason) {
        // Given
        trouble.put("one", Refusal.of(reason, "Not now.").asException());
        other.tell("one", "incidents/1");
        other.tell("two", "incidents/2");
        follow();
        await().until(() -> failures("failed") > 1);

        // When
        trouble.clear();

        // Then
        untilTaken("one", "two");
        assertThat(passedOver()).isEmpty();
        assertThat(counted("qipan.followed.passed.over")).isZero();
    }

    /** Of another role, or over. */
    private static Stream<String> notLetIn() {
        return Stream.of(
                TestTokens.mint("ecology-service", Role.AGENCY),
                TestTokens.claims("ecology-service", Role.SERVICE)
                        .until(Instant.parse("2026-01-01T00:00:00Z"))
                        .signed());
    }

    @ParameterizedTest
    @MethodSource("notLetIn")
    void whoeverIsNotLetInIsCountedAndAsksAgain(String token) throws IOException {
        // Given
        Path stranger = folder.resolve("stranger.jwt");
        Files.writeString(stranger, token);
        peer.orElseThrow().close();
        peer = Optional.of(new Peer("dispatch-service", other.address(), PeerCredentials.token(stranger)));
        other.tell("one", "incidents/1");

        // When
        follow();

        // Then
        await().until(() -> failures("refused") > 1);
        assertThat(failures("away")).isZero();
        assertThat(taken).isEmpty();
        assertThat(counted("qipan.followed.restarts")).isZero();
    }
}
