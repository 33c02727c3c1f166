package io.qipan.ecology.clue.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a tipster asks with: twelve characters that are not taken for each other on the telephone. Eleven are drawn, which makes
 * 31^11, about 2^54; the last one checks them. Weights from 1 to 12 modulo the prime 31, as in ISBN-10: one wrong character and
 * any two that changed places are always noticed.
 */
public record Receipt(String text) {
    /** Digits and capitals without 0, 1, I, L and O. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int DRAWN = 11;
    private static final int GROUP = 4;

    /** @param random cannot be guessed from what it has drawn before */
    public static Receipt draw(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < DRAWN; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        // The weight of the last character is 12: it takes what makes the sum divisible.
        for (int i = 0; i < ALPHABET.length(); i++) {
            String whole = text.toString() + ALPHABET.charAt(i);
            if (sum(whole) == 0) {
                return new Receipt(whole);
            }
        }
        throw new AssertionError("31 is prime, so one character fits");
    }

    /** Reads what somebody says; empty if it was misheard or mistyped. */
    public static Optional<Receipt> parse(String said) {
        String text = said.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        boolean known = text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return known && text.length() == DRAWN + 1 && sum(text) == 0
                ? Optional.of(new Receipt(text))
                : Optional.empty();
    }

    private static int sum(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (i + 1) * ALPHABET.indexOf(text.charAt(i));
        }
        return sum % ALPHABET.length();
    }

    /** In groups, {@code 7K3M-9QXD-2R8F}. */
    public String grouped() {
        return text.substring(0, GROUP) + "-" + text.substring(GROUP, 2 * GROUP) + "-" + text.substring(2 * GROUP);
    }

    /** What is kept of it: who reads the database cannot ask with it. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
