package io.qipan.launcher.figure;

import io.qipan.launcher.Board;
import io.qipan.launcher.BoardOptions;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.MomentConverter;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.FigureServiceGrpc;
import io.qipan.proto.dispatch.v1.Grouping;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "figures",
        description = "Tells how fast calls were answered and orders carried out, with the definition of every figure.",
        footer = {
            "Times are like 2026-11-22T08:00:00+08:00 or 2026-11-22, which is its beginning in UTC.",
            "Exercises never count, but for those of --drills, which are counted alone."
        })
public final class FiguresCommand implements Callable<Integer> {
    /** A year of a big city is read in some seconds. */
    private static final long DEADLINE_S = 60;

    enum By {
        CHANNEL,
        TYPE,
        PRIORITY,
        UNIT,
        ZONE
    }

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", required = true, converter = MomentConverter.class, description = "From this time on.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--until", required = true, converter = MomentConverter.class, description = "Before this time.")
    private Instant until = Instant.EPOCH;

    @Option(names = "--by", description = "One line for each of them: ${COMPLETION-CANDIDATES}.")
    private @Nullable By by;

    @Option(
            names = "--against",
            converter = MomentConverter.class,
            description = "Beside it a period of the same length that begins then.")
    private @Nullable Instant against;

    @Option(names = "--drills", description = "Of exercises alone, in place of what is real.")
    private boolean drills;

    @Option(names = "--csv", description = "As CSV (RFC 4180) with the definitions in the last two columns.")
    private boolean csv;

    @Mixin
    private BoardOptions where = new BoardOptions();

    public FiguresCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    FiguresCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() throws IOException {
        SummarizeFiguresRequest.Builder request = SummarizeFiguresRequest.newBuilder()
                .setFrom(Stamps.of(from))
                .setUntil(Stamps.of(until))
                .setDrills(drills);
        if (by != null) {
            request.setOptionalGrouping(Grouping.valueOf("BY_" + by));
        }
        if (against != null) {
            request.setComparedFrom(Stamps.of(against));
        }
        try (Board board = where.connect(workspace, connect)) {
            SummarizeFiguresResponse figures = FigureServiceGrpc.newBlockingStub(board.dispatch())
                    .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                    .summarizeFigures(request.build());
            PrintWriter out = spec.commandLine().getOut();
            FigureTable table = new FigureTable(figures);
            if (csv) {
                table.writeCsv(out);
            } else {
                table.print(out);
            }
            out.flush();
            return ExitCode.OK;
        }
    }
}
