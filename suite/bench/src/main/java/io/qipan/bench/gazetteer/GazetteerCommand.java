package io.qipan.bench.gazetteer;

import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "gazetteer",
        description = "Looks up names with one seeded fault in each, and tells how often they are found and how fast.",
        footer = {
            "How to read it: 'district' counts the very place when its district is known; 'alone' counts its name when",
            "nothing is known beside it. A fault can make one name into another, or leave it as near to several: no"
                    + " search",
            "can tell these apart by their letters. 'of distinct' counts those alone that are one fault away from no",
            "other name. Homophones are drawn by the readings that the search uses too, so they say nothing about",
            "characters of several readings. The names are a source of their own, which is taken away afterwards.",
            "Needs a running board: ./qipan up --detach"
        })
public final class GazetteerCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--streets",
            paramLabel = "FILE",
            description = "CSV with the columns code, name and areaCode. Without it names are made up.")
    private @Nullable Path streets;

    @Option(names = "--names", defaultValue = "100000", description = "Made up. Default: ${DEFAULT-VALUE}.")
    private int names;

    @Option(
            names = "--sample",
            defaultValue = "2000",
            description = "Names that are asked for with each kind of fault. Default: ${DEFAULT-VALUE}.")
    private int sample;

    @Option(names = "--seed", defaultValue = "20260724", description = "Of chance. Default: ${DEFAULT-VALUE}.")
    private long seed;

    public GazetteerCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        RunOptions.atLeastOne("--names", names);
        RunOptions.atLeastOne("--sample", sample);
        Machine machine = Machine.here();
        Random random = new Random(seed);
        Names list = streets == null ? Names.generated(names, random) : Names.read(streets);
        try (Board board = Board.of(workspace)) {
            Outcome outcome = new LookUps(board.dispatch()).measure(list, sample, random, machine);
            spec.commandLine().getOut().println(outcome.text());
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }
}
