package io.qipan.patrol.commitment;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.commitment.Commitments.Listed;
import io.qipan.patrol.commitment.model.Claim;
import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.CommitUnitsResponse;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.ListCommitmentsRequest;
import io.qipan.proto.patrol.v1.ListCommitmentsResponse;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.proto.patrol.v1.ReleaseCommitmentResponse;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

@Singleton
public class CommitmentRpc implements RpcService, CommitmentServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Commitments commitments;
    private final CommitUnits commitUnits;
    private final ReleaseCommitment releaseCommitment;
    private final CommitMeters meters;

    public CommitmentRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Commitments commitments,
            CommitUnits commitUnits,
            ReleaseCommitment releaseCommitment,
            CommitMeters meters) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.commitments = commitments;
        this.commitUnits = commitUnits;
        this.releaseCommitment = releaseCommitment;
        this.meters = meters;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CommitmentServiceGrpc.bindService(this));
    }

    @Override
    public void commitUnits(CommitUnitsRequest request, StreamObserver<CommitUnitsResponse> observer) {
        Answer.unary(observer, () -> {
            CommitUnitsResponse answer =
                    unitOfWork.once(RequestKey.of(request), CommitUnitsResponse.parser(), () -> commit(request));
            meters.count(answer);
            return answer;
        });
    }

    private CommitUnitsResponse commit(CommitUnitsRequest request) {
        Instant now = clock.instant();
        List<Claim> claims = request.getCommitsList().stream()
                .map(commit -> CommitmentMessages.claim(commit, now))
                .toList();
        List<Decision<Held>> decisions = commitUnits.commit(claims);
        CommitUnitsResponse.Builder response = CommitUnitsResponse.newBuilder();
        for (int i = 0; i < claims.size(); i++) {
            response.addResults(CommitmentMessages.result(claims.get(i).unit(), decisions.get(i)));
        }
        return response.build();
    }

    @Override
    public void releaseCommitment(
            ReleaseCommitmentRequest request, StreamObserver<ReleaseCommitmentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReleaseCommitmentResponse.parser(), () -> {
                    Commitment commitment =
                            releaseCommitment.release(CommitmentMessages.release(request, clock.instant()));
                    return ReleaseCommitmentResponse.newBuilder()
                            .setCommitment(CommitmentMessages.message(commitment))
                            .build();
                }));
    }

    @Override
    public void listCommitments(ListCommitmentsRequest request, StreamObserver<ListCommitmentsResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(
                    request.getPageSize(),
                    PAGE_SIZE,
                    request.getPageToken(),
                    "commitments open " + request.getOpenOnly());
            List<Listed> listed = unitOfWork.read(() -> commitments.list(page, request.getOpenOnly()));
            return ListCommitmentsResponse.newBuilder()
                    .addAllCommitments(page.cut(listed).stream()
                            .map(Listed::commitment)
                            .map(CommitmentMessages::message)
                            .toList())
                    .setNextPageToken(page.next(listed, last -> Long.toString(last.number())))
                    .build();
        });
    }
}
