package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.TargetedCase;
import io.qipan.ecology.oversight.model.TargetedCase.State;
import io.qipan.ecology.oversight.model.TargetedCase.TaskForce;
import io.qipan.runtime.rpc.Times;
import java.util.UUID;

/** Targeted cases on the wire and in the model. */
final class TargetedCaseMessages {
    private TargetedCaseMessages() {}

    static io.qipan.proto.ecology.v1.TargetedCase message(TargetedCase targeted) {
        io.qipan.proto.ecology.v1.TargetedCase.Builder message = io.qipan.proto.ecology.v1.TargetedCase.newBuilder()
                .setName(targeted.name())
                .setEtag(targeted.etag())
                .setCase(targeted.caseName())
                .setState(io.qipan.proto.ecology.v1.TargetedCase.State.valueOf(targeted.stateCode()))
                .setLead(targeted.force().lead())
                .addAllMembers(targeted.force().members())
                .setPlan(targeted.force().plan())
                .setFormedAt(Times.message(targeted.formedAt()));
        if (targeted.state() instanceof State.Disbanded(var at, String result)) {
            message.setDisbandedAt(Times.message(at)).setResult(result);
        }
        return message.build();
    }

    static TargetedCase entry(io.qipan.proto.ecology.v1.TargetedCase message) {
        return new TargetedCase(
                UUID.fromString(message.getName()
                        .substring(EntryKind.TARGETED_CASE.prefix().length())),
                Long.parseLong(message.getEtag()),
                message.getCase(),
                new TaskForce(message.getLead(), message.getMembersList(), message.getPlan()),
                Times.instant(message.getFormedAt()),
                switch (message.getState()) {
                    case ACTIVE -> new State.Active();
                    case DISBANDED -> new State.Disbanded(Times.instant(message.getDisbandedAt()), message.getResult());
                    case STATE_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalStateException("Unknown state of " + message.getName());
                });
    }
}
