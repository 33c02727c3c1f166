package io.qipan.ecology;

import io.qipan.testkit.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class EcologyArchitectureTest {

    @Test
    void keepsTheRulesOfAllServices() {
        ServiceArchitecture.check("io.qipan.ecology");
    }
}
