package io.qipan.dispatch.peer;

import io.qipan.dispatch.order.model.Order;
import io.qipan.proto.patrol.v1.CommitRequest;
import io.qipan.proto.patrol.v1.CommitResult;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.ListUnitKindsRequest;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.proto.patrol.v1.ReleaseCommitmentResponse;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitKind;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

@Singleton
class GrpcPatrolUnits implements PatrolUnits {
    private static final int PAGE = 1_000;

    private final Peer patrol;

    GrpcPatrolUnits(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    @Override
    public Answer commit(Order order, Instant committedAt) {
        CommitRequest.Builder commit = CommitRequest.newBuilder()
                .setUnit(order.unit())
                .setOrder(order.id().name())
                .setIncident(order.incident().name())
                .setCommittedAt(Times.message(committedAt));
        order.divertedFrom().ifPresent(from -> commit.setOptionalDivertFrom(from.name()));
        CommitUnitsRequest request = CommitUnitsRequest.newBuilder()
                .setRequestId(RequestIds.of("commit " + order.id().name()))
                .addCommits(commit)
                .build();
        CommitResult result = patrol.call(channel ->
                        CommitmentServiceGrpc.newBlockingStub(channel).commitUnits(request))
                .getResults(0);
        return result.hasCommitment()
                ? new Answer.Committed()
                : new Answer.NotCommitted(result.getRefusal().getReason() + ": "
                        + result.getRefusal().getMessage());
    }

    @Override
    public void release(Order order, String reason, Instant releasedAt) {
        ReleaseCommitmentRequest request = ReleaseCommitmentRequest.newBuilder()
                .setRequestId(RequestIds.of("release " + order.id().name()))
                .setOrder(order.id().name())
                .setUnit(order.unit())
                .setIncident(order.incident().name())
                .setReason(reason)
                .setReleasedAt(Times.message(releasedAt))
                .build();
        ReleaseCommitmentResponse released = patrol.call(
                channel -> CommitmentServiceGrpc.newBlockingStub(channel).releaseCommitment(request));
        if (!released.getCommitment().hasReleasedAt()) {
            throw new IllegalStateException("patrol-service has not released " + released.getCommitment());
        }
    }

    @Override
    public List<KnownUnit> all() {
        Map<String, UnitKind> kinds = patrol
                .call(channel -> UnitServiceGrpc.newBlockingStub(channel)
                        .listUnitKinds(ListUnitKindsRequest.getDefaultInstance()))
                .getKindsList()
                .stream()
                .collect(Collectors.toMap(UnitKind::getCode, Function.identity()));
        List<KnownUnit> units = new ArrayList<>();
        String token = "";
        do {
            ListUnitsRequest request = ListUnitsRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListUnitsResponse page = patrol.call(
                    channel -> UnitServiceGrpc.newBlockingStub(channel).listUnits(request));
            page.getUnitsList()
                    .forEach(unit ->
                            units.add(known(unit, kinds.getOrDefault(unit.getKind(), UnitKind.getDefaultInstance()))));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return units;
    }

    private static KnownUnit known(Unit unit, UnitKind kind) {
        Set<String> capabilities = new HashSet<>(kind.getCapabilitiesList());
        capabilities.addAll(unit.getExtraCapabilitiesList());
        return new KnownUnit(
                unit.getName(),
                unit.getCallSign(),
                capabilities,
                kind.getUsualSpeedMps(),
                kind.getStaleAfterS(),
                unit.getStatus() == Unit.Status.IN_SERVICE,
                !unit.getCommittedOrder().isEmpty(),
                unit.hasPosition()
                        ? Optional.of(PlaceMessages.point(unit.getPosition().getWgs84())
                                .toWgs84())
                        : Optional.empty(),
                unit.hasPosition()
                        ? Optional.of(Times.instant(unit.getPosition().getFixedAt()))
                        : Optional.empty());
    }
}
