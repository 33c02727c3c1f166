package io.qipan.dispatch.peer;

import io.qipan.dispatch.recommend.PatrolUnits;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Candidate.Duty;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Media.Speeds;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.dispatch.recommend.model.Supply;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.KindSpeed;
import io.qipan.proto.patrol.v1.ListMediaAtRequest;
import io.qipan.proto.patrol.v1.ListMediaAtResponse;
import io.qipan.proto.patrol.v1.ListUnitKindsRequest;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.Position;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitKind;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    public List<Candidate> all() {
        Map<String, UnitKind> kinds = kinds(patrol);
        List<Candidate> units = new ArrayList<>();
        String token = "";
        do {
            ListUnitsRequest request = ListUnitsRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListUnitsResponse page = patrol.call(
                    channel -> UnitServiceGrpc.newBlockingStub(channel).listUnits(request));
            page.getUnitsList().forEach(unit -> units.add(candidate(unit, kinds)));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return units;
    }

    @Override
    public Map<String, Soonest> soonest(Set<String> capabilities, Target target, int most) {
        Map<String, UnitKind> kinds = kinds(patrol);
        return AskTogether.each(capabilities, capability -> soonest(nearest(capability, target, most), kinds));
    }

    private FindNearestUnitsResponse nearest(String capability, Target target, int most) {
        FindNearestUnitsRequest.Builder request = FindNearestUnitsRequest.newBuilder()
                .setPoint(PlaceMessages.message(target.middle()))
                .setRadiusM(target.radiusM())
                .setLimit(most);
        if (!capability.isEmpty()) {
            request.addCapabilities(capability);
        }
        return patrol.call(channel -> UnitServiceGrpc.newBlockingStub(channel).findNearestUnits(request.build()));
    }

    private static Soonest soonest(FindNearestUnitsResponse found, Map<String, UnitKind> kinds) {
        return new Soonest(
                found.getUnitsList().stream()
                        .map(near -> candidate(near.getUnit(), kinds))
                        .toList(),
                new Supply(
                        found.getAbleCount(),
                        found.getCommittedCount(),
                        found.getOutOfServiceCount(),
                        found.getOffDutyCount(),
                        found.getWithoutPositionCount(),
                        found.getOutOfSeasonCount()));
    }

    /** By code. */
    static Map<String, UnitKind> kinds(Peer patrol) {
        return patrol
                .call(channel -> UnitServiceGrpc.newBlockingStub(channel)
                        .listUnitKinds(ListUnitKindsRequest.getDefaultInstance()))
                .getKindsList()
                .stream()
                .collect(Collectors.toMap(UnitKind::getCode, Function.identity()));
    }

    @Override
    public Media mediaAt(Wgs84 place) {
        return media(
                patrol,
                ListMediaAtRequest.newBuilder()
                        .setPoint(PlaceMessages.message(place))
                        .build());
    }

    static Media media(Peer patrol, ListMediaAtRequest request) {
        ListMediaAtResponse told = patrol.call(
                channel -> SeasonServiceGrpc.newBlockingStub(channel).listMediaAt(request));
        Map<Boolean, Set<String>> byPassage = told.getStatesList().stream()
                .collect(Collectors.partitioningBy(
                        state -> state.getPassage() == Passage.OPEN,
                        Collectors.mapping(state -> code(state.getMedium()), Collectors.toSet())));
        return new Media(
                byPassage.getOrDefault(true, Set.of()),
                byPassage.getOrDefault(false, Set.of()),
                told.getThereList().stream().map(GrpcPatrolUnits::code).collect(Collectors.toSet()),
                told.getSpeedsList().stream()
                        .collect(Collectors.toMap(
                                KindSpeed::getKind,
                                speed -> new Speeds(speed.getSpeedMps(), speed.getBankSpeedMps()))));
    }

    private static String code(Medium medium) {
        return medium.name().toLowerCase(Locale.ROOT);
    }

    private static Duty duty(Unit.Duty duty) {
        return switch (duty) {
            case ON_DUTY -> Duty.ON_DUTY;
            case OFF_DUTY -> Duty.OFF_DUTY;
            // One that does not tell knows no roster.
            case NO_SHIFT_TODAY, DUTY_UNSPECIFIED, UNRECOGNIZED -> Duty.NO_SHIFT_TODAY;
        };
    }

    /** @param kinds by code; of another one a unit can do what it can do itself */
    static Candidate candidate(Unit unit, Map<String, UnitKind> kinds) {
        UnitKind kind = kinds.getOrDefault(unit.getKind(), UnitKind.getDefaultInstance());
        Set<String> capabilities = new HashSet<>(kind.getCapabilitiesList());
        capabilities.addAll(unit.getExtraCapabilitiesList());
        return new Candidate(
                unit.getName(),
                unit.getCallSign(),
                unit.getKind(),
                capabilities,
                kind.getUsualSpeedMps(),
                kind.getStaleAfterS(),
                unit.getStatus() == Unit.Status.IN_SERVICE,
                !unit.getCommittedOrder().isEmpty(),
                duty(unit.getDuty()),
                unit.hasPosition() ? Optional.of(fix(unit.getPosition())) : Optional.empty());
    }

    private static Candidate.Fix fix(Position position) {
        return new Candidate.Fix(
                PlaceMessages.point(position.getWgs84()).toWgs84(), Times.instant(position.getFixedAt()));
    }
}
