package io.qipan.runtime.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.cloudevents.CloudEvent;
import io.qipan.proto.common.v1.Change;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventsTest {

    private static final Events EVENTS =
            new Events(URI.create("/patrol-service/feed"), Set.of("units"), Set.of("units"));

    private static Change change(int stateBytes) {
        return Change.newBuilder()
                .setRevision(7)
                .setResource("units/1")
                .setAction("unit.registered")
                .setActor("wang")
                .setOccurredAt(Timestamp.newBuilder().setSeconds(1_800_000_000))
                .setRecordedAt(Timestamp.newBuilder().setSeconds(1_800_000_060))
                .setState(Any.newBuilder()
                        .setTypeUrl("type.googleapis.com/qipan.patrol.v1.Unit")
                        .setValue(ByteString.copyFrom(new byte[stateBytes])))
                .build();
    }

    @Test
    void tellsWhenItHappenedAndWhenItWasRecorded() {
        // When
        CloudEvent event = EVENTS.of(List.of(change(1))).getFirst();

        // Then
        assertThat(event.getTime()).isEqualTo("2027-01-15T08:00:00Z");
        assertThat(event.getExtension("recordedtime")).hasToString("2027-01-15T08:01Z");
    }

    @Test
    void aResourceThatNoBrokerTakesIsToldWithoutItsContent() {
        // When
        List<CloudEvent> events = EVENTS.of(List.of(change(Events.MOST_BYTES), change(Events.MOST_BYTES + 1)));

        // Then
        assertThat(events.getFirst().getData()).isNotNull();
        assertThat(events.getLast().getData()).isNull();
        assertThat(events.getLast().getSubject()).isEqualTo("units/1");
    }
}
