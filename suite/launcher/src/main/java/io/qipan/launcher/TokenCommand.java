package io.qipan.launcher;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = "Prints a signed token for the services of this checkout.",
        footer = "Example: curl -H \"Authorization: Bearer $(./qipan token --role DISPATCHER)\" …")
final class TokenCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "May be given more than once: ${COMPLETION-CANDIDATES}. Default: all but SERVICE.")
    private List<Role> roles = List.of();

    @Option(
            names = "--subject",
            paramLabel = "NAME",
            defaultValue = Tokens.LOCAL_OPERATOR,
            description = "Who the bearer is. Default: ${DEFAULT-VALUE}.")
    private String subject = "";

    @Option(names = "--unit", paramLabel = "UNIT", description = "The unit a bearer with role UNIT speaks for.")
    private @Nullable String unit;

    @Option(
            names = "--agency",
            paramLabel = "AGENCY",
            description = "The agency, agencies/CODE, that a bearer with role AGENCY comes from.")
    private @Nullable String agency;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            defaultValue = "PT8H",
            description = "How long it is valid. Default: ${DEFAULT-VALUE}.")
    private Duration life = Duration.ZERO;

    TokenCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        if (!life.isPositive()) {
            throw new UserError("--ttl " + life + " is not a time to live. Give a positive one, for example PT8H.");
        }
        workspace.createFolders();
        Set<Role> chosen = roles.isEmpty() ? Role.people() : Set.copyOf(roles);
        PrintWriter out = spec.commandLine().getOut();
        out.println(Tokens.of(workspace)
                .mint(subject, chosen, Optional.ofNullable(unit), Optional.ofNullable(agency), life));
        out.flush();
        return ExitCode.OK;
    }
}
