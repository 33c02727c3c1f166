package io.qipan.dispatch.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SecureLotsTest extends LotsContract {

    @Override
    Lots lots() {
        return new SecureLots();
    }

    @Test
    void a_share_is_drawn_about_as_often_as_it_says_and_no_two_sources_agree() {
        // Given
        Lots one = lots();
        Lots other = lots();
        int n = 100_000;

        // When
        double[] lots = DoubleStream.generate(one::next).limit(n).toArray();

        // Then: six standard deviations, so that this fails by chance about twice in a thousand million runs
        double sigma = Math.sqrt(0.05 * 0.95 / n);
        assertThat(DoubleStream.of(lots).filter(lot -> lot < 0.05).count() / (double) n)
                .isCloseTo(0.05, within(6 * sigma));
        assertThat(DoubleStream.generate(other::next).limit(4).toArray())
                .isNotEqualTo(DoubleStream.of(lots).limit(4).toArray());
    }
}
