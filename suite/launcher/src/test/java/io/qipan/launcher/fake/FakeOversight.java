package io.qipan.launcher.fake;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingRequest;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingResponse;
import java.util.List;

final class FakeOversight extends OversightServiceGrpc.OversightServiceImplBase {

    private final FakeStore store;

    FakeOversight(FakeStore store) {
        this.store = store;
    }

    @Override
    public void summarizeCallProcessing(
            SummarizeCallProcessingRequest request, StreamObserver<SummarizeCallProcessingResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> {
                    List<Double> seconds = store.calls.values().stream()
                            .filter(call ->
                                    call.getExternalReference().startsWith(request.getOptionalReferencePrefix()))
                            .filter(call -> !request.hasFrom()
                                    || Timestamps.compare(call.getAnsweredAt(), request.getFrom()) >= 0)
                            .filter(call -> !request.hasUntil()
                                    || Timestamps.compare(call.getAnsweredAt(), request.getUntil()) < 0)
                            .map(this::seconds)
                            .filter(s -> s >= 0)
                            .sorted()
                            .toList();
                    int n = seconds.size();
                    return SummarizeCallProcessingResponse.newBuilder()
                            .setN(n)
                            .setMeanS(seconds.stream()
                                    .mapToDouble(s -> s)
                                    .average()
                                    .orElse(0))
                            .setP50S(seconds.get((n + 1) / 2 - 1))
                            .setP90S(seconds.get((9 * n + 9) / 10 - 1))
                            .setShareWithin60S(
                                    seconds.stream().filter(s -> s <= 60).count() / (double) n)
                            .build();
                }));
    }

    private double seconds(Call call) {
        return store.orders.values().stream()
                .filter(order -> order.getIncident().equals(call.getIncident()))
                .flatMap(order -> order.getMilestonesList().stream())
                .filter(milestone -> milestone.getKind().equals("sent"))
                .map(Order.Milestone::getOccurredAt)
                .min(Timestamps.comparator())
                .map(first -> Durations.toSecondsAsDouble(Timestamps.between(call.getAnsweredAt(), first)))
                .orElse(Double.NaN);
    }
}
