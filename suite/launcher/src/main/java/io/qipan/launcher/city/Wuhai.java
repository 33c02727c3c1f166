package io.qipan.launcher.city;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Board;
import io.qipan.launcher.DemoCity;
import io.qipan.launcher.city.CityTable.StationRow;
import io.qipan.launcher.city.CityTable.UnitRow;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.patrol.v1.RegisterStationRequest;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceBlockingStub;
import java.time.Duration;
import java.util.function.Supplier;

/** Wuhai (乌海), a city on a lake of the Yellow River: nine stations and forty units, twelve of them vessels. */
public final class Wuhai implements DemoCity {

    private static final double GOOD_FIX_M = 10;

    private final CityTable table = CityTable.of("wuhai");
    private final Retries retries = new Retries(Duration.ofSeconds(30));

    @Override
    public String load(Board board) {
        UnitServiceBlockingStub units = UnitServiceGrpc.newBlockingStub(board.patrol());
        table.stations().forEach(station -> register(units, station));
        table.units().forEach(unit -> {
            register(units, unit);
            report(units, unit, RequestId.of("wuhai", unit.name(), "first position"));
        });
        return "The demo city is Wuhai (乌海): %d stations, %d units, %d of them vessels."
                .formatted(table.stations().size(), table.units().size(), vessels());
    }

    /** Every unit tells again that it is where it started, as terminals do all the time. */
    public void reportPositions(Channel patrol) {
        UnitServiceBlockingStub units = UnitServiceGrpc.newBlockingStub(patrol);
        table.units().forEach(unit -> report(units, unit, RequestId.fresh()));
    }

    private void register(UnitServiceBlockingStub units, StationRow station) {
        unlessThere(() -> units.registerStation(RegisterStationRequest.newBuilder()
                .setRequestId(RequestId.of("wuhai", station.name()))
                .setName(station.name())
                .setTitleEn(station.titleEn())
                .setTitleZh(station.titleZh())
                .setPoint(station.point())
                .build()));
    }

    private void register(UnitServiceBlockingStub units, UnitRow unit) {
        unlessThere(() -> units.registerUnit(RegisterUnitRequest.newBuilder()
                .setRequestId(RequestId.of("wuhai", unit.name()))
                .setName(unit.name())
                .setCallSign(unit.callSign())
                .setKind(unit.kind())
                .addAllExtraCapabilities(unit.extra())
                .setOptionalStation(unit.station())
                .build()));
    }

    private void report(UnitServiceBlockingStub units, UnitRow unit, String requestId) {
        unlessThere(() -> units.reportPosition(ReportPositionRequest.newBuilder()
                .setRequestId(requestId)
                .setUnit(unit.name())
                .setPoint(unit.start())
                .setAccuracyM(GOOD_FIX_M)
                .build()));
    }

    /** Another caller, or an older version of the city, may have stored it. */
    private <T> void unlessThere(Supplier<T> registration) {
        try {
            retries.call(registration);
        } catch (StatusRuntimeException e) {
            ErrorReason reason = Reasons.of(e);
            if (reason != ErrorReason.ALREADY_EXISTS && reason != ErrorReason.REQUEST_ID_REUSED) {
                throw e;
            }
        }
    }

    private long vessels() {
        return table.units().stream()
                .filter(unit -> unit.name().startsWith("units/boat-"))
                .count();
    }
}
