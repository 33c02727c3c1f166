package io.qipan.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Json;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Plays the night of 24 July: somebody wants to jump into the river, and nobody knows where.",
        footer = {
            "./qipan demo dispatch plays a busy evening, ./qipan demo ecology one case at the river, from the tip to the filing.",
            "Takes about a minute, most of it waiting for a crew that does not answer.",
            "Everything is recorded as a drill, at real times; the timeline shows the story's clock beside them.",
            "Returns 0 only when the board's own record shows that the story happened."
        })
public final class DemoCommand implements Callable<Integer> {

    /** The second rung comes 30 s after sending, unless the board has another ladder. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print the recorded timeline as JSON; the story goes to stderr.")
    private boolean json;

    public DemoCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter tale = json ? spec.commandLine().getErr() : out;
        try (Board board = Board.of(workspace)) {
            Demo.Result result = new Demo(board, Cast.of(workspace), PATIENCE, tale).play();
            if (json) {
                print(result, out);
            } else {
                new TimelineText(out).print(result.timeline());
                conclude(result, out);
            }
            return result.happened() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static void print(Demo.Result result, PrintWriter out) {
        try {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UserError("The timeline cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    private static void conclude(Demo.Result result, PrintWriter out) {
        List<String> missing = result.missing();
        out.println();
        out.println(
                missing.isEmpty()
                        ? "The story happened: the record shows all of it. Nothing is left open."
                        : "The record does not show the whole story. Missing: " + String.join("; ", missing));
        out.flush();
    }
}
