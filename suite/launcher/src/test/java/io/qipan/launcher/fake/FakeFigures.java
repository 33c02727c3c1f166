package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.Excluded;
import io.qipan.proto.dispatch.v1.ExclusionDefinition;
import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.FigureServiceGrpc;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.MeasureDefinition;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import java.util.ArrayList;
import java.util.List;

/** Has measured four orders of one type, and three of them in every other period. */
public final class FakeFigures extends FigureServiceGrpc.FigureServiceImplBase {
    public final List<SummarizeFiguresRequest> requests = new ArrayList<>();

    @Override
    public void summarizeFigures(SummarizeFiguresRequest request, StreamObserver<SummarizeFiguresResponse> observer) {
        FakeStore.answer(observer, () -> {
            requests.add(request);
            FigureRow.Builder row = FigureRow.newBuilder()
                    .setMeasure(Measure.SIGNING)
                    .setGroup("theft")
                    .setFigure(figure(4));
            if (request.hasComparedFrom()) {
                row.setCompared(figure(3));
            }
            return SummarizeFiguresResponse.newBuilder()
                    .addRows(row)
                    .addDefinitions(MeasureDefinition.newBuilder()
                            .setMeasure(Measure.SIGNING)
                            .setEnglish("From sending to \"accepted\", or later.")
                            .addAllBoundsS(List.of(30, 60, 120, 180))
                            .addExclusions(ExclusionDefinition.newBuilder()
                                    .setReason(Excluded.Reason.EXERCISE)
                                    .setEnglish("exercises, which are told alone")))
                    .build();
        });
    }

    private static Figure figure(long n) {
        return Figure.newBuilder()
                .setN(n)
                .setMeanS(50.25)
                .setP50S(40)
                .setP90S(100)
                .setP95S(100)
                .setLongestS(100)
                .addAllWithin(List.of(1L, 2L, n, n))
                .setGivenUp(1)
                .addExcluded(Excluded.newBuilder()
                        .setReason(Excluded.Reason.EXERCISE)
                        .setCount(2))
                .build();
    }
}
