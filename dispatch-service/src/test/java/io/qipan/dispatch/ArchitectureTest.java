package io.qipan.dispatch;

import io.qipan.testkit.ServiceArchitecture;
import io.qipan.testkit.ServiceArchitecture.Exempt;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String HALF_AN_ADAPTER =
            "reads the rows of the adapter beside it, which would be too long with it";
    private static final String SCHEDULED = "runs on a schedule, which only an annotation of Quarkus can say";

    @Test
    void keeps_the_rules_of_a_service() {
        ServiceArchitecture.check(
                "io.qipan.dispatch",
                new Exempt("io.qipan.dispatch.DispatchSettings", "configuration is mapped by annotations"),
                new Exempt("io.qipan.dispatch.incident.IncidentRow", HALF_AN_ADAPTER),
                new Exempt("io.qipan.dispatch.order.OrderRow", HALF_AN_ADAPTER),
                new Exempt("io.qipan.dispatch.command.FollowCrews", SCHEDULED),
                new Exempt("io.qipan.dispatch.recommend.ReadUnits", SCHEDULED),
                new Exempt("io.qipan.dispatch.oversight.Sweep", SCHEDULED));
    }
}
