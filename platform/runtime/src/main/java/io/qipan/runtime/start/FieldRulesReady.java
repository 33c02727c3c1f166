package io.qipan.runtime.start;

import io.qipan.runtime.rpc.FieldValidation;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether requests can be checked against the contract. */
@Readiness
@Singleton
public class FieldRulesReady implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        List<String> waiting = FieldValidation.notReady();
        return HealthCheckResponse.named("Field rules of the contract")
                .status(waiting.isEmpty())
                .withData("waiting for", String.join(", ", waiting))
                .build();
    }
}
