package io.qipan.launcher.demo;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.ecology.v1.AddFieldRecordRequest;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.FieldEntry;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.FieldRecordServiceGrpc;
import io.qipan.proto.ecology.v1.Seizure;
import io.qipan.proto.ecology.v1.VerifyCustodyRequest;
import java.time.Duration;

/** What the crew brings back, as evidence and as a record that figures count. */
final class RiverFinds {
    /** The battery, the converter and two poles. */
    static final int GEAR = 4;

    private final Channel ecology;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(30));

    RiverFinds(Channel ecology, Cast cast) {
        this.ecology = ecology;
        this.cast = cast;
    }

    Evidence keepEvidence(Case file) {
        ByteString photograph = ByteString.copyFromUtf8("A photograph of the gear and of 12 kg of fish. A drill.");
        return new EvidenceUpload(ecology, cast.officer()).keep(file, "gear and fish on deck", photograph);
    }

    /** What the crew has secured, as a record that figures count. */
    FieldRecord seize(Case file) {
        AddFieldRecordRequest request = AddFieldRecordRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setEntry(FieldEntry.newBuilder()
                        .setAgency("agencies/" + RiverCases.POLICE)
                        .setNote("A battery, a converter, two poles; fish")
                        .setDrill(true)
                        .setSeizure(Seizure.newBuilder()
                                .setCase(file.getName())
                                .setGear(GEAR)
                                .setCatchKg(RiverCases.CATCH_KG)))
                .build();
        return retries.call(() -> FieldRecordServiceGrpc.newBlockingStub(ecology)
                        .withCallCredentials(cast.officer())
                        .addFieldRecord(request))
                .getRecord();
    }

    /** Whether content and chain of custody are as they were. */
    boolean verify(Evidence evidence) {
        VerifyCustodyRequest request =
                VerifyCustodyRequest.newBuilder().setName(evidence.getName()).build();
        return retries.call(() -> EvidenceServiceGrpc.newBlockingStub(ecology)
                        .withCallCredentials(cast.officer())
                        .verifyCustody(request))
                .getIntact();
    }
}
