package io.qipan.launcher.demo;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.ecology.v1.Agency;
import io.qipan.proto.ecology.v1.AgencyServiceGrpc;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CloseCaseRequest;
import io.qipan.proto.ecology.v1.CopyToProcuratorateRequest;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.proto.ecology.v1.DecideFilingRequest;
import io.qipan.proto.ecology.v1.DecideTransferRequest;
import io.qipan.proto.ecology.v1.EndCriminalCaseRequest;
import io.qipan.proto.ecology.v1.Fact;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.HandOverItemsRequest;
import io.qipan.proto.ecology.v1.HandOverRequest;
import io.qipan.proto.ecology.v1.Material;
import io.qipan.proto.ecology.v1.ProposeTransferRequest;
import io.qipan.proto.ecology.v1.ReceiveTransferRequest;
import io.qipan.proto.ecology.v1.RegisterAgencyRequest;
import io.qipan.proto.ecology.v1.RegisterAgencyResponse;
import io.qipan.proto.ecology.v1.ReviseFactsRequest;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import java.time.Duration;

/** What ecology officer and commander do with the case. Each step answers with the case as it is then. */
final class RiverCases {
    static final int CATCH_KG = 12;
    static final String POLICE = "demo-police";
    /** About the river by the demo city. */
    private static final String POLICE_AREA =
            "{\"type\":\"Polygon\",\"coordinates\":[[[106.3,39.1],[107.3,39.1],[107.3,40.1],[106.3,40.1],[106.3,39.1]]]}";

    private final Channel ecology;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(30));

    RiverCases(Channel ecology, Cast cast) {
        this.ecology = ecology;
        this.cast = cast;
    }

    Case file(String name) {
        GetCaseRequest request = GetCaseRequest.newBuilder().setName(name).build();
        return retries.call(() -> CaseServiceGrpc.newBlockingStub(ecology)
                        .withCallCredentials(cast.officer())
                        .getCase(request))
                .getCase();
    }

    /** The catch is weighed: the case is told so, and what the law says by it. */
    Case weighed(Case file) {
        ReviseFactsRequest.Builder facts = ReviseFactsRequest.newBuilder()
                .setActAt(file.getActAt())
                .setActivity(file.getActivity())
                .setUncertaintyM(file.getUncertaintyM())
                .setSummary(file.getSummary())
                .addFacts(Fact.newBuilder().setCode("catch_kg").setNumber(CATCH_KG));
        if (file.hasPoint()) {
            facts.setPoint(file.getPoint());
        }
        ReviseFactsRequest request = step(file, facts).build();
        return retries.call(() -> CaseServiceGrpc.newBlockingStub(ecology)
                        .withCallCredentials(cast.officer())
                        .reviseFacts(request))
                .getCase();
    }

    /** The police that the case goes to; an earlier demo may have made them known. */
    void registerPolice() {
        RegisterAgencyRequest request = RegisterAgencyRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setCode(POLICE)
                .setKind(Agency.Kind.PUBLIC_SECURITY)
                .setTitleEn("Police of the demo")
                .setTitleZh("演示用公安机关")
                .setArea(POLICE_AREA)
                .build();
        try {
            RegisterAgencyResponse ignored = retries.call(() -> AgencyServiceGrpc.newBlockingStub(ecology)
                    .withCallCredentials(cast.commander())
                    .registerAgency(request));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    /** From the report of two officers to the filing by the police. */
    Case transfer(Case file, Narrator narrator) {
        Case proposed = transfers()
                .proposeTransfer(step(
                                file,
                                ProposeTransferRequest.newBuilder()
                                        .addOfficers("wang")
                                        .addOfficers("li"))
                        .build())
                .getCase();
        Case approved = transfers()
                .withCallCredentials(cast.commander())
                .decideTransfer(
                        step(proposed, DecideTransferRequest.newBuilder().setApproved(true))
                                .build())
                .getCase();
        narrator.say("Two officers propose the transfer, the head approves. 24 hours to hand it over.");
        Case copied = transfers()
                .copyToProcuratorate(
                        step(approved, CopyToProcuratorateRequest.newBuilder()).build())
                .getCase();
        Case handedOver = transfers()
                .handOver(step(
                                copied,
                                HandOverRequest.newBuilder()
                                        .setPolice("agencies/" + POLICE)
                                        .addMaterials(Material.TRANSFER_LETTER)
                                        .addMaterials(Material.INVESTIGATION_REPORT)
                                        .addMaterials(Material.ITEM_LIST))
                        .build())
                .getCase();
        Case received = transfers()
                .receiveTransfer(
                        step(handedOver, ReceiveTransferRequest.newBuilder().setCompetent(true))
                                .build())
                .getCase();
        narrator.say("Handed over and signed for. The police have three days to decide.");
        Case filed = transfers()
                .decideFiling(step(received, DecideFilingRequest.newBuilder().setFiled(true))
                        .build())
                .getCase();
        return transfers()
                .handOverItems(step(filed, HandOverItemsRequest.newBuilder()).build())
                .getCase();
    }

    Case end(Case filed) {
        Case ended = SupervisionServiceGrpc.newBlockingStub(ecology)
                .withCallCredentials(cast.officer())
                .endCriminalCase(
                        step(filed, EndCriminalCaseRequest.newBuilder().setOutcome(CriminalTrack.Outcome.CONVICTED))
                                .build())
                .getCase();
        return CaseServiceGrpc.newBlockingStub(ecology)
                .withCallCredentials(cast.officer())
                .closeCase(step(ended, CloseCaseRequest.newBuilder()).build())
                .getCase();
    }

    /** Fills in what all steps share. */
    private static <B extends Message.Builder> B step(Case file, B request) {
        set(request, "request_id", RequestId.fresh());
        set(request, "name", file.getName());
        set(request, "etag", file.getEtag());
        set(request, "reason", "A step of the demo");
        return request;
    }

    private static void set(Message.Builder request, String field, String value) {
        FieldDescriptor descriptor = request.getDescriptorForType().findFieldByName(field);
        Message.Builder ignored = request.setField(descriptor, value);
    }

    private TransferServiceBlockingStub transfers() {
        return TransferServiceGrpc.newBlockingStub(ecology).withCallCredentials(cast.officer());
    }
}
