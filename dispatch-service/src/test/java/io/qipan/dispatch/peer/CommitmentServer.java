package io.qipan.dispatch.peer;

import com.google.protobuf.Timestamp;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.CommitResult;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.CommitUnitsResponse;
import io.qipan.proto.patrol.v1.Commitment;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.proto.patrol.v1.ReleaseCommitmentResponse;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The commitments of patrol-service: it commits and releases unless it is told otherwise. Remembers what it was asked. */
final class CommitmentServer implements RpcService, CommitmentServiceGrpc.AsyncService {
    private final List<CommitUnitsRequest> commits = new ArrayList<>();
    private final List<ReleaseCommitmentRequest> releases = new ArrayList<>();
    private CommitResult result = CommitResult.newBuilder()
            .setCommitment(Commitment.getDefaultInstance())
            .build();
    private boolean holding;

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CommitmentServiceGrpc.bindService(this));
    }

    /** What every commit results in. */
    synchronized void answers(CommitResult.Builder always) {
        result = always.build();
    }

    /** From now on a release frees nothing. */
    synchronized void keepHolding() {
        holding = true;
    }

    synchronized List<CommitUnitsRequest> commits() {
        return List.copyOf(commits);
    }

    synchronized List<ReleaseCommitmentRequest> releases() {
        return List.copyOf(releases);
    }

    synchronized List<String> requestIds() {
        return Stream.concat(
                        commits.stream().map(CommitUnitsRequest::getRequestId),
                        releases.stream().map(ReleaseCommitmentRequest::getRequestId))
                .toList();
    }

    @Override
    public synchronized void commitUnits(CommitUnitsRequest request, StreamObserver<CommitUnitsResponse> observer) {
        commits.add(request);
        observer.onNext(CommitUnitsResponse.newBuilder().addResults(result).build());
        observer.onCompleted();
    }

    @Override
    public synchronized void releaseCommitment(
            ReleaseCommitmentRequest request, StreamObserver<ReleaseCommitmentResponse> observer) {
        releases.add(request);
        Commitment.Builder commitment = Commitment.newBuilder()
                .setOrder(request.getOrder())
                .setCommittedAt(Timestamp.newBuilder().setSeconds(1));
        if (!holding) {
            commitment.setReleasedAt(request.getReleasedAt());
        }
        observer.onNext(
                ReleaseCommitmentResponse.newBuilder().setCommitment(commitment).build());
        observer.onCompleted();
    }
}
