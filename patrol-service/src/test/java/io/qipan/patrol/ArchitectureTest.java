package io.qipan.patrol;

import io.qipan.testkit.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keeps_the_rules_of_a_service() {
        ServiceArchitecture.check("io.qipan.patrol");
    }
}
