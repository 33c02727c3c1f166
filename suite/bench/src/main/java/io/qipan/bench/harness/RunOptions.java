package io.qipan.bench.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.launcher.UserError;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every measurement can be told. */
public final class RunOptions {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seconds", defaultValue = "5", description = "Of each round. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "6", description = "Of each side. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Of each side, not counted. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public Plan plan() {
        atLeastOne("--seconds", seconds);
        atLeastOne("--rounds", rounds);
        if (warmUp < 0) {
            throw new UserError("--warm-up is " + warmUp + " and must not be negative.");
        }
        return new Plan(rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
    }

    public static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new UserError(option + " is " + value + " and must be 1 or more.");
        }
    }

    /** Prints the outcome, and beside it the first error of each side. */
    public void print(Report report) {
        print(report.text(), report.fields());
        report.comparison().firstErrors().forEach(this::say);
    }

    /** Prints the outcome in the form that was asked for. */
    public void print(String text, Map<String, Object> fields) {
        print(spec, json, text, fields);
    }

    /** The same for what does not run in rounds. */
    public static void print(CommandSpec spec, boolean json, String text, Map<String, Object> fields) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? write(fields) : text);
        out.flush();
    }

    private static String write(Map<String, Object> fields) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of how it goes; not part of the outcome. */
    public void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
