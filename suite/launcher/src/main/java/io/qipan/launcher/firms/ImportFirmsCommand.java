package io.qipan.launcher.firms;

import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.ecology.v1.Hotspot;
import io.qipan.proto.ecology.v1.HotspotServiceGrpc;
import io.qipan.proto.ecology.v1.ImportHotspotsRequest;
import io.qipan.proto.ecology.v1.ImportHotspotsResponse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import-firms",
        description =
                "Imports fire hotspots from a CSV file of FIRMS (MODIS or VIIRS). What belongs together becomes a clue.",
        footer = {
            "A line that cannot be read is told with its number and left out. What is stored already is not stored again, so the",
            "same file, or a longer one of the same days, can be imported at any time.",
            "Returns 0 when every line could be read."
        })
public final class ImportFirmsCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DEADLINE_S = 30;
    /** A quarter of what a request takes: when each is a clue of its own, it is done in time on a small machine too. */
    private static final int BATCH = 250;

    private static final int MOST_LINES_TOLD = 20;

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "A CSV file as FIRMS distributes it.")
    private Path file = Path.of("");

    public ImportFirmsCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    ImportFirmsCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Board board = connect.apply(workspace)) {
            Import running = new Import(board, out);
            new FirmsFile(file, Instant.now()).read(running::add, running::skip);
            running.send();
            running.tell();
            return running.skipped == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** What was sent so far, and what became of it. */
    private static final class Import {
        private final HotspotServiceGrpc.HotspotServiceBlockingStub hotspots;
        private final Retries retries = new Retries(PATIENCE);
        private final PrintWriter out;
        private final List<Hotspot> batch = new ArrayList<>();
        private final Set<String> opened = new HashSet<>();
        private final Set<String> grown = new HashSet<>();
        private long read;
        private long skipped;
        private long stored;
        private long duplicate;
        private long knownSource;

        Import(Board board, PrintWriter out) {
            this.hotspots = HotspotServiceGrpc.newBlockingStub(board.ecology());
            this.out = out;
        }

        void add(Hotspot hotspot) {
            read++;
            batch.add(hotspot);
            if (batch.size() == BATCH) {
                send();
            }
        }

        void skip(long line, String why) {
            skipped++;
            if (skipped <= MOST_LINES_TOLD) {
                out.println("line " + line + ": " + why);
            }
        }

        void send() {
            if (batch.isEmpty()) {
                return;
            }
            ImportHotspotsRequest request = ImportHotspotsRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .addAllHotspots(batch)
                    .build();
            batch.clear();
            ImportHotspotsResponse response = retries.call(() ->
                    hotspots.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS).importHotspots(request));
            stored += response.getStored();
            duplicate += response.getDuplicate();
            knownSource += response.getKnownSource();
            opened.addAll(response.getNewCluesList());
            grown.addAll(response.getGrownCluesList());
            grown.removeAll(opened);
        }

        void tell() {
            if (skipped > MOST_LINES_TOLD) {
                out.println("... and " + (skipped - MOST_LINES_TOLD) + " more lines.");
            }
            out.println(read + " hotspots read, " + skipped + " lines skipped: " + stored + " stored, " + duplicate
                    + " known already, " + knownSource + " at known sources of heat. " + opened.size()
                    + " new clues, " + grown.size() + " earlier ones have grown.");
            out.flush();
        }
    }
}
