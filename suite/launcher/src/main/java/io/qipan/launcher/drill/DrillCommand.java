package io.qipan.launcher.drill;

import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.Ending;
import io.qipan.launcher.client.MomentConverter;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.drill.Played.Twin;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "drill",
        description =
                "Plays a period of the past again as an exercise, on the running board, and compares what was done.",
        footer = {
            "Calls ring and incidents are opened as they were, each marked as an exercise; people order the units.",
            "No number of a caller and no order is played again; what is real is neither changed nor counted with it.",
            "Times are like 2026-11-22T08:00:00+08:00 or 2026-11-22, which is its beginning in UTC.",
            "At the end, also when it breaks off, it ends what is left open of it, what those who practise have made of it too;",
            "what has open orders is named, and is left to who ordered.",
            "Returns 0 when nothing is left open."
        })
public final class DrillCommand implements Callable<Integer> {

    /** How long a service may be away, in the middle of a drill, before it is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", required = true, converter = MomentConverter.class, description = "From this time on.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, converter = MomentConverter.class, description = "Before this time.")
    private Instant to = Instant.EPOCH;

    @Option(
            names = "--factor",
            defaultValue = "1",
            description = "How many seconds of the past pass in one second. Default: ${DEFAULT-VALUE}.")
    private double factor;

    @Option(
            names = "--minutes",
            defaultValue = "30",
            description = "How long people have after the last of it. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--leave-open", description = "End nothing at the end.")
    private boolean leaveOpen;

    public DrillCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    DrillCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() {
        check();
        Retries retries = new Retries(PATIENCE);
        try (Board board = connect.apply(workspace)) {
            Script script = new Past(board.dispatch(), retries).between(from, to);
            String run = UUID.randomUUID().toString().substring(0, 8);
            say(
                    "Drill %s: %,d calls and %,d incidents of %s to %s.",
                    run, script.calls(), script.incidents().size(), from, to);
            if (script.leftOut() > 0) {
                say("%,d calls of that time told of older incidents, and are left out.", script.leftOut());
            }
            if (script.scenes().isEmpty()) {
                throw new UserError("Nothing real was told from " + from + " to " + to + ". Choose another time.");
            }
            Exercise exercise = new Exercise(run, factor, board.dispatch(), retries);
            Curtain curtain = new Curtain(board.dispatch(), retries, line -> say("%s", line));
            new Ending("drill")
                    .play(
                            () -> {
                                exercise.play(script, line -> say("  %s", line));
                                waitFor(curtain, exercise.played());
                                review(new Deeds(board.dispatch(), retries), exercise.played());
                            },
                            () -> say("The drill broke off."),
                            () -> end(curtain, exercise));
            return curtain.isAllEnded() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void end(Curtain curtain, Exercise exercise) {
        if (!leaveOpen) {
            curtain.fall(exercise.played());
        }
    }

    private void check() {
        if (!from.isBefore(to)) {
            throw wrong("--to " + to + " is not after --from " + from + ".");
        }
        if (!(factor > 0 && Double.isFinite(factor))) {
            throw wrong(
                    "--factor " + factor + " is no pace. Give how many seconds pass in one second, for example 10.");
        }
        if (!(minutes >= 0 && minutes <= 24 * 60)) {
            throw wrong("--minutes " + minutes + " is not between 0 and 1440.");
        }
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    private void waitFor(Curtain curtain, Played played) {
        long end =
                System.nanoTime() + Duration.ofMillis((long) (minutes * 60_000)).toNanos();
        while (System.nanoTime() - end < 0 && !curtain.isOver(played)) {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("The drill was interrupted.", e);
            }
        }
    }

    private void review(Deeds deeds, Played played) {
        ReviewText text = new ReviewText(spec.commandLine().getOut());
        text.head();
        for (Twin twin : played.incidents()) {
            text.line(
                    twin.then().opened(),
                    deeds.of(twin.then().opened().getName()),
                    twin.drill().map(deeds::of));
        }
    }

    private void say(String line, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(java.util.Locale.ROOT, line + "%n", values);
        out.flush();
    }
}
