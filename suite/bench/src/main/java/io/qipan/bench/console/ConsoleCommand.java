package io.qipan.bench.console;

import io.qipan.bench.console.Waits.Summary;
import io.qipan.bench.fleet.LiveFleet;
import io.qipan.bench.fleet.LiveStage;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Measured;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.proto.common.v1.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "console",
        description = "How long the system makes a dispatcher wait, from the answer until the unit has its order.",
        footer = {
            "How to read it: a wait begins when the dispatcher asks and ends with the answer; the last one ends when the",
            "unit's terminal, told by its watch, has confirmed that it has the order. What the caller says and the",
            "dispatcher reads in between are pauses and not counted. Each incident takes three changing calls, the search",
            "for duplicates and the recommendation of a unit. The limit is one dispatcher alone, who never pauses.",
            "All calls and incidents are exercises and end with the measurement. Needs a running board that has no other",
            "units in service near 41 N 107.5 E: ./qipan up --detach"
        })
public final class ConsoleCommand implements Callable<Integer> {

    private static final int CONNECTIONS = 8;
    /** More would only flood a board that is not well, and measure that. */
    private static final int MOST_ERRORS_IN_A_ROW = 5;

    private static final double SOUTH = 41.0;
    private static final double WEST = 107.5;
    private static final int UNITS_IN_A_ROW = 25;
    private static final double BETWEEN_UNITS_DEG = 0.01;

    private final Workspace workspace;

    @Option(names = "--desks", defaultValue = "200", description = "Dispatchers. Default: ${DEFAULT-VALUE}.")
    private int desks;

    @Option(names = "--units", defaultValue = "600", description = "Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--pause",
            paramLabel = "MILLISECONDS",
            defaultValue = "2000",
            description = "On average between two steps of a dispatcher. Default: ${DEFAULT-VALUE}.")
    private int pause;

    @Option(names = "--seconds", defaultValue = "60", description = "With all dispatchers. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--alone",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "With one dispatcher, before and after. Default: ${DEFAULT-VALUE}.")
    private int alone;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Of all dispatchers, not counted. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ConsoleCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        RunOptions.atLeastOne("--desks", desks);
        RunOptions.atLeastOne("--units", units);
        RunOptions.atLeastOne("--pause", pause);
        RunOptions.atLeastOne("--seconds", seconds);
        RunOptions.atLeastOne("--alone", alone);
        if (warmUp < 0) {
            throw new UserError("--warm-up is " + warmUp + " and must not be negative.");
        }
        Machine machine = Machine.here();
        DatabaseAccess patrol = DatabaseAccess.of(workspace, Service.PATROL);
        List<Board> boards =
                Stream.generate(() -> Board.of(workspace)).limit(CONNECTIONS).toList();
        try (LiveStage stage = new LiveStage(workspace, patrol, this::say)) {
            List<String> fleet = stage.muster(units, List.of("patrol_car"));
            stage.fleet().place(fleet, ConsoleCommand::placeOf);
            Terminals terminals = new Terminals(boards, Tokens.of(workspace), fleet);
            return print(measure(boards, terminals), machine, patrol.version());
        } finally {
            boards.forEach(Board::close);
        }
    }

    /** One dispatcher, then all, then one again: the machine may change meanwhile. */
    private List<Summary> measure(List<Board> boards, Terminals terminals) throws InterruptedException {
        say("Warming up");
        run(boards, terminals, desks, Duration.ofMillis(pause), warmUp);
        say("One dispatcher alone");
        Summary before = run(boards, terminals, 1, Duration.ZERO, alone);
        say("%,d dispatchers".formatted(desks));
        Summary all = run(boards, terminals, desks, Duration.ofMillis(pause), seconds);
        say("One dispatcher alone");
        Summary after = run(boards, terminals, 1, Duration.ZERO, alone);
        return List.of(before, all, after);
    }

    private Summary run(List<Board> boards, Terminals terminals, int count, Duration between, int forSeconds)
            throws InterruptedException {
        Waits waits = new Waits();
        long end = System.nanoTime() + Duration.ofSeconds(forSeconds).toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Desk desk = new Desk(boards.get(i % boards.size()), terminals, this::somewhere, between, waits);
            threads.add(Thread.ofVirtual().name("desk-" + i).start(() -> work(desk, waits, end)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return waits.summary();
    }

    private static void work(Desk desk, Waits waits, long end) {
        int inARow = 0;
        while (System.nanoTime() < end && inARow < MOST_ERRORS_IN_A_ROW) {
            try {
                desk.once();
                inARow = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                waits.failed(e);
                inARow++;
            }
        }
    }

    private static Point placeOf(String unit) {
        int number = Integer.parseInt(unit.substring(unit.lastIndexOf('-') + 1));
        return LiveFleet.point(
                SOUTH + number / UNITS_IN_A_ROW * BETWEEN_UNITS_DEG,
                WEST + number % UNITS_IN_A_ROW * BETWEEN_UNITS_DEG);
    }

    /** Among the units. */
    private Point somewhere() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        double rows = Math.ceilDiv(units, UNITS_IN_A_ROW);
        return LiveFleet.point(
                SOUTH + random.nextDouble(rows) * BETWEEN_UNITS_DEG,
                WEST + random.nextDouble(UNITS_IN_A_ROW) * BETWEEN_UNITS_DEG);
    }

    private int print(List<Summary> summaries, Machine machine, String postgres) {
        Summary before = summaries.getFirst();
        Summary all = summaries.get(1);
        Summary after = summaries.getLast();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measurement", "console");
        fields.put("desks", desks);
        fields.put("units", units);
        fields.put("pause_ms", pause);
        fields.put("alone_before", before.fields());
        fields.put("all", all.fields());
        fields.put("alone_after", after.fields());
        fields.put("machine", machine);
        fields.put("postgres", postgres);
        RunOptions.print(spec, json, text(before, all, after, machine, postgres), fields);
        summaries.stream()
                .flatMap(summary -> summary.firstError().stream())
                .findFirst()
                .ifPresent(error -> say("The first error: " + error));
        int errors = summaries.stream().mapToInt(Summary::errors).sum();
        return errors == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private String text(Summary before, Summary all, Summary after, Machine machine, String postgres) {
        String lines = Arrays.stream(Wait.values())
                .map(wait -> "%-24s %s %s %s"
                        .formatted(
                                wait.title(),
                                percentiles(before.of(wait)),
                                percentiles(all.of(wait)),
                                percentiles(after.of(wait))))
                .collect(Collectors.joining("\n"));
        return """
                Waits in milliseconds, P50 and P99; %,d units, pauses of %,d ms

                %-24s %19s %19s %19s
                %s

                Incidents                %19d %19d %19d
                Unit gone, chosen again  %19d %19d %19d
                Errors                   %19d %19d %19d
                On %s; %s
                """.formatted(
                        units,
                        pause,
                        "",
                        "one alone, before",
                        "%,d dispatchers".formatted(desks),
                        "one alone, after",
                        lines,
                        before.incidents(),
                        all.incidents(),
                        after.incidents(),
                        before.secondChoices(),
                        all.secondChoices(),
                        after.secondChoices(),
                        before.errors(),
                        all.errors(),
                        after.errors(),
                        machine,
                        postgres);
    }

    private static String percentiles(Measured measured) {
        return "%9.1f %9.1f".formatted(measured.percentileMillis(0.5), measured.percentileMillis(0.99));
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
