package io.qipan.launcher.demo;

import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "ecology",
        description = "Plays one case from the tip to the filing: electric fishing at night in the fishing ban.",
        footer = {
            "Everything is recorded as a drill, at real times; the act itself lies in the last fishing ban.",
            "Returns 0 only when the record of the board shows that the story happened."
        })
public final class EcologyDemoCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public EcologyDemoCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Board board = Board.of(workspace)) {
            List<String> missing = new EcologyDemo(board, Cast.of(workspace), out).play();
            out.println();
            out.println(
                    missing.isEmpty()
                            ? "The story happened: the record shows all of it. Nothing is left open."
                            : "The record does not show the whole story. Missing: " + String.join("; ", missing));
            out.flush();
            return missing.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
