package io.qipan.bench.start;

import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.ColdStart;
import io.qipan.launcher.ColdStart.Outcome;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        description = "Starts one more replica of each service, with and without an AOT cache, until it is ready.",
        footer = {
            "How to read it: seconds from the call of the JVM to the first answer that it is ready, and the memory that the",
            "process holds then. A start of an empty database takes longer once, for its migrations.",
            "Needs a running board: ./qipan up --detach"
        })
public final class StartCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Option(
            names = "--service",
            description = "Only this one: ${COMPLETION-CANDIDATES}. May be given more than once. Default: all.")
    private List<Service> services = List.of(Service.values());

    @Mixin
    private RunOptions options = new RunOptions();

    public StartCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        int rounds = options.plan().rounds();
        Machine machine = Machine.here();
        List<Starts> all = new ArrayList<>();
        for (Service service : services) {
            ColdStart start = new ColdStart(workspace, service);
            all.add(take(service, "plain", rounds, start::plain));
            all.add(take(service, "AOT cache", rounds, start::cached));
        }
        options.print(text(all, rounds, machine), fields(all, rounds, machine));
        return ExitCode.OK;
    }

    private Starts take(Service service, String way, int rounds, Supplier<Outcome> start) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            outcomes.add(start.get());
        }
        Starts starts = new Starts(service.processName(), way, outcomes);
        options.say(starts.line());
        return starts;
    }

    private static String text(List<Starts> all, int rounds, Machine machine) {
        return """
                Ready after seconds, median of %d starts, mark %.1f

                %-18s %-10s %8s %8s %8s %8s
                %s

                On %s
                """.formatted(
                        rounds,
                        Starts.MARK.toMillis() / 1000.0,
                        "",
                        "",
                        "median",
                        "fastest",
                        "slowest",
                        "MB",
                        all.stream().map(Starts::line).collect(Collectors.joining("\n")),
                        machine);
    }

    private static Map<String, Object> fields(List<Starts> all, int rounds, Machine machine) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bench", "start");
        fields.put("rounds", rounds);
        fields.put("mark_s", Starts.MARK.toMillis() / 1000.0);
        fields.put(
                "starts",
                all.stream()
                        .map(starts -> Map.of(
                                "service", starts.service(),
                                "way", starts.way(),
                                "ready_s", starts.seconds(),
                                "resident_mb", starts.megabytes(),
                                "within_mark", starts.withinMark()))
                        .toList());
        fields.put("machine", machine);
        return fields;
    }
}
