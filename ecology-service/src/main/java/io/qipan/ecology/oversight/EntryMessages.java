package io.qipan.ecology.oversight;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.qipan.ecology.oversight.model.Campaign;
import io.qipan.ecology.oversight.model.Consultation;
import io.qipan.ecology.oversight.model.Entry;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.JointOperation;
import io.qipan.ecology.oversight.model.SupervisionOrder;
import io.qipan.ecology.oversight.model.TargetedCase;

/** Entries of all kinds on the wire and in storage. */
final class EntryMessages {
    private EntryMessages() {}

    static Message message(Entry entry) {
        return switch (entry) {
            case TargetedCase targeted -> TargetedCaseMessages.message(targeted);
            case SupervisionOrder order -> SupervisionOrderMessages.message(order);
            case Campaign campaign -> CampaignMessages.message(campaign);
            case JointOperation operation -> JointOperationMessages.message(operation);
            case Consultation consultation -> ConsultationMessages.message(consultation);
        };
    }

    static Entry entry(EntryKind kind, byte[] kept) {
        try {
            return switch (kind) {
                case TARGETED_CASE ->
                    TargetedCaseMessages.entry(io.qipan.proto.ecology.v1.TargetedCase.parseFrom(kept));
                case SUPERVISION_ORDER ->
                    SupervisionOrderMessages.entry(io.qipan.proto.ecology.v1.SupervisionOrder.parseFrom(kept));
                case CAMPAIGN -> CampaignMessages.entry(io.qipan.proto.ecology.v1.Campaign.parseFrom(kept));
                case JOINT_OPERATION ->
                    JointOperationMessages.entry(io.qipan.proto.ecology.v1.JointOperation.parseFrom(kept));
                case CONSULTATION -> ConsultationMessages.entry(io.qipan.proto.ecology.v1.Consultation.parseFrom(kept));
            };
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("An entry of " + kind.collection() + " cannot be read", e);
        }
    }
}
