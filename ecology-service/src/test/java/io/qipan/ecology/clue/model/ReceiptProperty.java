package io.qipan.ecology.clue.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReceiptProperty {
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    @Property
    void aReceiptIsReadAsItWasGiven(@ForAll long seed) {
        // Given
        Receipt given = Receipt.draw(new Random(seed));

        // When
        String grouped = given.grouped();

        // Then
        assertThat(grouped).matches("[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}");
        assertThat(Receipt.parse(" " + grouped.toLowerCase(java.util.Locale.ROOT)))
                .contains(given);
    }

    @Property
    void oneWrongCharacterIsNoticed(
            @ForAll long seed, @ForAll @IntRange(max = 11) int at, @ForAll @IntRange(min = 1, max = 30) int by) {
        // Given
        StringBuilder text = new StringBuilder(Receipt.draw(new Random(seed)).text());
        int wrong = (ALPHABET.indexOf(text.charAt(at)) + by) % ALPHABET.length();

        // When
        text.setCharAt(at, ALPHABET.charAt(wrong));

        // Then
        assertThat(Receipt.parse(text.toString())).isEmpty();
    }

    @Property
    void twoThatChangedPlacesAreNoticed(
            @ForAll long seed, @ForAll @IntRange(max = 11) int one, @ForAll @IntRange(max = 11) int other) {
        // Given
        String text = Receipt.draw(new Random(seed)).text();
        StringBuilder changed = new StringBuilder(text);

        // When
        changed.setCharAt(one, text.charAt(other));
        changed.setCharAt(other, text.charAt(one));

        // Then
        assertThat(Receipt.parse(changed.toString()).isPresent()).isEqualTo(text.contentEquals(changed));
    }
}
