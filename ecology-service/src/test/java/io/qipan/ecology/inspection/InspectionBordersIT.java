package io.qipan.ecology.inspection;

import static io.qipan.ecology.registry.RegistryScenario.NEIGHBOUR;
import static io.qipan.ecology.registry.RegistryScenario.outfall;
import static io.qipan.ecology.registry.RegistryScenario.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.qipan.proto.ecology.v1.HazardServiceGrpc;
import io.qipan.proto.ecology.v1.InspectionAnswer.Result;
import io.qipan.proto.ecology.v1.InspectionServiceGrpc;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.proto.ecology.v1.SubjectServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.Strangers;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** An agency without an agreement tries what agencies see of the register, inspections and hazards. */
class InspectionBordersIT extends InspectionScenario {
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());

    private Channel of(String agency) {
        return rpc.agencyChannel("guest", agency);
    }

    @Test
    void noRowOfAnAgreementExistsForAnotherAgency() {
        // Given
        var subject = SubjectServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER))
                .registerSubject(register(outfall("WH-013").setResource(Jurisdiction.Kind.LAKE)));
        var recorded = officer()
                .recordInspection(ofLake().addAnswers(answer("daily_patrol", Result.FINDING))
                        .addAnswers(answer("daily_check", Result.IN_ORDER))
                        .addAnswers(answer("key_area_sweep", Result.IN_ORDER))
                        .build());
        List<String> rows = List.of(
                subject.getSubject().getName(),
                recorded.getInspection().getName(),
                recorded.getHazards(0).getName(),
                found().getName());
        Strangers strangers = new Strangers(Role.AGENCY, of("agencies/99999"), of(NEIGHBOUR), NEIGHBOUR, rows, SEED);

        // When
        List<String> tried = strangers.tryAll(List.of(
                HazardServiceGrpc.getServiceDescriptor(),
                InspectionServiceGrpc.getServiceDescriptor(),
                SubjectServiceGrpc.getServiceDescriptor()));

        // Then
        assertThat(tried).hasSizeGreaterThan(6);
    }
}
