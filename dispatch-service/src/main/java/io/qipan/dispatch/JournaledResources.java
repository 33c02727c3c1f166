package io.qipan.dispatch;

import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.ResponsePlanServiceGrpc;
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
    static JournaledKinds kinds() {
        return JournaledKinds.readBy(Map.of(
                        "calls",
                        CallServiceGrpc.getGetCallMethod(),
                        "commandNotices",
                        CommandOrderServiceGrpc.getGetCommandNoticeMethod(),
                        "commandOrders",
                        CommandOrderServiceGrpc.getGetCommandOrderMethod(),
                        "forcedPlaces",
                        ForcedPlaceServiceGrpc.getGetForcedPlaceMethod(),
                        "gazetteerRevisions",
                        GazetteerServiceGrpc.getGetGazetteerRevisionMethod(),
                        "incidentResponses",
                        ResponsePlanServiceGrpc.getGetIncidentResponseMethod(),
                        "incidents",
                        IncidentServiceGrpc.getGetIncidentMethod(),
                        "orders",
                        OrderServiceGrpc.getGetOrderMethod(),
                        "responsePlanRevisions",
                        ResponsePlanServiceGrpc.getGetResponsePlansMethod(),
                        "transfers",
                        TransferServiceGrpc.getGetTransferMethod()))
                .watchedByUnits("commandNotices", CommandNotice.parser(), CommandNotice::getRecipient);
    }
}
