package io.qipan.runtime.relay;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Apache Kafka. Events that are published together are one transaction of its, by the name of the topic: of a batch that
 * failed in the middle nobody who reads committed records sees a part, and whoever published before and was thought dead is fenced
 * off by the broker.
 */
final class KafkaTopic implements Topic {

    /** What publishing waits for at most, well within the time that a deadline is held (30 s). */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final String name;
    private final Properties settings = new Properties();
    private @Nullable Producer<String, byte[]> producer;

    /**
     * @param servers {@code host:port}, separated by commas
     * @param others settings of the client, for TLS and SASL; ours go first
     */
    KafkaTopic(String name, String servers, Properties others) {
        this.name = name;
        settings.putAll(others);
        settings.putAll(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "qipan-relay-" + name,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                "5",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                milliseconds(PATIENCE),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                milliseconds(PATIENCE.dividedBy(2)),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                milliseconds(PATIENCE),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                milliseconds(PATIENCE.multipliedBy(3))));
    }

    private static String milliseconds(Duration time) {
        return Long.toString(time.toMillis());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void publish(List<CloudEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            Producer<String, byte[]> open = open();
            open.beginTransaction();
            for (CloudEvent event : events) {
                send(open, event);
            }
            open.commitTransaction();
        } catch (RuntimeException e) {
            // The next producer of this name ends what this one has begun.
            close();
            throw e;
        }
    }

    /** What fails later comes out of the commit; what failed at once may have waited, and each further one would. */
    private void send(Producer<String, byte[]> to, CloudEvent event) {
        Future<RecordMetadata> sent =
                to.send(KafkaMessageFactory.createWriter(name, Objects.requireNonNull(event.getSubject()))
                        .writeBinary(event));
        if (sent.state() == Future.State.FAILED) {
            throw new IllegalStateException(
                    event.getSource() + " " + event.getId() + " cannot be sent to " + name, sent.exceptionNow());
        }
    }

    private Producer<String, byte[]> open() {
        Producer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    @Override
    public synchronized void close() {
        Producer<String, byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
