package io.qipan.launcher.backup;

import io.qipan.launcher.Board;
import io.qipan.launcher.BoardLock;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Ports;
import io.qipan.launcher.Postgres;
import io.qipan.launcher.Startup;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.audit.Audit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description = "Makes a backup the board of this checkout, starts it and verifies its history.",
        footer = {
            "Every part is checked before anything is written, and everything is proven before it takes its place. When it was",
            "broken off, run it again.",
            "Who watched the board that was lost begins anew: resume tokens of before are refused."
        })
public final class RestoreCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "What ./qipan backup made.")
    private Path folder = Path.of("");

    @Option(names = "--replace", description = "Put the data that is here aside (.qipan/data/postgres.before-restore).")
    private boolean replace;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "As of ./qipan up. Default: ${DEFAULT-VALUE}.",
            defaultValue = "" + Ports.DEFAULT_BASE)
    private int portBase;

    public RestoreCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        workspace.prepare();
        PrintWriter out = spec.commandLine().getOut();
        Ports ports = new Ports(portBase);
        try (BoardLock lock = BoardLock.take(workspace)) {
            restore(ports, out);
            start(ports, out);
        }
        boolean whole = new Audit(Audit.file(workspace)).verify(() -> Board.of(workspace), out);
        if (!whole) {
            throw new UserError(
                    "The history of the restored board is broken, see above. It runs; ./qipan down stops it.");
        }
        return ExitCode.OK;
    }

    private void restore(Ports ports, PrintWriter out) throws IOException, SQLException {
        Restore restore = new Restore(workspace, folder);
        ports.requireFree(ports.postgres(), Postgres.NAME);
        say(out, "Checking " + folder);
        restore.check(replace);
        say(out, "Bringing back the board as of " + restore.manifest().moment());
        SortedSet<String> lacking = restore.run(ports.postgres());
        if (!lacking.isEmpty()) {
            say(
                    out,
                    "Callers' numbers that these keys lock stay unreadable, they were erased or are lost: "
                            + String.join(", ", lacking));
        }
        if (!restore.manifest().evidence().whole()) {
            say(
                    out,
                    "Files of evidence were missing or changed already when the backup was made: "
                            + restore.manifest().evidence());
        }
    }

    private void start(Ports ports, PrintWriter out) {
        Startup startup = new Startup(workspace, ports, out);
        try {
            startup.run(PATIENCE);
        } catch (RuntimeException e) {
            startup.undo();
            throw e;
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
