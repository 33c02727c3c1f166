package io.qipan.ecology.start;

import io.qipan.ecology.evidence.EvidenceFiles;
import io.qipan.ecology.evidence.FolderFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the files of evidence are kept. */
@Singleton
public class EvidenceStart {

    @Produces
    @Singleton
    static EvidenceFiles files(@ConfigProperty(name = "qipan.evidence.folder") String folder) {
        return new FolderFiles(Path.of(folder));
    }
}
