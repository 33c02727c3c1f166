package io.qipan.patrol;

import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.journal.JournaledKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** What this service tells its journal of, and who may read it there. Stations and commitments are read by lists only. */
@Singleton
public class JournaledResources {

    @Produces
    @Singleton
    static JournaledKinds kinds() {
        return JournaledKinds.readBy(Map.of(
                "units", UnitServiceGrpc.getGetUnitMethod(),
                "stations", UnitServiceGrpc.getListStationsMethod(),
                "commitments", CommitmentServiceGrpc.getListCommitmentsMethod(),
                "gridRevisions", GridServiceGrpc.getGetGridRevisionMethod(),
                "visitDuties", CoverageServiceGrpc.getGetVisitDutyMethod()));
    }
}
