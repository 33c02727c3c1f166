package io.qipan.launcher.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.JournalServiceGrpc.JournalServiceBlockingStub;
import io.qipan.proto.common.v1.ListChangesRequest;
import io.qipan.proto.common.v1.ListChangesResponse;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the board recorded about the story, by its own journal. */
final class Timeline {

    /**
     * One recorded change.
     *
     * @param story what the clock of the story said when it was recorded
     * @param recordedAt the real time, in UTC
     * @param who the subject of a token, or a deadline of the system
     * @param about a number or a unit, for people
     */
    record Entry(
            String story,
            String occurredAt,
            String recordedAt,
            long revision,
            String who,
            String action,
            String about,
            String resource,
            String reason) {}

    private final JournalServiceBlockingStub journal;
    private final StoryClock clock;
    private final Retries retries = new Retries(Duration.ofSeconds(15));

    Timeline(Channel dispatch, CallCredentials reader, StoryClock clock) {
        this.journal = JournalServiceGrpc.newBlockingStub(dispatch).withCallCredentials(reader);
        this.clock = clock;
    }

    List<Entry> of(List<String> resources) {
        return resources.stream()
                .flatMap(resource -> changes(resource).stream())
                .sorted(Comparator.comparingLong(Change::getRevision))
                .map(this::entry)
                .toList();
    }

    private List<Change> changes(String resource) {
        List<Change> changes = new ArrayList<>();
        String token = "";
        do {
            ListChangesRequest request = ListChangesRequest.newBuilder()
                    .setResource(resource)
                    .setPageToken(token)
                    .build();
            ListChangesResponse page = retries.call(() -> journal.listChanges(request));
            changes.addAll(page.getChangesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return changes;
    }

    private Entry entry(Change change) {
        Instant recorded = Stamps.instant(change.getRecordedAt());
        return new Entry(
                clock.inWords(recorded),
                Stamps.instant(change.getOccurredAt()).toString(),
                recorded.toString(),
                change.getRevision(),
                change.getActor(),
                change.getAction(),
                about(change),
                change.getResource(),
                change.getReason());
    }

    private static String about(Change change) {
        try {
            if (change.getState().is(Call.class)) {
                return change.getState().unpack(Call.class).getNumber();
            }
            if (change.getState().is(Incident.class)) {
                return change.getState().unpack(Incident.class).getNumber();
            }
            if (change.getState().is(Order.class)) {
                return change.getState().unpack(Order.class).getUnit();
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "The journal holds a state that cannot be read: " + change.getResource(), e);
        }
        return change.getResource();
    }
}
