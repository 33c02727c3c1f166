package io.qipan.dispatch.figure;

import io.qipan.dispatch.Surroundings;
import io.qipan.runtime.rpc.RpcService;

/** Figures put together by hand; opens them to tests of other features. */
public record FigureFeature(Figures figures, Clocks clocks, RpcService rpc) {

    public static FigureFeature onPostgres(Surroundings around) {
        Figures figures = new PostgresFigures();
        return new FigureFeature(figures, new PostgresClocks(), new FigureRpc(around.unitOfWork(), figures));
    }
}
