package io.qipan.launcher.partner;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.qipan.launcher.Board;
import io.qipan.launcher.BoardOptions;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.PartnerSetting;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.Retries;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "partner",
        description = "Plays a partner that matters are handed to and that hands some to us, until it is interrupted.",
        footer = {
            "A board expects 12345 on this machine unless QIPAN_DISPATCH_PARTNERS says otherwise; others it has to be"
                    + " told of:",
            "QIPAN_DISPATCH_PARTNERS=119=http://127.0.0.1:7650 ./qipan up --detach",
            "It listens on this machine only and takes offers from anybody here: for trying, not for a city.",
            "Interrupt it and start it again: what was open for it, it goes on with."
        })
public final class PartnerCommand implements Callable<Integer> {
    private static final int MOST_HANDED = 1_000;
    private static final Duration READ_EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "CODE", description = "Of its agency, for example 12345.")
    private String code = "";

    @Option(names = "--port", description = "Default: where the board expects it on this machine.")
    private @Nullable Integer port;

    @Option(
            names = "--habit",
            defaultValue = "ACCEPT",
            description = "What its people do: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Habit habit = Habit.ACCEPT;

    @Option(
            names = "--slowness",
            paramLabel = "DURATION",
            defaultValue = "PT2S",
            description = "How long they think. Default: ${DEFAULT-VALUE}.")
    private Duration slowness = Duration.ZERO;

    @Option(
            names = "--hand",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many matters it hands to the board first. Default: ${DEFAULT-VALUE}.")
    private int hand;

    @Option(names = "--danger", description = "With --hand: each of them is about danger to life.")
    private boolean danger;

    @Mixin
    private BoardOptions where = new BoardOptions();

    public PartnerCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() throws Exception {
        if (!code.matches("[a-z0-9-]{1,40}")) {
            throw new UserError("'" + code + "' is no code of an agency. Give one like 12345.");
        }
        if (slowness.isNegative()) {
            throw new UserError("--slowness " + slowness + " is negative. Give one like PT2S.");
        }
        if (hand < 0 || hand > MOST_HANDED || danger && hand == 0) {
            throw new UserError("--hand " + hand + (danger ? " --danger" : "") + ": give a number of matters, 1 to "
                    + MOST_HANDED + ", or leave both away.");
        }
        try (Board board = where.connect(workspace, Tokens.of(workspace).ofAgency("agencies/" + code));
                Hotline hotline = new Hotline(board, habit, slowness, this::say);
                Handing handing = new Handing(board, new Retries(PATIENCE), this::say)) {
            Server server = start(hotline, port == null ? whereExpected() : port);
            try {
                hotline.comeBack();
                say("Partner " + code + " listens at 127.0.0.1:" + server.getPort());
                handing.follow(READ_EVERY);
                for (int i = 0; i < hand; i++) {
                    handing.hand(danger);
                }
                server.awaitTermination();
            } finally {
                server.shutdownNow();
            }
        }
        return ExitCode.OK;
    }

    private int whereExpected() {
        return PartnerSetting.of(workspace)
                .map(setting -> setting.portHere(code))
                .orElseGet(OptionalInt::empty)
                .orElseThrow(() -> new UserError("The board does not look for " + code
                        + " on this machine. Start it with QIPAN_DISPATCH_PARTNERS=" + code
                        + "=http://127.0.0.1:7650, or give a --port."));
    }

    private Server start(Hotline hotline, int where) {
        try {
            return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), where))
                    .addService(hotline)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UserError(
                    "Port " + where + " cannot be listened at: " + e.getMessage() + ". Give another --port.");
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
