package io.qipan.dispatch;

import static java.util.Map.entry;

import io.qipan.proto.dispatch.v1.AttentionServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.ComplaintServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyPlanServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc;
import io.qipan.proto.dispatch.v1.FollowUpServiceGrpc;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentShare;
import io.qipan.proto.dispatch.v1.IncidentShareServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingNoticeServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.PatternServiceGrpc;
import io.qipan.proto.dispatch.v1.RectificationServiceGrpc;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc;
import io.qipan.proto.dispatch.v1.ResponsePlanServiceGrpc;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.SearchAreaServiceGrpc;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.SupervisionOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import io.qipan.runtime.journal.JournaledKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** What this service tells its journal of, and who may read it there. */
@Singleton
public class JournaledResources {

    @Produces
    @Singleton
    public static JournaledKinds kinds() {
        return JournaledKinds.readBy(Map.ofEntries(
                        entry("attentions", AttentionServiceGrpc.getGetAttentionMethod()),
                        entry("calls", CallServiceGrpc.getGetCallMethod()),
                        entry("closureReviews", ReviewServiceGrpc.getGetClosureReviewMethod()),
                        entry("categoryCatalogues", ClassificationServiceGrpc.getGetCategoryCatalogueMethod()),
                        entry("classificationModels", ClassificationServiceGrpc.getGetClassificationModelMethod()),
                        entry("commandNotices", CommandOrderServiceGrpc.getGetCommandNoticeMethod()),
                        entry("commandOrders", CommandOrderServiceGrpc.getGetCommandOrderMethod()),
                        entry("complaints", ComplaintServiceGrpc.getGetComplaintMethod()),
                        entry("contingencyActivations", ContingencyServiceGrpc.getGetContingencyActivationMethod()),
                        entry("contingencyFindings", ContingencyReviewServiceGrpc.getGetContingencyFindingMethod()),
                        entry("contingencyPlans", ContingencyPlanServiceGrpc.getGetContingencyPlanMethod()),
                        entry("contingencyReviews", ContingencyReviewServiceGrpc.getGetContingencyReviewMethod()),
                        entry("contingencyTasks", ContingencyServiceGrpc.getGetContingencyTaskMethod()),
                        entry("duplicateRules", DuplicateServiceGrpc.getListDuplicateRulesMethod()),
                        entry("followUps", FollowUpServiceGrpc.getGetFollowUpMethod()),
                        entry("forcedPlaces", ForcedPlaceServiceGrpc.getGetForcedPlaceMethod()),
                        entry("gazetteerRevisions", GazetteerServiceGrpc.getGetGazetteerRevisionMethod()),
                        entry("hotspotAnalyses", PatternServiceGrpc.getGetHotspotAnalysisMethod()),
                        entry("incidentInterviews", ClassificationServiceGrpc.getGetIncidentInterviewMethod()),
                        entry("incidentResponses", ResponsePlanServiceGrpc.getGetIncidentResponseMethod()),
                        entry("incidentShares", IncidentShareServiceGrpc.getGetIncidentShareMethod()),
                        entry("incidents", IncidentServiceGrpc.getGetIncidentMethod()),
                        entry("missingNotices", MissingNoticeServiceGrpc.getGetMissingNoticeMethod()),
                        entry("missingSearches", MissingPersonServiceGrpc.getGetMissingSearchMethod()),
                        entry("orders", OrderServiceGrpc.getGetOrderMethod()),
                        entry("proposals", ReviewServiceGrpc.getGetProposalMethod()),
                        entry("rectifications", RectificationServiceGrpc.getGetRectificationMethod()),
                        entry("referrals", ReferralServiceGrpc.getGetReferralMethod()),
                        entry("responsePlanRevisions", ResponsePlanServiceGrpc.getGetResponsePlansMethod()),
                        entry("scopeLists", TransferServiceGrpc.getGetScopeListMethod()),
                        entry("searchAreas", SearchAreaServiceGrpc.getGetSearchAreaMethod()),
                        entry("searchSectors", MissingPersonServiceGrpc.getGetSearchSectorMethod()),
                        entry("supervisionOrders", SupervisionOrderServiceGrpc.getGetSupervisionOrderMethod()),
                        entry("transfers", TransferServiceGrpc.getGetTransferMethod())))
                .watchedByAgencies("incidentShares", IncidentShare.parser(), IncidentShare::getAgency)
                .watchedByAgencies("referrals", Referral.parser(), Referral::getAgency)
                .watchedByUnits("commandNotices", CommandNotice.parser(), CommandNotice::getRecipient)
                .watchedByUnits("orders", Order.parser(), Order::getUnit)
                .watchedByUnits("searchSectors", SearchSector.parser(), SearchSector::getSearcher);
    }
}
