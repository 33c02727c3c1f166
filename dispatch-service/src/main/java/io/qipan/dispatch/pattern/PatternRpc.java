package io.qipan.dispatch.pattern;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.pattern.model.HotspotAnalysis;
import io.qipan.proto.dispatch.v1.AnalyzeHotspotsRequest;
import io.qipan.proto.dispatch.v1.AnalyzeHotspotsResponse;
import io.qipan.proto.dispatch.v1.GetHotspotAnalysisRequest;
import io.qipan.proto.dispatch.v1.GetHotspotAnalysisResponse;
import io.qipan.proto.dispatch.v1.ListHotspotAnalysesRequest;
import io.qipan.proto.dispatch.v1.ListHotspotAnalysesResponse;
import io.qipan.proto.dispatch.v1.PatternServiceGrpc;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class PatternRpc implements RpcService, PatternServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 20;

    private final UnitOfWork unitOfWork;
    private final HotspotAnalyses analyses;
    private final PatternRecords records;
    private final AnalyzeHotspots analyzeHotspots;

    PatternRpc(
            UnitOfWork unitOfWork, HotspotAnalyses analyses, PatternRecords records, AnalyzeHotspots analyzeHotspots) {
        this.unitOfWork = unitOfWork;
        this.analyses = analyses;
        this.records = records;
        this.analyzeHotspots = analyzeHotspots;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(PatternServiceGrpc.bindService(this));
    }

    @Override
    public void analyzeHotspots(AnalyzeHotspotsRequest request, StreamObserver<AnalyzeHotspotsResponse> observer) {
        Answer.unary(observer, () -> {
            HotspotAnalysis answered =
                    analyzeHotspots.analyze(request, Caller.current().subject());
            return unitOfWork.once(
                    RequestKey.of(request),
                    AnalyzeHotspotsResponse.parser(),
                    () -> AnalyzeHotspotsResponse.newBuilder()
                            .setAnalysis(PatternMessages.message(records.add(answered)))
                            .build());
        });
    }

    @Override
    public void getHotspotAnalysis(
            GetHotspotAnalysisRequest request, StreamObserver<GetHotspotAnalysisResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> analyses.find(HotspotAnalysisId.parse(request.getName()))
                        .map(analysis -> GetHotspotAnalysisResponse.newBuilder()
                                .setAnalysis(PatternMessages.message(analysis))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listHotspotAnalyses(
            ListHotspotAnalysesRequest request, StreamObserver<ListHotspotAnalysesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "hotspot analyses");
                    List<HotspotAnalysis> found = analyses.list(page.after(HotspotAnalysisId::parse), page.size() + 1);
                    return ListHotspotAnalysesResponse.newBuilder()
                            .addAllAnalyses(page.cut(found).stream()
                                    .map(analysis ->
                                            PatternMessages.summary(analysis).build())
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, analysis -> analysis.id().name()))
                            .build();
                }));
    }
}
