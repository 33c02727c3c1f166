package io.qipan.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops the services and PostgreSQL. The data stays.")
final class DownCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DownCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        workspace.createFolders();
        try (BoardLock lock = BoardLock.take(workspace)) {
            new Shutdown(workspace, spec.commandLine().getOut()).run();
        }
        return ExitCode.OK;
    }
}
