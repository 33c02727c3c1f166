package io.qipan.runtime.relay;

import com.google.protobuf.Timestamp;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.qipan.proto.common.v1.Change;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes as CloudEvents 1.0. An event says that something happened to a resource, and no more: who wants to know what has to ask
 * the service, and is told what it may know. Of some kinds the whole resource goes along.
 *
 * @param source of the events: this service and its feed, so that ids never mean two things
 * @param kinds that are carried at all
 * @param whole kinds whose resources go along, with who changed them and why
 */
record Events(URI source, Set<String> kinds, Set<String> whole) {
    /** A bigger resource stays here: brokers take 1 MiB with everything, and one that they refuse would be in the way for good. */
    static final int MOST_BYTES = 512 << 10;

    List<CloudEvent> of(List<Change> changes) {
        return changes.stream().map(this::of).flatMap(Optional::stream).toList();
    }

    private Optional<CloudEvent> of(Change change) {
        String kind = change.getResource()
                .substring(0, Math.max(0, change.getResource().indexOf('/')));
        if (!kinds.contains(kind)) {
            return Optional.empty();
        }
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(Long.toString(change.getRevision()))
                .withSource(source)
                .withType("io.qipan." + change.getAction())
                .withSubject(change.getResource())
                .withTime(time(change.getOccurredAt()))
                .withExtension("partitionkey", change.getResource())
                .withExtension("recordedtime", time(change.getRecordedAt()));
        if (whole.contains(kind)) {
            addState(event, change);
        }
        return Optional.of(event.build());
    }

    private static void addState(CloudEventBuilder event, Change change) {
        event.withDataSchema(URI.create("https://" + change.getState().getTypeUrl()))
                .withExtension("actor", change.getActor());
        if (change.getState().getValue().size() <= MOST_BYTES) {
            event.withData("application/protobuf", change.getState().getValue().toByteArray());
        }
        if (!change.getReason().isEmpty()) {
            event.withExtension("reason", change.getReason());
        }
    }

    private static OffsetDateTime time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).atOffset(ZoneOffset.UTC);
    }
}
