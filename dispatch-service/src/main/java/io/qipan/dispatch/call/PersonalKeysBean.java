package io.qipan.dispatch.call;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.secret.PersonalKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys of callers' numbers, as the settings say. */
@Singleton
class PersonalKeysBean {

    @Produces
    @Singleton
    PersonalKeys personalKeys(@ConfigProperty(name = "qipan.personal.keys-file") String file, MeterRegistry meters) {
        return new PersonalKeys(Path.of(file), meters);
    }
}
