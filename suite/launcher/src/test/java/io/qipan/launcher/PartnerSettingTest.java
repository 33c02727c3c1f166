package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnerSettingTest {

    @Test
    void unless_told_otherwise_12345_is_expected_after_the_ports_of_the_replicas() {
        // Given
        Ports ports = new Ports(7_700, 2);

        // When
        PartnerSetting setting = PartnerSetting.of(Map.of(), ports);

        // Then
        assertThat(setting.partners()).isEqualTo("12345=http://127.0.0.1:7719");
        assertThat(setting.portHere("12345")).isEqualTo(OptionalInt.of(7_719));
        assertThat(ports.all()).noneMatch(replica -> ports.management(replica).port() == 7_719);
    }

    @Test
    void a_partner_elsewhere_is_not_played_here() {
        // Given
        Map<String, String> environment =
                Map.of(PartnerSetting.VARIABLE, "12345=https://12345.example.org:7650, 119=http://localhost:7651");

        // When
        PartnerSetting setting = PartnerSetting.of(environment, new Ports(7_700));

        // Then
        assertThat(setting.portHere("12345")).isEmpty();
        assertThat(setting.portHere("119")).isEqualTo(OptionalInt.of(7_651));
    }

    @Test
    void nobody_is_nobody() {
        // Given
        Map<String, String> environment = Map.of(PartnerSetting.VARIABLE, "");

        // When
        PartnerSetting setting = PartnerSetting.of(environment, new Ports(7_700));

        // Then
        assertThat(setting.portHere("12345")).isEmpty();
    }

    @Test
    void a_board_that_was_stopped_expects_nobody(@TempDir Path folder) {
        // Given
        Workspace workspace = new Workspace(folder);
        workspace.createFolders();
        RunState state = new RunState(workspace.run());
        PartnerSetting setting = PartnerSetting.of(Map.of(), new Ports(7_700));
        state.record(setting);
        assertThat(PartnerSetting.of(workspace)).contains(setting);

        // When
        state.forgetPorts();

        // Then
        assertThat(PartnerSetting.of(workspace)).isEmpty();
    }
}
