package io.qipan.dispatch.start;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Refuses to start with settings by which the service cannot be run, and names them all. */
@Singleton
class CheckSettings {
    private final DispatchSettings settings;

    CheckSettings(DispatchSettings settings) {
        this.settings = settings;
    }

    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        List<String> faults = SettingFaults.of(settings);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }
}
