package io.qipan.runtime.journal;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a watch continues: after a revision, or, while it sends the initial state as of that revision, after a resource.
 *
 * @param source the feed that made it
 * @param resource last resource of the initial state that was sent; empty once the initial state is over
 */
record ResumeToken(String source, long revision, String resource) {

    static ResumeToken parse(String token, String expectedSource) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split(" ", -1);
            // Made up, not by us: PostgreSQL takes no NUL in a text.
            boolean printable = text.chars().noneMatch(Character::isISOControl);
            if (parts.length == 3 && parts[0].equals(expectedSource) && printable) {
                return new ResumeToken(parts[0], Long.parseLong(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException e) {
            throw invalid(token).asException();
        }
        throw invalid(token).asException();
    }

    static Refusal invalid(String token) {
        return Refusal.of(
                Reason.RESUME_TOKEN_INVALID,
                "The resume token '" + token + "' was not made by this service. Start without a token.");
    }

    boolean inInitialState() {
        return !resource.isEmpty();
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((source + " " + revision + " " + resource).getBytes(StandardCharsets.UTF_8));
    }
}
