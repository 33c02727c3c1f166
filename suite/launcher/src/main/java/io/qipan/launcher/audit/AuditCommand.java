package io.qipan.launcher.audit;

import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description =
                "'audit verify' recomputes the hash chain of each service's history and names the record that does not"
                        + " fit.",
        footer = {
            "Remembers how far it came and with which hash, by itself in .qipan/audit.json: a history that was written"
                    + " anew",
            "as a whole does not fit that. Keep the file where whoever may write to the database may not.",
            "Returns 0 when all histories are whole, 1 when not."
        })
public final class AuditCommand implements Callable<Integer> {

    private final Workspace workspace;
    private final Supplier<Board> board;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "verify", description = "What to do.")
    private String deed = "";

    @Option(names = "--seen", paramLabel = "FILE", description = "Where it remembers. Default: .qipan/audit.json.")
    private @Nullable Path file;

    public AuditCommand(Workspace workspace) {
        this(workspace, () -> Board.of(workspace));
    }

    AuditCommand(Workspace workspace, Supplier<Board> board) {
        this.workspace = workspace;
        this.board = board;
    }

    @Override
    public Integer call() {
        if (!deed.equals("verify")) {
            throw new UserError("'audit " + deed + "' is nothing that can be done. Write: ./qipan audit verify");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean whole = new Audit(file == null ? Audit.file(workspace) : file).verify(board, out);
        return whole ? ExitCode.OK : ExitCode.FAILED;
    }
}
