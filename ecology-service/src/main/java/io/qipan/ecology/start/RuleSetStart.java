package io.qipan.ecology.start;

import io.qipan.ecology.rule.file.RuleSetFiles;
import io.qipan.ecology.rule.model.RuleSet;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.logging.Logger;

/** Loads the rule set that is shipped with the service. With a fault in it, the service does not start. */
@Singleton
public class RuleSetStart {
    private static final Logger LOG = Logger.getLogger(RuleSetStart.class);
    private static final String FOLDER = "/rules/";

    /** The shipped rule set. */
    @Produces
    @Singleton
    public static RuleSet ruleSet() {
        return RuleSetFiles.read(RuleSetStart::resource);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = RuleSetStart.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new FileNotFoundException("there is no resource " + FOLDER + name);
            }
            return stream.readAllBytes();
        }
    }

    void announce(@Observes StartupEvent event, RuleSet rules) {
        LOG.infof("Rule set %s with %d rules", rules.revision(), rules.rules().size());
    }
}
