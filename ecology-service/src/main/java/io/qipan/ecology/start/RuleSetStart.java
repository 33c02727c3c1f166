package io.qipan.ecology.start;

import io.qipan.ecology.rule.RuleSets;
import io.qipan.ecology.rule.file.LoadedRules;
import io.qipan.ecology.rule.file.RuleSetFiles;
import io.qipan.ecology.rule.file.RuleSetFiles.Folder;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.runtime.start.Phase;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads the rules that are shipped and those that the installation adds. With a fault in one, the service does not start. */
@Singleton
public class RuleSetStart {
    private static final Logger LOG = Logger.getLogger(RuleSetStart.class);
    private static final String FOLDER = "/rules/";

    /** The rules with their files. */
    @Produces
    @Singleton
    static LoadedRules loaded(@ConfigProperty(name = "qipan.ecology.rules.directory") Optional<String> directory) {
        return RuleSetFiles.load(
                RuleSetStart::resource, directory.map(path -> name -> Files.readAllBytes(Path.of(path, name))));
    }

    @Produces
    @Singleton
    static RuleSet current(LoadedRules loaded) {
        return loaded.rules();
    }

    /** The shipped rule set. */
    public static RuleSet ruleSet() {
        return RuleSetFiles.read(RuleSetStart::resource);
    }

    /** The shipped files. */
    public static Folder shipped() {
        return RuleSetStart::resource;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = RuleSetStart.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new FileNotFoundException("there is no resource " + FOLDER + name);
            }
            return stream.readAllBytes();
        }
    }

    /** Kept before the first case can name the revision. */
    void keep(
            @Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event,
            LoadedRules loaded,
            RuleSets sets,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        RuleSet rules = loaded.rules();
        boolean kept = unitOfWork.run("system:rules", () -> {
            sets.keep(rules.revision(), loaded.files(), clock.instant());
            return true;
        });
        LOG.infof(
                "Rule set %s with %d rules, kept: %s",
                rules.revision(), rules.rules().size(), kept);
        rules.undrawn()
                .rulesByPlace()
                .forEach((place, resting) -> LOG.warnf(
                        "Nothing draws %s, which these rules name: %s. Whoever asks by a point is told that they may apply."
                                + " Draw it in the rules of the installation",
                        place, String.join(", ", resting)));
    }
}
