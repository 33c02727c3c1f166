package io.qipan.launcher;

import io.qipan.launcher.audit.AuditCommand;
import io.qipan.launcher.backup.BackupCommand;
import io.qipan.launcher.backup.RestoreCommand;
import io.qipan.launcher.city.Wuhai;
import io.qipan.launcher.demo.DemoCommand;
import io.qipan.launcher.demo.DispatchDemoCommand;
import io.qipan.launcher.demo.EcologyDemoCommand;
import io.qipan.launcher.drill.DrillCommand;
import io.qipan.launcher.figure.FiguresCommand;
import io.qipan.launcher.firms.ImportFirmsCommand;
import io.qipan.launcher.grid.ImportGridCommand;
import io.qipan.launcher.partner.PartnerCommand;
import io.qipan.launcher.place.ImportPlacesCommand;
import io.qipan.launcher.replay.ReplayCommand;
import io.qipan.launcher.rpc.RpcCommand;
import io.qipan.launcher.species.ImportSpeciesCommand;
import io.qipan.launcher.story.AfterActionCommand;
import io.qipan.launcher.track.ExportTrackCommand;
import io.qipan.launcher.track.ImportTracksCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one command. Every subcommand is a class of its own. */
@Command(
        name = "./qipan",
        description = "Qipan (棋盘): dispatch, grid patrol and ecological enforcement on one board.",
        footer = {
            "Of the script itself: './qipan test' builds everything and runs all tests (./mvnw verify),",
            "'./qipan maven' is ./mvnw with the JDK that was found, './qipan bench' runs the measurements of suite/bench.",
            "",
            "Exit codes: 0 done, 1 failed, 2 the command line was not understood, 3 not everything is ready (status).",
            "./qipan COMMAND --help tells more about a command."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Qipan {

    private Qipan() {}

    public static void main(String[] arguments) {
        String[] words = arguments.length == 0 ? new String[] {"help"} : arguments;
        System.exit(commandLine(Workspace.current(), new Wuhai()).execute(words));
    }

    public static CommandLine commandLine(Workspace workspace, DemoCity city) {
        CommandLine command = new CommandLine(new Qipan())
                .addSubcommand(new UpCommand(workspace, city))
                .addSubcommand(new StatusCommand(workspace))
                .addSubcommand(new DownCommand(workspace))
                .addSubcommand(new TokenCommand(workspace))
                .addSubcommand(new SecretsCommand(workspace))
                .addSubcommand(new KeysCommand(workspace))
                .addSubcommand(new CommandLine(new DemoCommand(workspace))
                        .addSubcommand(new EcologyDemoCommand(workspace))
                        .addSubcommand(new DispatchDemoCommand(workspace)))
                .addSubcommand(new ReplayCommand(workspace))
                .addSubcommand(new DrillCommand(workspace))
                .addSubcommand(new FiguresCommand(workspace))
                .addSubcommand(new AfterActionCommand(workspace))
                .addSubcommand(new ImportGridCommand(workspace))
                .addSubcommand(new ImportPlacesCommand(workspace))
                .addSubcommand(new ImportSpeciesCommand(workspace))
                .addSubcommand(new ImportFirmsCommand(workspace))
                .addSubcommand(new ImportTracksCommand(workspace))
                .addSubcommand(new ExportTrackCommand(workspace))
                .addSubcommand(new PartnerCommand(workspace))
                .addSubcommand(new RpcCommand(workspace))
                .addSubcommand(new AuditCommand(workspace))
                .addSubcommand(new BackupCommand(workspace))
                .addSubcommand(new RestoreCommand(workspace))
                .addSubcommand(new CommandLine.HelpCommand());
        command.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        return command.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(new FailureReport(workspace));
    }
}
