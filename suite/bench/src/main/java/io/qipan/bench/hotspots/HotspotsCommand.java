package io.qipan.bench.hotspots;

import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.RunOptions;
import io.qipan.dispatch.pattern.model.HotspotSearch;
import io.qipan.dispatch.pattern.model.HotspotSearch.Plan;
import io.qipan.dispatch.pattern.model.Occurrence;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "hotspots",
        description = "Tells how often hotspots are declared in calls whose days were drawn anew, and how often planted"
                + " ones are found.",
        footer = {
            "How to read it: with the days of each type drawn anew among its calls there is no hotspot, so each one",
            "that is declared is a false alarm; the share of shufflings with any is to be at most the level. Planted",
            "are calls in one cell on two days in a row, one such crowd in each shuffling, in the cell of any call:",
            "crowded cells are more often chosen, and there it takes more to be seen. The intervals are exact",
            "(Clopper and Pearson), of 95 %. It is the code of dispatch-service without the service: no board needs",
            "to run."
        })
public final class HotspotsCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV, of San Francisco's fire calls or of Montgomery's 911 calls.")
    private List<Path> files = List.of();

    @Option(names = "--cell", defaultValue = "1000", description = "Side of a cell, metres. Default: ${DEFAULT-VALUE}.")
    private int cellM;

    @Option(names = "--radius", defaultValue = "3", description = "Largest, in cells. Default: ${DEFAULT-VALUE}.")
    private int radius;

    @Option(
            names = "--longest-days",
            defaultValue = "7",
            description = "At most half of a file's days. Default: ${DEFAULT-VALUE}.")
    private int longestDays;

    @Option(names = "--permutations", defaultValue = "199", description = "Of each test. Default: ${DEFAULT-VALUE}.")
    private int permutations;

    @Option(names = "--level", defaultValue = "0.05", description = "False discovery rate. Default: ${DEFAULT-VALUE}.")
    private double level;

    @Option(names = "--shufflings", defaultValue = "400", description = "Without a hotspot. Default: ${DEFAULT-VALUE}.")
    private int shufflings;

    @Option(
            names = "--planted",
            defaultValue = "100",
            description = "Hotspots of each strength. Default: ${DEFAULT-VALUE}.")
    private int planted;

    @Option(
            names = "--strengths",
            split = ",",
            defaultValue = "5,10,20",
            description = "Calls that are put in. Default: ${DEFAULT-VALUE}.")
    private List<Integer> strengths = List.of();

    @Option(names = "--seed", description = "Of chance. Without it one is drawn, and printed.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        RunOptions.atLeastOne("--cell", cellM);
        RunOptions.atLeastOne("--longest-days", longestDays);
        RunOptions.atLeastOne("--permutations", permutations);
        RunOptions.atLeastOne("--shufflings", shufflings);
        Machine machine = Machine.here();
        long drawn = seed == null ? RandomGenerator.getDefault().nextInt(1_000_000_000) : seed;
        Map<String, Object> fields = new TreeMap<>();
        StringBuilder text =
                new StringBuilder("Hotspots (seed %d): cells of %d m, radius %d cells, level %s, %d permutations"
                        .formatted(drawn, cellM, radius, level, permutations));
        for (Path file : files) {
            measure(CallFile.read(file), drawn, text, fields);
        }
        fields.put("seed", drawn);
        fields.put("machine", machine);
        RunOptions.print(spec, json, text + "\n" + machine, fields);
        return ExitCode.OK;
    }

    private void measure(CallFile file, long drawn, StringBuilder text, Map<String, Object> fields) {
        if (file.calls().isEmpty() || file.days() < 4) {
            throw new UserError(file.title() + " has calls of fewer than four days.");
        }
        Map<String, List<Occurrence>> byType = file.byType(cellM);
        int longest = Math.min(longestDays, file.days() / 2);
        Plan plan = new Plan(file.days(), radius * radius, longest, permutations, level, drawn);
        int fewest = new HotspotSearch(byType, plan).fewestPermutations();
        if (permutations < fewest) {
            throw new UserError("--permutations is " + permutations + ", and nothing could be declared of the "
                    + byType.size() + " types of " + file.title() + " with fewer than " + fewest + ".");
        }
        Shufflings shuffled = new Shufflings(byType, plan, drawn);
        int tested = byType.values().stream().mapToInt(List::size).sum();
        text.append("%n%s: %d calls of %d types tested together, %d days, hotspots of at most %d; %d rows without place"
                .formatted(file.title(), tested, byType.size(), file.days(), longest, file.leftOut()));
        Share alarms = shuffled.falseAlarms(shufflings);
        text.append("%n  declared where there is nothing  %s".formatted(alarms));
        Map<String, Object> measured = new TreeMap<>(Map.of("false_alarms", alarms.fields(), "calls", tested));
        for (int strength : strengths) {
            Share found = shuffled.found(strength, planted);
            text.append("%n  found of %3d calls more          %s".formatted(strength, found));
            measured.put("found_" + strength, found.fields());
        }
        fields.put(file.title(), measured);
    }
}
