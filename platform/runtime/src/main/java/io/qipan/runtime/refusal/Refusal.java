package io.qipan.runtime.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A decision that says no.
 *
 * @param message what was wrong, with the value, and what to do; English, for people
 * @param metadata the dynamic parts of the message under the keys that the contract promises
 * @param violations fields that break a rule of the contract, only with {@link Reason#INVALID_FIELD}
 * @param retryAfter when it is worth trying again
 */
public record Refusal(
        Reason reason,
        String message,
        Map<String, String> metadata,
        List<Violation> violations,
        Optional<Duration> retryAfter) {

    /** One field that breaks a rule, by its path in the message. */
    public record Violation(String field, String description) {}

    public Refusal {
        metadata = Map.copyOf(metadata);
        violations = List.copyOf(violations);
    }

    public static Refusal of(Reason reason, String message) {
        return new Refusal(reason, message, Map.of(), List.of(), Optional.empty());
    }

    public static Refusal notFound(String resource) {
        return of(Reason.NOT_FOUND, "There is no " + resource + ".").with("resource", resource);
    }

    public static Refusal staleEtag(String resource, String given, String current) {
        return of(
                        Reason.STALE_ETAG,
                        resource + " has changed: you sent etag " + given + ", it is " + current
                                + " now. Read it again and decide again.")
                .with("resource", resource)
                .with("etag", current);
    }

    public static Refusal illegalTransition(String resource, String state, String action) {
        return of(Reason.ILLEGAL_TRANSITION, resource + " is " + state + ": it cannot " + action + ".")
                .with("resource", resource)
                .with("state", state)
                .with("action", action);
    }

    public Refusal with(String key, String value) {
        Map<String, String> more = new TreeMap<>(metadata);
        more.put(key, value);
        return new Refusal(reason, message, more, violations, retryAfter);
    }

    public Refusal withViolations(List<Violation> all) {
        return new Refusal(reason, message, metadata, all, retryAfter);
    }

    public Refusal retryAfter(Duration wait) {
        return new Refusal(reason, message, metadata, violations, Optional.of(wait));
    }

    public RefusedException asException() {
        return new RefusedException(this);
    }
}
