package io.qipan.runtime.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.secret.PersonalKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys of personal data, as the settings say. A service that keeps none needs no file. */
@Singleton
class PersonalKeysBean {

    @Produces
    @Singleton
    PersonalKeys personalKeys(
            @ConfigProperty(name = "qipan.personal.keys-file") Optional<String> file, MeterRegistry meters) {
        return new PersonalKeys(
                Path.of(file.orElseThrow(() ->
                        new IllegalStateException("Set qipan.personal.keys-file: the keys that lock personal data."))),
                meters);
    }
}
