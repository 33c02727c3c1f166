package io.qipan.launcher.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.Board;
import io.qipan.launcher.BoardOptions;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Json;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.Retries;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = "Replays what a dispatch centre recorded, through the public API, with the recorded times.",
        footer = {
            "Formats: sf-fire, San Francisco's \"Fire Department Calls for Service\" as CSV.",
            "A replay that was interrupted can be run again: it continues without duplicates.",
            "At any speed but max each order is accepted by voice at the time it was sent, because a file does not"
                    + " tell when",
            "crews accepted, and the acknowledgement ladder counts real time.",
            "A line that cannot be read is reported and skipped; a file of another format is refused.",
            "Returns 0 when the board holds what the file tells."
        })
public final class ReplayCommand implements Callable<Integer> {

    /** How long a service may be away, in the middle of a replay, before it is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "The file to replay.")
    private Path file = Path.of("");

    @Option(names = "--format", required = true, description = "What kind of file it is: sf-fire.")
    private String format = "";

    @Option(
            names = "--speed",
            defaultValue = "max",
            description = "How many seconds of the file pass in one second, or max. Default: ${DEFAULT-VALUE}.")
    private String speed = "";

    @Option(names = "--limit", paramLabel = "N", description = "Only the N calls that were received first.")
    private @Nullable Integer limit;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Option(
            names = "--confirmer-token-file",
            paramLabel = "FILE",
            description = "The token of the second person who confirms what two have to decide. Default: one of this"
                    + " checkout.")
    private @Nullable Path confirmerTokenFile;

    @Mixin
    private BoardOptions where = new BoardOptions();

    public ReplayCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    ReplayCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() {
        double pace = Pace.parseSpeed(speed);
        Recording recording = read();
        Plan plan = Plan.of(recording);
        PrintWriter err = spec.commandLine().getErr();
        recording.skipped().forEach(row -> err.println("Line " + row.line() + " is skipped: " + row.reason() + "."));
        err.printf(
                "Replaying %,d calls, %,d steps.%n",
                recording.calls().size(), plan.tasks().size());
        err.flush();
        try (Board board = where.connect(workspace, connect)) {
            Summary summary = replay(recording, plan, pace, board);
            print(summary);
            return summary.asRecorded() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Recording read() {
        if (!format.equals(SfFireFile.FORMAT)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "There is no format '" + format + "'. The formats are: " + SfFireFile.FORMAT);
        }
        if (limit != null && limit < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--limit " + limit + " leaves nothing to replay. Give 1 or more.");
        }
        Recording recording = SfFireFile.read(file, Instant.now());
        return limit == null ? recording : recording.first(limit);
    }

    private Summary replay(Recording recording, Plan plan, double pace, Board board) {
        Session session = new Session(
                recording, board.dispatch(), board.patrol(), new Bearer(confirmer()), new Retries(PATIENCE));
        Progress progress =
                new Progress(spec.commandLine().getErr(), plan.tasks().size());
        long start = System.nanoTime();
        new Replay(session).run(plan, continued(new Pace(pace, System::nanoTime), session, plan), progress);
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        return new Account(session, plan, file.toString()).drawUp(board.dispatch(), board.patrol(), wall);
    }

    private Supplier<String> confirmer() {
        if (confirmerTokenFile == null) {
            return Tokens.of(workspace).ofConfirmer();
        }
        Path file = confirmerTokenFile;
        return () -> BoardOptions.read(file);
    }

    /** An earlier run may have come some way; that time does not pass again. */
    private Pace continued(Pace pace, Session session, Plan plan) {
        Optional<Instant> recorded = pace.isFinite() ? Recorded.until(session, plan) : Optional.empty();
        recorded.ifPresent(until -> {
            PrintWriter err = spec.commandLine().getErr();
            err.println("The board holds steps up to " + until + " of the file. The replay goes on from there.");
            err.flush();
        });
        return recorded.map(pace::continuingAt).orElse(pace);
    }

    private void print(Summary summary) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            new SummaryText(out).print(summary);
            return;
        }
        try {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(summary));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UserError("The summary cannot be written as JSON: " + e.getMessage(), e);
        }
    }
}
