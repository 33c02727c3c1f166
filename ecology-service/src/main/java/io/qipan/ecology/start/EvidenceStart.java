package io.qipan.ecology.start;

import io.qipan.ecology.evidence.EvidenceFiles;
import io.qipan.ecology.evidence.FolderFiles;
import io.qipan.ecology.evidence.OpenStreams;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the files of evidence are kept; and who still sends and reads them at the end is told. */
@Singleton
public class EvidenceStart {

    @Produces
    @Singleton
    static EvidenceFiles files(@ConfigProperty(name = "qipan.evidence.folder") String folder) {
        return new FolderFiles(Path.of(folder));
    }

    void endStreams(@Observes @Priority(Phase.END_STREAMS) ShutdownEvent event, OpenStreams openStreams) {
        openStreams.end();
    }
}
