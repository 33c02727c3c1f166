package io.qipan.launcher.backup;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description =
                "Copies a running board, all three databases as of one moment and the files of evidence, into a folder.",
        footer = {
            "The services go on meanwhile. The folder gets its name when it is whole, and is never written over.",
            "Returns 1, with a backup of what there is, when files of evidence are missing or changed on this board.",
            "./qipan restore FOLDER brings it back."
        })
public final class BackupCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "What to make. Only its owner may read it.")
    private Path target = Path.of("");

    @Option(
            names = "--with-keys",
            description =
                    "Also the keys that sign tokens and lock callers' numbers. Whoever has the backup can then read"
                            + " them, and what is erased later is still in it.")
    private boolean withKeys;

    public BackupCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Unfinished unfinished = Unfinished.begin(target)) {
            Manifest manifest = new Backup(workspace, InstantSource.system()).write(unfinished.folder(), withKeys);
            byte[] json = manifest.json();
            Path whole = unfinished.finish(Manifest.FILE, json);
            tell(manifest, json, whole, out);
            return manifest.evidence().whole() ? ExitCode.OK : ExitCode.FAILED;
        } catch (SQLException e) {
            throw new UserError("PostgreSQL broke off the backup, and nothing was written: " + e.getMessage(), e);
        }
    }

    private void tell(Manifest manifest, byte[] json, Path whole, PrintWriter out) {
        out.printf("%s holds the board as of %s:%n", whole, manifest.moment());
        manifest.services().forEach((name, history) -> out.printf("  %s up to record %,d%n", name, history.revision()));
        out.printf("  %,d files of evidence%n", manifest.evidence().files());
        manifest.parts().forEach(part -> out.printf("  %s, %,d bytes%n", part.file(), part.bytes()));
        if (!withKeys) {
            out.println(
                    "Not in it: the keys. Keep .qipan/keys/personal.keys apart from it; without that file callers' numbers"
                            + " cannot be read again.");
        }
        out.println("SHA-256 of its manifest, to be noted elsewhere: "
                + HexFormat.of().formatHex(Part.sha256Digest().digest(json)));
        out.flush();
        if (!manifest.evidence().whole()) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(
                    "This board is not whole: %,d files of evidence that its database names are not in the folder, and %,d have"
                            + " another content than their name says. Is QIPAN_EVIDENCE_FOLDER set as for the board?%n",
                    manifest.evidence().missing(), manifest.evidence().changed());
            err.flush();
        }
    }
}
