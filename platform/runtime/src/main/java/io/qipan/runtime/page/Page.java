package io.qipan.runtime.page;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list that is read by key: everything after the last key of the page before. A token is bound to the filter
 * it was made for.
 *
 * @param after the key to continue after; empty on the first page
 */
public record Page(int size, Optional<String> after, String filter) {
    private static final int MOST = 1_000;

    /**
     * @param requested what the caller asks for; 0 means {@code usual}, more than 1,000 is taken as 1,000
     * @param filter everything that decides which rows are listed, as text
     */
    public static Page of(int requested, int usual, String token, String filter) {
        int size = requested == 0 ? usual : Math.min(requested, MOST);
        return new Page(size, token.isEmpty() ? Optional.empty() : Optional.of(key(token, filter)), filter);
    }

    private static String key(String token, String filter) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String mark = fingerprint(filter) + " ";
            // Made up, not by us: PostgreSQL takes no NUL in a text.
            boolean printable = text.chars().noneMatch(Character::isISOControl);
            if (text.startsWith(mark) && printable) {
                return text.substring(mark.length());
            }
        } catch (IllegalArgumentException e) {
            throw invalid(token).asException();
        }
        throw invalid(token).asException();
    }

    /** The key to continue after, read by a parser that throws for what is no key, whatever it throws. */
    public <K> Optional<K> after(Function<String, K> parser) {
        try {
            return after.map(parser);
        } catch (RuntimeException e) {
            throw invalid(after.orElse("")).asException();
        }
    }

    private static Refusal invalid(String token) {
        return Refusal.of(
                Reason.PAGE_TOKEN_INVALID,
                "The page token '" + token + "' does not belong to this list and filter. Start again without a token.");
    }

    private static String fingerprint(String filter) {
        return Integer.toHexString(filter.hashCode());
    }

    /** The rows of this page, of rows that were read with a limit of {@code size + 1}. */
    public <T> List<T> cut(List<T> rows) {
        return rows.size() > size ? rows.subList(0, size) : rows;
    }

    /** The token of the next page; empty if these rows, read with a limit of {@code size + 1}, are the last. */
    public <T> String next(List<T> rows, Function<T, String> key) {
        if (rows.size() <= size) {
            return "";
        }
        return tokenAfter(key.apply(rows.get(size - 1)));
    }

    /** The token of a next page that goes on after this key, for lists that stop at something else than a number of rows. */
    public String tokenAfter(String key) {
        String text = fingerprint(filter) + " " + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
