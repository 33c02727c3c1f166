package io.qipan.launcher.species;

import com.google.protobuf.ByteString;
import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesRequest;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesResponse;
import io.qipan.proto.ecology.v1.SpeciesServiceGrpc;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import-species",
        description =
                "Imports the state list of protected animals from a CSV file, all or nothing, and tells what is wrong with it.",
        footer = {
            "The heading names the columns: 门, 纲, 目, 科, 种, 学名, 保护级别, 备注. Wide blanks around names, * before an aquatic",
            "animal and # behind a complete order or family are understood. Try --dry-run first.",
            "Returns 0 when there are no faults."
        })
public final class ImportSpeciesCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long DEADLINE_S = 15;

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "A CSV file in UTF-8.")
    private Path file = Path.of("");

    @Option(
            names = "--in-force-from",
            paramLabel = "DAY",
            required = true,
            description = "First day on which the list is law, for example 2021-02-05.")
    private String inForceFrom = "";

    @Option(names = "--reason", description = "Why it is imported. Default: import of the file.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Only check.")
    private boolean dryRun;

    public ImportSpeciesCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    ImportSpeciesCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() {
        ImportProtectedSpeciesRequest request = ImportProtectedSpeciesRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setDryRun(dryRun)
                .setReason(reason.isEmpty() ? "import of " + file.getFileName() : reason)
                .setInForceFrom(inForceFrom)
                .setCsvGzip(packed())
                .build();
        try (Board board = connect.apply(workspace)) {
            ImportProtectedSpeciesResponse response = new Retries(PATIENCE)
                    .call(() -> SpeciesServiceGrpc.newBlockingStub(board.ecology())
                            .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                            .importProtectedSpecies(request));
            print(response);
            return response.getFaultCount() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private ByteString packed() {
        ByteString.Output bytes = ByteString.newOutput();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            long ignored = Files.copy(file, packed);
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + file + ". Give the path of a CSV file.", e);
        } catch (IOException e) {
            throw new UserError("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        return bytes.toByteString();
    }

    private void print(ImportProtectedSpeciesResponse response) {
        PrintWriter out = spec.commandLine().getOut();
        response.getFaultsList()
                .forEach(fault -> out.println(
                        (fault.getLine() == 0 ? "file: " : "line " + fault.getLine() + ": ") + fault.getText()));
        int untold = response.getFaultCount() - response.getFaultsCount();
        if (untold > 0) {
            out.println("... and " + untold + " more.");
        }
        out.println(response.getRows() + " animals: " + response.getFirstClass() + " first class, "
                + response.getSecondClass() + " second class; " + response.getAquatic() + " aquatic. "
                + outcome(response));
        out.flush();
    }

    private String outcome(ImportProtectedSpeciesResponse response) {
        if (response.hasList()) {
            return "Made " + response.getList().getName() + ".";
        }
        if (response.getFaultCount() > 0) {
            return response.getFaultCount() + " faults, nothing is written. Put them right and try again.";
        }
        return dryRun ? "No faults." : "Nothing differs, so nothing is written.";
    }
}
