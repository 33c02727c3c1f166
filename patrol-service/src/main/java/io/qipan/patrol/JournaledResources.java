package io.qipan.patrol;

import static java.util.Map.entry;

import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc;
import io.qipan.proto.patrol.v1.DeviceServiceGrpc;
import io.qipan.proto.patrol.v1.DutyServiceGrpc;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.RescueServiceGrpc;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.proto.patrol.v1.SensorServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.journal.JournaledKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** What this service tells its journal of, and who may read it there. Some are read by lists only. */
@Singleton
public class JournaledResources {

    @Produces
    @Singleton
    static JournaledKinds kinds() {
        return JournaledKinds.readBy(Map.ofEntries(
                entry("units", UnitServiceGrpc.getGetUnitMethod()),
                entry("unitKinds", UnitServiceGrpc.getListUnitKindsMethod()),
                entry("stations", UnitServiceGrpc.getListStationsMethod()),
                entry("commitments", CommitmentServiceGrpc.getListCommitmentsMethod()),
                entry("devices", DeviceServiceGrpc.getListDevicesMethod()),
                entry("gridRevisions", GridServiceGrpc.getGetGridRevisionMethod()),
                entry("visitDuties", CoverageServiceGrpc.getGetVisitDutyMethod()),
                entry("mediumDeclarations", SeasonServiceGrpc.getGetDeclarationMethod()),
                entry("shifts", RosterServiceGrpc.getGetShiftMethod()),
                entry("dutyPlans", DutyServiceGrpc.getGetDutyPlanMethod()),
                entry("dutyOrders", DutyServiceGrpc.getGetDutyOrderMethod()),
                entry("dutyNotices", DutyServiceGrpc.getGetDutyNoticeMethod()),
                entry("dutyShortfalls", DutyServiceGrpc.getGetDutyShortfallMethod()),
                entry("rescueRecords", RescueServiceGrpc.getGetRescueMethod()),
                entry("sensors", SensorServiceGrpc.getGetSensorMethod()),
                entry("sensorReports", SensorServiceGrpc.getGetSensorReportMethod()),
                entry("sensorAlarms", SensorServiceGrpc.getGetSensorAlarmMethod())));
    }
}
