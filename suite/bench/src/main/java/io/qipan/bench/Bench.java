package io.qipan.bench;

import io.grpc.StatusRuntimeException;
import io.qipan.bench.classification.ClassificationCommand;
import io.qipan.bench.console.ConsoleCommand;
import io.qipan.bench.coverage.CoverageCommand;
import io.qipan.bench.duplicates.DuplicatesCommand;
import io.qipan.bench.gazetteer.GazetteerCommand;
import io.qipan.bench.history.HistoryCommand;
import io.qipan.bench.hotspots.HotspotsCommand;
import io.qipan.bench.intake.IntakeCommand;
import io.qipan.bench.locate.LocateCommand;
import io.qipan.bench.nearest.NearestCommand;
import io.qipan.bench.orders.OrdersCommand;
import io.qipan.bench.positions.PositionsCommand;
import io.qipan.bench.rules.RulesCommand;
import io.qipan.bench.start.StartCommand;
import io.qipan.bench.watch.WatchCommand;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.rpc.RefusalText;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./qipan bench}. Every measurement is a class of its own. */
@Command(
        name = "./qipan bench",
        description = "Measures the running suite. Each figure comes with its limit, taken in the same run.",
        synopsisSubcommandLabel = "MEASUREMENT")
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        String[] words = arguments.length == 0 ? new String[] {"help"} : arguments;
        System.exit(commandLine(Workspace.current()).execute(words));
    }

    static CommandLine commandLine(Workspace workspace) {
        CommandLine command = new CommandLine(new Bench())
                .addSubcommand(new IntakeCommand(workspace))
                .addSubcommand(new ConsoleCommand(workspace))
                .addSubcommand(new PositionsCommand(workspace))
                .addSubcommand(new HistoryCommand(workspace))
                .addSubcommand(new GazetteerCommand(workspace))
                .addSubcommand(new NearestCommand(workspace))
                .addSubcommand(new LocateCommand(workspace))
                .addSubcommand(new CoverageCommand(workspace))
                .addSubcommand(new WatchCommand(workspace))
                .addSubcommand(new RulesCommand(workspace))
                .addSubcommand(new StartCommand(workspace))
                .addSubcommand(new DuplicatesCommand(workspace))
                .addSubcommand(new OrdersCommand(workspace))
                .addSubcommand(new HotspotsCommand())
                .addSubcommand(new ClassificationCommand())
                .addSubcommand(new CommandLine.HelpCommand());
        command.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        return command.setUsageHelpAutoWidth(true).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(sentence(failure));
            line.getErr().flush();
            return ExitCode.FAILED;
        });
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case UserError error -> error.sentence();
            case StatusRuntimeException refusal -> RefusalText.of(refusal);
            default -> "The measurement failed: " + failure;
        };
    }
}
