package io.qipan.patrol.season;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.grid.GridPorts;
import io.qipan.patrol.grid.LiveGrid;
import io.qipan.runtime.rpc.RpcService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The season put together by hand on PostgreSQL. */
public record SeasonBoard(Patrol patrol, LiveGrid liveGrid, LiveSeason liveSeason) {

    public static SeasonBoard over(Patrol patrol) {
        LiveGrid liveGrid = new LiveGrid(patrol.unitOfWork(), patrol.grids());
        LiveSeason liveSeason = new LiveSeason(
                patrol.unitOfWork(),
                shippedCalendar(),
                new PostgresDeclarations(),
                patrol.kinds(),
                liveGrid,
                patrol.clock());
        return new SeasonBoard(patrol, liveGrid, liveSeason);
    }

    public static SeasonCalendar shippedCalendar() {
        try (InputStream rules = SeasonBoard.class.getResourceAsStream("/season/wuhai.json")) {
            return RuleFile.read(new String(Objects.requireNonNull(rules).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Imports that ask the season what they would do to it. */
    public RpcService gridRpc() {
        return GridPorts.rpc(patrol, new DeclarationsOnGrid(new PostgresDeclarations()));
    }

    public RpcService rpc() {
        liveSeason.refresh();
        liveGrid.refresh();
        Declarations declarations = new PostgresDeclarations();
        return new SeasonRpc(
                patrol.unitOfWork(),
                patrol.clock(),
                declarations,
                new DeclareMedium(declarations, patrol.grids(), patrol.journal()),
                new RevokeDeclaration(declarations, patrol.journal()),
                new EvaluateMovement(patrol.units(), liveSeason),
                liveSeason);
    }
}
