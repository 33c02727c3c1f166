package io.qipan.runtime.relay;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.journal.Sequencer;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The relay with a real broker and a real database. */
class RelayIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    @TempDir
    static Path folder = Path.of("");

    private static Broker broker;

    private final TestClock clock = TestClock.standing();
    private final PostgresUnitOfWork unitOfWork = DATABASE.unitOfWork();
    private final FeedStore store = new FeedStore(unitOfWork);
    private final Feed feed = new Feed(new Sequencer(unitOfWork), store);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String topic = "qipan-" + UUID.randomUUID();
    private final List<Topic> opened = new ArrayList<>();
    /** A gauge does not keep what it measures. */
    private final List<FeedRelay> made = new ArrayList<>();

    @BeforeAll
    static void startABroker() {
        broker = new Broker(folder);
    }

    @AfterAll
    static void stopIt() {
        broker.close();
    }

    @BeforeEach
    void follow() {
        feed.start();
    }

    @AfterEach
    void close() {
        opened.forEach(Topic::close);
        feed.close();
    }

    @Test
    void eachChangeOfAKindThatIsNamedComesUnderItsResourceInOrder() throws InvalidProtocolBufferException {
        // Given
        tell(IntStream.range(0, 300).mapToObj(i -> "incidents/" + i % 7));
        tell(Stream.of("calls/1", "orders/1", "calls/1"));

        // When
        relay(open()).handle();

        // Then
        List<CloudEvent> events = read();
        assertThat(events).hasSize(301);
        Map<String, List<Long>> bySubject = events.stream()
                .collect(groupingBy(CloudEvent::getSubject, mapping(event -> Long.valueOf(event.getId()), toList())));
        assertThat(bySubject.keySet()).hasSize(8).contains("orders/1").doesNotContain("calls/1");
        assertThat(bySubject.values()).allSatisfy(ids -> assertThat(ids).isSorted());
        assertThat(events).allSatisfy(event -> assertThat(event.getSource()).hasToString("/dispatch-service/feed"));
        assertThat(broker.read(topic))
                .allSatisfy(record -> assertThat(record.key())
                        .isEqualTo(event(record).getSubject())
                        .isEqualTo(event(record).getExtension("partitionkey")));
        CloudEvent thin = of(events, "incidents/1");
        assertThat(thin.getType()).isEqualTo("io.qipan.test.changed");
        assertThat(thin.getData()).isNull();
        assertThat(thin.getExtensionNames()).doesNotContain("actor", "reason");
        CloudEvent whole = of(events, "orders/1");
        assertThat(whole.getDataSchema()).hasToString("https://type.googleapis.com/google.protobuf.StringValue");
        byte[] data = Objects.requireNonNull(whole.getData()).toBytes();
        assertThat(StringValue.parseFrom(data).getValue()).isEqualTo("state of orders/1");
        assertThat(whole.getExtension("actor")).isEqualTo("system:test");
        assertThat(meters.counter("qipan.relay.sent").count()).isEqualTo(301);
        assertThat(meters.get("qipan.relay.behind").gauge().value()).isZero();
    }

    @Test
    void whatWasPublishedByAProcessThatDiedBeforeItNotedThatComesAgainAndNothingIsLost() {
        // Given
        tell(IntStream.range(0, 50).mapToObj(i -> "incidents/" + i % 5));
        Topic kafka = open();
        Throwable died = catchThrowable(() -> relay(new Dying(kafka)).handle());
        tell(IntStream.range(0, 50).mapToObj(i -> "incidents/" + i % 5));

        // When
        relay(open()).handle();

        // Then
        List<CloudEvent> events = read();
        assertThat(died).hasMessage("killed");
        assertThat(events).hasSizeGreaterThan(100);
        Map<String, LinkedHashSet<Long>> once = events.stream()
                .collect(groupingBy(
                        CloudEvent::getSubject,
                        mapping(event -> Long.valueOf(event.getId()), toCollection(LinkedHashSet::new))));
        assertThat(once.values().stream().flatMap(Set::stream).sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 100).mapToObj(Long::valueOf).toList());
        assertThat(once.values())
                .allSatisfy(ids -> assertThat(new ArrayList<>(ids)).isSorted());
        assertThat(catchThrowable(() -> kafka.publish(events.subList(0, 1))))
                .as("whoever was thought dead is fenced off")
                .isNotNull();
    }

    @Test
    void whileTheBrokerIsAwayNothingMovesAndThenAllOfItComes() {
        // Given
        FeedRelay relay = relay(open());
        tell(Stream.of("incidents/1"));
        relay.handle();
        broker.stop();
        tell(Stream.of("incidents/2", "incidents/1"));
        long start = System.nanoTime();
        Throwable away = catchThrowable(relay::handle);
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        broker.start();

        // When
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> {
                    relay.handle();
                    return true;
                });

        // Then
        assertThat(away).isNotNull();
        assertThat(waited).isLessThan(Duration.ofSeconds(25));
        assertThat(meters.counter("qipan.relay.failures").count()).isPositive();
        assertThat(read().stream().map(CloudEvent::getId).distinct()).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void itBeginsOnceHoweverManyReplicasStart() {
        // Given
        FeedRelay one = relay(open());
        one.begin();
        DATABASE.execute("update deadline set due_at = due_at + interval '30 s', attempts = 3");

        // When
        relay(open()).begin();

        // Then
        assertThat(unitOfWork.read(() -> Tx.current()
                        .query("select attempts from deadline where kind = 'feed.relay'")
                        .iterator()
                        .next()
                        .getInteger("attempts")))
                .isEqualTo(3);
    }

    private Topic open() {
        Topic kafka = new KafkaTopic(topic, broker.address(), new Properties());
        opened.add(kafka);
        return kafka;
    }

    private FeedRelay relay(Topic to) {
        Events events =
                new Events(URI.create("/dispatch-service/feed"), Set.of("incidents", "orders"), Set.of("orders"));
        FeedRelay relay = new FeedRelay(unitOfWork, new PostgresDeadlines(clock), store, clock, events, to, meters);
        made.add(relay);
        return relay;
    }

    /** Each in a transaction of its own; returns when all are in the feed. */
    private void tell(Stream<String> resources) {
        long before = store.newest();
        List<String> all = resources.toList();
        for (String resource : all) {
            unitOfWork.run("system:test", () -> {
                new PostgresJournal(clock)
                        .append(resource, "test.changed", clock.instant(), "", StringValue.of("state of " + resource));
                return resource;
            });
        }
        feed.wake();
        await().until(() -> store.newest() == before + all.size());
    }

    private List<CloudEvent> read() {
        return broker.read(topic).stream().map(RelayIT::event).toList();
    }

    private static CloudEvent event(ConsumerRecord<String, byte[]> message) {
        return KafkaMessageFactory.createReader(message).toEvent();
    }

    private static CloudEvent of(List<CloudEvent> events, String subject) {
        return events.stream()
                .filter(event -> subject.equals(event.getSubject()))
                .findFirst()
                .orElseThrow();
    }

    /** Publishes, and then the process is gone. */
    private record Dying(Topic topic) implements Topic {

        @Override
        public String name() {
            return topic.name();
        }

        @Override
        public void publish(List<CloudEvent> events) {
            topic.publish(events);
            throw new IllegalStateException("killed");
        }

        @Override
        public void close() {
            topic.close();
        }
    }
}
