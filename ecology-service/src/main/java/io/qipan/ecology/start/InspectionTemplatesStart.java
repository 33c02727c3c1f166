package io.qipan.ecology.start;

import io.qipan.ecology.inspection.KeepShippedTemplates;
import io.qipan.ecology.inspection.TemplateFile;
import io.qipan.ecology.inspection.model.Template;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.start.Phase;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the templates that are shipped, before anybody asks for one. */
@Singleton
public class InspectionTemplatesStart {
    private static final Logger LOG = Logger.getLogger(InspectionTemplatesStart.class);
    private static final String ACTOR = "system:templates";
    private static final String FILE = "/inspection/templates.json";

    void keep(
            @Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event,
            KeepShippedTemplates keepShipped,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        List<Template> kept = keep(keepShipped, unitOfWork, Times.now(clock));
        LOG.infof("%d inspection templates", kept.size());
    }

    /** Another replica may start at the same time; whoever comes second finds what the first has kept. */
    private static List<Template> keep(KeepShippedTemplates keepShipped, UnitOfWork unitOfWork, Instant now) {
        try {
            return unitOfWork.run(ACTOR, () -> keepShipped.keep(shipped(now)));
        } catch (RefusedException e) {
            LOG.infof(
                    "Somebody else keeps the inspection templates: %s",
                    e.refusal().message());
            return unitOfWork.run(ACTOR, () -> keepShipped.keep(shipped(now)));
        }
    }

    /** The templates as they are shipped. */
    public static List<Template> shipped(Instant now) {
        try (InputStream stream = InspectionTemplatesStart.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + FILE);
            }
            return TemplateFile.read(FILE, stream.readAllBytes(), now);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
