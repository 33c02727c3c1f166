package io.qipan.dispatch.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What every source of lots keeps: a share of 0 is never drawn, one of 1 always. */
abstract class LotsContract {

    abstract Lots lots();

    @Test
    void each_is_from_0_to_below_1() {
        // Given
        Lots lots = lots();

        // When
        List<Double> drawn =
                DoubleStream.generate(lots::next).limit(10_000).boxed().toList();

        // Then
        assertThat(drawn).allMatch(lot -> lot >= 0 && lot < 1);
    }
}
