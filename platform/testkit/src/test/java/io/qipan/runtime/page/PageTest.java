package io.qipan.runtime.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final String FILTER = "open calls";

    private static String tokenWithKey(String key) {
        return Page.of(1, 1, "", FILTER).next(List.of(key, "one more"), Function.identity());
    }

    @Test
    void continuesAfterTheKeyOfATokenOfItsOwn() {
        // Given
        String token = tokenWithKey("黄河 7");

        // When
        Page page = Page.of(1, 1, token, FILTER);

        // Then
        assertThat(page.after()).hasValue("黄河 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "calls/\0", "a\nb", "\u007f"})
    void refusesATokenWithControlCharactersThatNoKeyOfOursHas(String key) {
        // Given
        String token = tokenWithKey(key);

        // When
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> Page.of(1, 1, token, FILTER));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }
}
