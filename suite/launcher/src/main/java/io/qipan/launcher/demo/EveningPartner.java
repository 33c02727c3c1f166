package io.qipan.launcher.demo;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.qipan.launcher.Board;
import io.qipan.launcher.PartnerSetting;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.partner.Habit;
import io.qipan.launcher.partner.Hotline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The 12345 of the evening: their system and their people, where the board expects them on this machine. */
final class EveningPartner implements AutoCloseable {

    static final String CODE = "12345";
    static final String AGENCY = "agencies/" + CODE;
    private static final Duration THEY_THINK = Duration.ofSeconds(1);

    private final OptionalInt port;
    private final Board board;
    private final Hotline people;
    private @Nullable Server system;

    /**
     * @param port where the board expects it on this machine, if it does
     * @param board with a token of the agency
     */
    EveningPartner(OptionalInt port, Board board) {
        this.port = port;
        this.board = board;
        this.people = new Hotline(board, Habit.ACCEPT, THEY_THINK, said -> {});
    }

    static EveningPartner of(Workspace workspace) {
        OptionalInt port = PartnerSetting.of(workspace)
                .map(setting -> setting.portHere(CODE))
                .orElseGet(OptionalInt::empty);
        return new EveningPartner(port, Board.of(workspace, Tokens.of(workspace).ofAgency(AGENCY)));
    }

    /** False: the board looks for it elsewhere, where somebody real may be, or not at all. */
    boolean isHere() {
        return port.isPresent();
    }

    Board board() {
        return board;
    }

    /** Begins to take offers, and says how it went. What another evening left for it, it goes on with. */
    String open() {
        try {
            system = NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port.orElseThrow()))
                    .addService(people)
                    .build()
                    .start();
        } catch (IOException e) {
            return "Somebody plays " + CODE + " already, at port " + port.orElseThrow()
                    + "; the story goes on with them.";
        }
        people.comeBack();
        return "The story plays " + CODE + " too, at port " + port.orElseThrow() + " of this machine.";
    }

    /** Their people say nothing any more. */
    void fallSilent() {
        people.close();
    }

    @Override
    public void close() {
        if (system != null) {
            system.shutdownNow();
        }
        people.close();
        board.close();
    }
}
