package io.qipan.ecology.start;

import static java.util.Map.entry;

import io.qipan.proto.ecology.v1.AgencyServiceGrpc;
import io.qipan.proto.ecology.v1.AppointmentServiceGrpc;
import io.qipan.proto.ecology.v1.CampaignServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.ChecklistItemServiceGrpc;
import io.qipan.proto.ecology.v1.ChecklistServiceGrpc;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.ConsultationServiceGrpc;
import io.qipan.proto.ecology.v1.EscalationServiceGrpc;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc;
import io.qipan.proto.ecology.v1.HazardServiceGrpc;
import io.qipan.proto.ecology.v1.HotspotServiceGrpc;
import io.qipan.proto.ecology.v1.InspectionServiceGrpc;
import io.qipan.proto.ecology.v1.JointOperationServiceGrpc;
import io.qipan.proto.ecology.v1.JurisdictionServiceGrpc;
import io.qipan.proto.ecology.v1.PatrolDutyServiceGrpc;
import io.qipan.proto.ecology.v1.SpeciesServiceGrpc;
import io.qipan.proto.ecology.v1.StatisticsServiceGrpc;
import io.qipan.proto.ecology.v1.SubjectServiceGrpc;
import io.qipan.proto.ecology.v1.SupervisionOrderServiceGrpc;
import io.qipan.proto.ecology.v1.TargetedCaseServiceGrpc;
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
                entry("checklistItems", ChecklistItemServiceGrpc.getGetChecklistItemMethod()),
                entry("checklistTemplates", ChecklistServiceGrpc.getGetChecklistTemplateMethod()),
                entry("clues", ClueServiceGrpc.getGetClueMethod()),
                entry("escalations", EscalationServiceGrpc.getGetEscalationMethod()),
                entry("evidence", EvidenceServiceGrpc.getGetEvidenceMethod()),
                entry("heatSources", HotspotServiceGrpc.getGetHeatSourceMethod()),
                entry("jurisdictionRevisions", JurisdictionServiceGrpc.getGetJurisdictionRevisionMethod()),
                entry("patrolDuties", PatrolDutyServiceGrpc.getGetPatrolDutyMethod()),
                entry("campaigns", CampaignServiceGrpc.getGetCampaignMethod()),
                entry("consultations", ConsultationServiceGrpc.getGetConsultationMethod()),
                entry("jointOperations", JointOperationServiceGrpc.getGetJointOperationMethod()),
                entry("supervisionOrders", SupervisionOrderServiceGrpc.getGetSupervisionOrderMethod()),
                entry("targetedCases", TargetedCaseServiceGrpc.getGetTargetedCaseMethod()),
                entry("fieldRecords", FieldRecordServiceGrpc.getGetFieldRecordMethod()),
                entry("hazards", HazardServiceGrpc.getGetHazardMethod()),
                entry("inspectionTemplates", InspectionServiceGrpc.getGetInspectionTemplateMethod()),
                entry("inspections", InspectionServiceGrpc.getGetInspectionMethod()),
                entry("speciesLists", SpeciesServiceGrpc.getGetSpeciesListMethod()),
                entry("statisticsSnapshots", StatisticsServiceGrpc.getGetSnapshotMethod()),
                entry("subjects", SubjectServiceGrpc.getGetSubjectMethod())));
    }
}
