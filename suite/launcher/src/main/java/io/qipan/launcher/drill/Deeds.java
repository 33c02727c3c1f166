package io.qipan.launcher.drill;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc.AfterActionServiceBlockingStub;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.ShowMomentRequest;
import io.qipan.proto.dispatch.v1.ShowMomentResponse;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.ShowStoryResponse;
import io.qipan.proto.dispatch.v1.StoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads what was done about incidents, of an exercise and of the real thing by the same rule. */
final class Deeds {
    private static final int PAGE = 500;

    private final AfterActionServiceBlockingStub afterAction;
    private final Retries retries;

    Deeds(Channel dispatch, Retries retries) {
        this.afterAction = AfterActionServiceGrpc.newBlockingStub(dispatch);
        this.retries = retries;
    }

    Done of(String incident) {
        List<StoryEntry> entries = new ArrayList<>();
        ShowStoryRequest.Builder request =
                ShowStoryRequest.newBuilder().setIncident(incident).setPageSize(PAGE);
        String number;
        do {
            ShowStoryResponse page = retries.call(() -> afterAction.showStory(request.build()));
            number = page.getHead().getNumber();
            entries.addAll(page.getEntriesList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        List<Change> states = entries.isEmpty() ? List.of() : states(incident, entries.getLast());
        return new Done(number, firstOrder(entries), units(states), plan(states));
    }

    private static Optional<Double> firstOrder(List<StoryEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.getAction().equals("order.requested"))
                .map(StoryEntry::getSinceS)
                .min(Double::compare);
    }

    /** As they were when the last thing of the story was recorded, by the service's own clock. */
    private List<Change> states(String incident, StoryEntry last) {
        List<Change> states = new ArrayList<>();
        ShowMomentRequest.Builder request = ShowMomentRequest.newBuilder()
                .setAt(last.getRecordedAt())
                .addKinds("orders")
                .addKinds("incidentResponses")
                .setOptionalIncident(incident)
                .setIncludeEnded(true)
                .setPageSize(PAGE);
        do {
            ShowMomentResponse page = retries.call(() -> afterAction.showMoment(request.build()));
            states.addAll(page.getResourcesList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return states;
    }

    private static SortedSet<String> units(List<Change> states) {
        SortedSet<String> units = new TreeSet<>();
        for (Change change : states) {
            if (change.getState().is(Order.class)) {
                units.add(unpacked(change.getState(), Order.class).getUnit());
            }
        }
        return units;
    }

    private static Optional<String> plan(List<Change> states) {
        return states.stream()
                .map(Change::getState)
                .filter(state -> state.is(IncidentResponse.class))
                .map(state -> unpacked(state, IncidentResponse.class))
                .map(response -> response.getPlan() + "/" + response.getLevel())
                .findFirst();
    }

    private static <M extends com.google.protobuf.Message> M unpacked(Any state, Class<M> type) {
        try {
            return state.unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new UserError("The feed has a state that this client is too old for: " + state.getTypeUrl(), e);
        }
    }
}
