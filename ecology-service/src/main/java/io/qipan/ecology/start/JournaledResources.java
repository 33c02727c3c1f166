package io.qipan.ecology.start;

import static java.util.Map.entry;

import io.qipan.proto.ecology.v1.AgencyServiceGrpc;
import io.qipan.proto.ecology.v1.AppointmentServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc;
import io.qipan.proto.ecology.v1.PatrolDutyServiceGrpc;
import io.qipan.proto.ecology.v1.SpeciesServiceGrpc;
import io.qipan.runtime.journal.JournaledKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** What this service tells its journal of, and who may read it there. */
@Singleton
public class JournaledResources {

    @Produces
    @Singleton
    static JournaledKinds kinds() {
        return JournaledKinds.readBy(Map.ofEntries(
                entry("agencies", AgencyServiceGrpc.getGetAgencyMethod()),
                entry("agreements", AgencyServiceGrpc.getGetAgreementMethod()),
                entry("appointments", AppointmentServiceGrpc.getGetAppointmentMethod()),
                entry("cases", CaseServiceGrpc.getGetCaseMethod()),
                entry("evidence", EvidenceServiceGrpc.getGetEvidenceMethod()),
                entry("jurisdictionRevisions", JurisdictionServiceGrpc.getGetJurisdictionRevisionMethod()),
                entry("patrolDuties", PatrolDutyServiceGrpc.getGetPatrolDutyMethod()),
                entry("speciesLists", SpeciesServiceGrpc.getGetSpeciesListMethod())));
    }
}
