package io.qipan.ecology.oversight;

import com.github.f4b6a3.uuid.UuidCreator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.oversight.ChangeEntry.Step;
import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.ReadEntries.Found;
import io.qipan.ecology.oversight.model.Campaign;
import io.qipan.ecology.oversight.model.Campaign.Plan;
import io.qipan.ecology.oversight.model.Campaign.Result;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.Fields;
import io.qipan.proto.ecology.v1.CampaignServiceGrpc;
import io.qipan.proto.ecology.v1.ConcludeCampaignRequest;
import io.qipan.proto.ecology.v1.ConcludeCampaignResponse;
import io.qipan.proto.ecology.v1.GetCampaignRequest;
import io.qipan.proto.ecology.v1.GetCampaignResponse;
import io.qipan.proto.ecology.v1.ListCampaignsRequest;
import io.qipan.proto.ecology.v1.ListCampaignsResponse;
import io.qipan.proto.ecology.v1.PlanCampaignRequest;
import io.qipan.proto.ecology.v1.PlanCampaignResponse;
import io.qipan.proto.ecology.v1.ReportCampaignResultRequest;
import io.qipan.proto.ecology.v1.ReportCampaignResultResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

@Singleton
public class CampaignRpc implements RpcService, CampaignServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final BeginEntry begin;
    private final ChangeEntry change;
    private final ReadEntries read;
    private final CountedSources sources;
    private final InstantSource clock;

    public CampaignRpc(
            UnitOfWork unitOfWork,
            BeginEntry begin,
            ChangeEntry change,
            ReadEntries read,
            CountedSources sources,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.begin = begin;
        this.change = change;
        this.read = read;
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CampaignServiceGrpc.bindService(this));
    }

    @Override
    public void planCampaign(PlanCampaignRequest request, StreamObserver<PlanCampaignResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), PlanCampaignResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Plan plan = CampaignMessages.plan(request);
                    Fields.notAfter(plan.title(), "until", plan.until(), plan.from())
                            .or(() -> Fields.notAfter(plan.title(), "until", plan.until(), now))
                            .ifPresent(wrong -> {
                                throw wrong.asException();
                            });
                    Campaign planned = Campaign.planned(UuidCreator.getTimeOrderedEpoch(), plan);
                    return PlanCampaignResponse.newBuilder()
                            .setCampaign(CampaignMessages.message(begin.begin(planned, "planned", plan.basis(), now)))
                            .build();
                }));
    }

    @Override
    public void reportCampaignResult(
            ReportCampaignResultRequest request, StreamObserver<ReportCampaignResultResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReportCampaignResultResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Result result = new Result(
                            request.getTarget(),
                            request.getCount(),
                            request.getNote(),
                            Caller.current().subject(),
                            now,
                            request.getSourcesList());
                    Campaign changed = change.change(
                            Campaign.class,
                            new Step(request.getName(), request.getEtag(), "result_reported", request.getNote(), now),
                            current -> current.reported(result).then(counted -> {
                                if (result.count() > 0) {
                                    sources.check(counted, result.sources());
                                }
                                return Decision.grant(counted);
                            }));
                    return ReportCampaignResultResponse.newBuilder()
                            .setCampaign(CampaignMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void concludeCampaign(ConcludeCampaignRequest request, StreamObserver<ConcludeCampaignResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ConcludeCampaignResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Campaign changed = change.change(
                            Campaign.class,
                            new Step(request.getName(), request.getEtag(), "concluded", request.getConclusion(), now),
                            current -> current.concluded(now, request.getConclusion()));
                    return ConcludeCampaignResponse.newBuilder()
                            .setCampaign(CampaignMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void getCampaign(GetCampaignRequest request, StreamObserver<GetCampaignResponse> observer) {
        Answer.unary(
                observer,
                () -> GetCampaignResponse.newBuilder()
                        .setCampaign(CampaignMessages.message(read.get(Campaign.class, request.getName())))
                        .build());
    }

    @Override
    public void listCampaigns(ListCampaignsRequest request, StreamObserver<ListCampaignsResponse> observer) {
        Answer.unary(observer, () -> {
            Filter filter = new Filter(
                    EntryKind.CAMPAIGN,
                    Optional.empty(),
                    request.getOptionalStateValue() == 0
                            ? Optional.empty()
                            : Optional.of(request.getOptionalState().name()),
                    Optional.empty());
            Found<Campaign> found = read.list(Campaign.class, filter, request.getPageSize(), request.getPageToken());
            return ListCampaignsResponse.newBuilder()
                    .addAllCampaigns(found.entries().stream()
                            .map(CampaignMessages::listed)
                            .toList())
                    .setNextPageToken(found.nextPageToken())
                    .build();
        });
    }
}
