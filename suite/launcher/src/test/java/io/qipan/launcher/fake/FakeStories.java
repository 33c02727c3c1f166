package io.qipan.launcher.fake;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc;
import io.qipan.proto.dispatch.v1.FieldChange;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.ShowStoryResponse;
import io.qipan.proto.dispatch.v1.StoryClock;
import io.qipan.proto.dispatch.v1.StoryEntry;
import io.qipan.proto.dispatch.v1.StoryHead;
import java.util.ArrayList;
import java.util.List;

/** Tells the same story of an exercise of every incident, in two pages. */
public final class FakeStories extends AfterActionServiceGrpc.AfterActionServiceImplBase {
    public final List<ShowStoryRequest> requests = new ArrayList<>();

    @Override
    public void showStory(ShowStoryRequest request, StreamObserver<ShowStoryResponse> observer) {
        FakeStore.answer(observer, () -> {
            requests.add(request);
            ShowStoryResponse.Builder page = ShowStoryResponse.newBuilder()
                    .setHead(StoryHead.newBuilder()
                            .setIncident(request.getIncident())
                            .setNumber("I2026-000001")
                            .setDrill(true)
                            .setCall("calls/1")
                            .setCountedFrom(Timestamp.newBuilder().setSeconds(1_795_140_000)));
            if (request.getPageToken().isEmpty()) {
                return page.addClocks(StoryClock.newBuilder()
                                .setMeasure(Measure.SIGNING)
                                .setSubject("orders/1")
                                .setUnit("units/car-1")
                                .setEndedAt(Timestamp.newBuilder().setSeconds(1_795_140_070))
                                .setSeconds(50)
                                .addAllBoundsS(List.of(30, 60, 120, 180))
                                .setWithinS(60))
                        .addEntries(StoryEntry.newBuilder()
                                .setAction("order.escalated")
                                .setResource("orders/1")
                                .setActor("system:deadlines")
                                .setSinceS(35.5)
                                .setMark(StoryEntry.Mark.ESCALATION))
                        .setNextPageToken("more")
                        .build();
            }
            return page.addEntries(StoryEntry.newBuilder()
                            .setAction("order.accepted")
                            .setResource("orders/1")
                            .setActor("units/car-1")
                            .setReason("by radio")
                            .setSinceS(70)
                            .addChanges(FieldChange.newBuilder()
                                    .setField("state")
                                    .setBefore("SENT")
                                    .setAfter("ACCEPTED")))
                    .build();
        });
    }
}
