package io.qipan.bench.rules;

import io.qipan.bench.harness.Comparison;
import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.bench.harness.EchoServer;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Report;
import io.qipan.bench.harness.RunOptions;
import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.GetVocabularyRequest;
import io.qipan.proto.ecology.v1.NamedPlace;
import io.qipan.proto.ecology.v1.RuleServiceGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rules",
        description = "Evaluates acts by many rules with many-cornered places, beside a gRPC echo of the same size.",
        footer = {
            "How to take it, for 2,000 rules and again for 20,000:",
            "  ./qipan bench rules --rules 2000 --write some/folder",
            "  QIPAN_ECOLOGY_RULES_DIRECTORY=some/folder ./qipan up --detach",
            "  ./qipan bench rules --rules 2000",
            "20,000 are 130 MB of JSON and need QIPAN_JAVA_OPTIONS=-Xmx2g in the second line.",
            "The places are invented, with 60 to 540 corners. With --places in the first and the last line they have the",
            "outlines of a GeoJSON file, made small and drawn side by side as often as it takes.",
            "The rules are spread over land as wide as they are many, so that an act meets as many of them. The echo",
            "answers to each activity with one of the service's own answers to it, of middle size, over the same kind of",
            "connection; it knows no tokens, checks nothing and evaluates nothing."
        })
public final class RulesCommand implements Callable<Integer> {
    private static final int SAMPLES = 101;

    private final Workspace workspace;

    @Option(names = "--rules", defaultValue = "2000", description = "Invented ones. Default: ${DEFAULT-VALUE}.")
    private int rules;

    @Option(names = "--write", paramLabel = "FOLDER", description = "Only write the files of the invented rules there.")
    private @Nullable Path write;

    @Option(
            names = "--places",
            paramLabel = "FILE",
            description = "GeoJSON whose polygons are the places of the rules, as of districts or reserves; any datum.")
    private @Nullable Path places;

    @Option(
            names = "--concurrency",
            defaultValue = "64",
            description = "Evaluations under way at a time. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Mixin
    private RunOptions options = new RunOptions();

    public RulesCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        RunOptions.atLeastOne("--rules", rules);
        RunOptions.atLeastOne("--concurrency", concurrency);
        Optional<Outlines> outlines = Optional.ofNullable(places).map(Outlines::read);
        RuleFiles files = new RuleFiles(rules, outlines);
        outlines.ifPresent(drawn -> options.say(
                places + " has " + drawn.rings().size() + " outlines with " + drawn.corners() + " corners."));
        if (write != null) {
            files.write(write);
            options.say("Wrote " + rules + " rules. Start with QIPAN_ECOLOGY_RULES_DIRECTORY=" + write);
            return ExitCode.OK;
        }
        Machine machine = Machine.here();
        checkLoaded();
        Comparison comparison = compare(files, plan);
        options.print(new Report(
                "rules",
                "Evaluations",
                comparison,
                plan,
                Map.of(
                        "invented rules",
                        rules,
                        "under way",
                        concurrency,
                        "outlines",
                        outlines.map(drawn -> drawn.rings().size()).orElse(0)),
                machine,
                DatabaseAccess.of(workspace, Service.ECOLOGY).version()));
        return comparison.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** That the service has these rules and not others, by their places. */
    private void checkLoaded() {
        try (Board board = Board.of(workspace)) {
            long places = RuleServiceGrpc.newBlockingStub(board.ecology())
                    .withMaxInboundMessageSize(Integer.MAX_VALUE)
                    .getVocabulary(GetVocabularyRequest.getDefaultInstance())
                    .getPlacesList()
                    .stream()
                    .map(NamedPlace::getCode)
                    .filter(code -> code.startsWith("bench_"))
                    .count();
            if (places != rules) {
                throw new UserError("The service has " + places + " invented rules and not " + rules
                        + ". Write them with --write and start the service with them; --help tells how.");
            }
        }
    }

    private Comparison compare(RuleFiles files, Plan plan) throws Exception {
        String token = Tokens.of(workspace).forTrying();
        try (RulesSide claim = new RulesSide("EvaluateAct", concurrency, files, () -> Board.of(workspace));
                EchoServer echo = echo(claim);
                RulesSide limit = new RulesSide(
                        "gRPC echo, same size",
                        concurrency,
                        files,
                        () -> Board.connect(Map.of(Service.ECOLOGY, echo.address()), token, Board.DEFAULT_DEADLINE))) {
            return Comparison.take(claim, limit, plan, () -> {}, options::say);
        }
    }

    private static EchoServer echo(RulesSide claim) throws IOException {
        Map<String, EvaluateActResponse> answers = RuleFiles.ACTIVITIES.stream()
                .collect(Collectors.toMap(activity -> activity, activity -> ofMiddleSize(claim, activity)));
        return new EchoServer(RuleServiceGrpc.getEvaluateActMethod(), "activity", answers);
    }

    private static EvaluateActResponse ofMiddleSize(RulesSide claim, String activity) {
        List<EvaluateActResponse> answers = IntStream.range(0, SAMPLES)
                .mapToObj(i -> claim.evaluate(activity).join())
                .sorted(Comparator.comparingInt(EvaluateActResponse::getSerializedSize))
                .toList();
        return answers.get(SAMPLES / 2);
    }
}
