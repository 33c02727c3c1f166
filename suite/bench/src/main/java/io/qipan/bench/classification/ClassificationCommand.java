package io.qipan.bench.classification;

import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "classification",
        description = "Learns from labelled texts, tries others, and tells how often what is suggested is right and how"
                + " often nothing is.",
        footer = {
            "How to read it: the oldest texts are learned from, the newest tried; with few texts also in folds, each",
            "tried with what was learned from the others. Right is the share of correct ones among those for which",
            "something is suggested, promised the mean share that came with them, of three how often the right one is",
            "among the first three, usual how often the label that was most frequent before is right for the same",
            "texts. Best guess is without abstaining. Of San Francisco's and Montgomery's calls the files hold no word",
            "of the caller: all there is to go by is where it was, so that little can be known and nearly always",
            "nothing should be suggested. It is the code of dispatch-service without the service: no board needs to",
            "run."
        })
public final class ClassificationCommand implements Callable<Integer> {
    private static final int FEWEST_TEXTS = 20;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV, of San Francisco's fire calls, of Montgomery's 911 calls, or of petitions.")
    private List<Path> files = List.of();

    @Option(
            names = "--learn",
            defaultValue = "0.7",
            description = "Share of the texts to learn from. Default: ${DEFAULT-VALUE}.")
    private double learn;

    @Option(
            names = "--folds",
            defaultValue = "5",
            description = "Of files with fewer than 2,000 texts. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--least-shares",
            split = ",",
            defaultValue = "0.4,0.5,0.6,0.7,0.8,0.9",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<Double> leastShares = List.of();

    @Option(names = "--least-margin", defaultValue = "0.2", description = "Default: ${DEFAULT-VALUE}.")
    private double leastMargin;

    @Option(names = "--fewest-cases", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
    private int fewestCases;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (learn <= 0 || learn >= 1) {
            throw new UserError("--learn is " + learn + " and must be between 0 and 1.");
        }
        RunOptions.atLeastOne("--folds", folds - 1);
        Map<String, Object> fields = new TreeMap<>();
        StringBuilder text = new StringBuilder("Classification: least margin %s".formatted(leastMargin));
        for (Path file : files) {
            LabelledTexts.read(file).forEach(texts -> measure(texts, text, fields));
        }
        Machine machine = Machine.here();
        fields.put("machine", machine);
        RunOptions.print(spec, json, text + "\n" + machine, fields);
        return ExitCode.OK;
    }

    private void measure(LabelledTexts texts, StringBuilder text, Map<String, Object> fields) {
        int n = texts.texts().size();
        if (n < FEWEST_TEXTS) {
            throw new UserError(
                    texts.title() + " has " + n + " texts with a label and a time, fewer than " + FEWEST_TEXTS + ".");
        }
        text.append("%n%s, %s by %s: %d texts, %d labels, %d rows left out"
                .formatted(
                        texts.title(),
                        texts.label(),
                        texts.text(),
                        n,
                        texts.texts().stream()
                                .map(LabelledTexts.Labelled::label)
                                .distinct()
                                .count(),
                        texts.leftOut()));
        Map<String, Object> measured = new TreeMap<>();
        Trial byTime = Trial.byTime(texts.texts(), learn);
        add("by time, %d learned".formatted(n - byTime.tried().size()), byTime, "by_time", text, measured);
        if (n < 2_000) {
            add("in %d folds".formatted(folds), Trial.byFolds(texts.texts(), folds), "by_folds", text, measured);
        }
        fields.put(texts.title() + " " + texts.label(), measured);
    }

    private void add(String how, Trial trial, String field, StringBuilder text, Map<String, Object> measured) {
        Table table = new Table(trial, leastShares, leastMargin, fewestCases);
        text.append("%n  %s, %d tried".formatted(how, trial.tried().size())).append(table.text());
        measured.put(field, table.fields());
    }
}
