package io.qipan.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Json;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "dispatch",
        description =
                "Plays one busy evening: forty callers about one fire, its contingency plan, noise for 12345, a drill,"
                        + " a lost child.",
        footer = {
            "Takes about half a minute, most of it waiting for a post that does not answer.",
            "Everything is recorded as a drill, which the board's own figures leave out; the figures at the end are of the",
            "evening alone, by the same definitions.",
            "Plays 12345 itself where ./qipan up has the board expect it, but not if QIPAN_DISPATCH_PARTNERS names another place.",
            "Returns 0 only when the board's own record shows that the story happened, and nothing is left open."
        })
public final class DispatchDemoCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print counts and figures as JSON; the story goes to stderr.")
    private boolean json;

    public DispatchDemoCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter tale = json ? spec.commandLine().getErr() : out;
        try (Board board = Board.of(workspace);
                EveningPartner partner = EveningPartner.of(workspace)) {
            DispatchDemo.Result result = new DispatchDemo(board, Cast.of(workspace), partner, tale).play();
            EveningAccount account = EveningAccount.of(result);
            if (json) {
                print(account, out);
            } else {
                account.print(out);
                conclude(account, out);
            }
            return account.happened() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static void print(EveningAccount account, PrintWriter out) {
        try {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(account));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UserError("The figures cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    private static void conclude(EveningAccount account, PrintWriter out) {
        out.println();
        out.println(
                account.happened()
                        ? "The story happened: the record shows all of it. Nothing is left open."
                        : "The record does not show the whole story. Missing: " + String.join("; ", account.missing()));
        out.flush();
    }
}
