package io.qipan.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Lists every process with its pid, address, health and uptime.",
        footer = {
            "Of a board elsewhere it tells what each service answers to gRPC's health check.",
            "Returns 0 when all is ready, 3 when not."
        })
final class StatusCommand implements Callable<Integer> {

    private static final String ROW = "%-18s %-9s %-21s %-21s %-16s %s%n";

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    @Mixin
    private BoardOptions where = new BoardOptions();

    StatusCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        BoardStatus status = where.isElsewhere() ? BoardStatus.elsewhere(workspace, where) : BoardStatus.of(workspace);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(status));
        } else {
            printTable(status, out);
        }
        out.flush();
        return status.ready() ? ExitCode.OK : ExitCode.NOT_READY;
    }

    private static void printTable(BoardStatus status, PrintWriter out) {
        out.printf(ROW, "NAME", "PID", "ADDRESS", "GRPC", "UPTIME", "HEALTH");
        for (ProcessStatus process : status.processes()) {
            String failing = process.failing().isEmpty() ? "" : ": " + String.join(", ", process.failing());
            out.printf(
                    ROW,
                    process.name(),
                    Objects.requireNonNullElse(process.pid(), "-"),
                    Objects.requireNonNullElse(process.address(), "-"),
                    Objects.requireNonNullElse(process.grpc(), "-"),
                    process.uptimeSeconds() == null ? "-" : readable(Duration.ofSeconds(process.uptimeSeconds())),
                    process.health() + failing);
        }
    }

    private static String readable(Duration uptime) {
        return "%d:%02d:%02d".formatted(uptime.toHours(), uptime.toMinutesPart(), uptime.toSecondsPart());
    }
}
