package io.qipan.e2e;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceBlockingStub;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Twenty units, all in the same place: few enough that incidents fight for them; and one that traffic never asks for. */
final class City {

    static final List<String> UNITS =
            IntStream.rangeClosed(1, 20).mapToObj("units/e2e-%02d"::formatted).toList();

    static final String RESERVE = "units/e2e-reserve";

    /** Wuhai, on the east bank of the lake. */
    static final Point PLACE = Point.newBuilder()
            .setLatitude(39.6545)
            .setLongitude(106.7942)
            .setDatum(Datum.WGS84)
            .build();

    private City() {}

    /** Registers what is not there yet. */
    static void settle(Board board) {
        UnitServiceBlockingStub units = UnitServiceGrpc.newBlockingStub(board.patrol());
        Stream.concat(UNITS.stream(), Stream.of(RESERVE))
                .filter(unit -> isUnknown(units, unit))
                .forEach(unit -> register(units, unit));
    }

    private static boolean isUnknown(UnitServiceBlockingStub units, String unit) {
        try {
            return units.getUnit(GetUnitRequest.newBuilder().setName(unit).build())
                    .getUnit()
                    .getName()
                    .isEmpty();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }

    private static void register(UnitServiceBlockingStub units, String unit) {
        var registered = units.registerUnit(RegisterUnitRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(unit)
                .setCallSign(unit.substring("units/".length()))
                .setKind("patrol_car")
                .build());
        var reported = units.reportPosition(ReportPositionRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setUnit(registered.getUnit().getName())
                .setPoint(PLACE)
                .setAccuracyM(10)
                .build());
        if (!reported.getLatest()) {
            throw new AssertionError(unit + " was located before it was registered");
        }
    }
}
