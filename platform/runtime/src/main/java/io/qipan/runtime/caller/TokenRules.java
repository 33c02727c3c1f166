package io.qipan.runtime.caller;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens count, and where they say what. A claim inside of another is named by its path, {@code realm_access/roles}.
 *
 * @param issuer who must have issued them
 * @param audience for whom they must be
 * @param subjectClaim who the caller is
 * @param rolesClaim a list of names, or one text with spaces between them
 * @param unitClaim see {@link Caller#unit}
 * @param agencyClaim see {@link Caller#agency}
 * @param roles what the issuer calls our roles; names that are not in here mean nothing
 */
public record TokenRules(
        String issuer,
        String audience,
        String subjectClaim,
        String rolesClaim,
        String unitClaim,
        String agencyClaim,
        Map<String, Role> roles) {

    /** Of tokens that are issued in our own words. */
    public static TokenRules of(String issuer) {
        return new TokenRules(issuer, "qipan", "sub", "groups", "unit", "agency", roles(""));
    }

    /**
     * What an issuer calls our roles.
     *
     * @param names {@code DISPATCHER=wuhai-dispatch,COMMANDER=wuhai-command}; roles that are not named have their own name
     */
    public static Map<String, Role> roles(String names) {
        Map<Role, String> theirs = Arrays.stream(Role.values()).collect(Collectors.toMap(role -> role, Role::name));
        Arrays.stream(names.split(",", -1)).filter(pair -> !pair.isBlank()).forEach(pair -> {
            String[] parts = pair.strip().split("=", -1);
            Optional<Role> role = Arrays.stream(Role.values())
                    .filter(one -> one.name().equals(parts[0].strip()))
                    .findFirst();
            if (parts.length != 2 || role.isEmpty() || parts[1].isBlank()) {
                throw new IllegalStateException("qipan.auth.roles: '" + pair + "' is not ROLE=name. The roles are "
                        + Arrays.toString(Role.values()) + ".");
            }
            theirs.put(role.get(), parts[1].strip());
        });
        if (Set.copyOf(theirs.values()).size() < theirs.size()) {
            throw new IllegalStateException("qipan.auth.roles: two roles have the same name in " + theirs);
        }
        return theirs.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    Optional<String> subject(Map<String, Object> claims) {
        return text(claims, subjectClaim);
    }

    Optional<String> unit(Map<String, Object> claims) {
        return text(claims, unitClaim);
    }

    Optional<String> agency(Map<String, Object> claims) {
        return text(claims, agencyClaim);
    }

    Set<Role> roles(Map<String, Object> claims) {
        Object given = find(claims, rolesClaim);
        Stream<?> names = switch (given) {
            case Collection<?> list -> list.stream();
            case String words -> Arrays.stream(words.split(" ", -1));
            case null, default -> Stream.empty();
        };
        return names.map(String::valueOf)
                .filter(roles::containsKey)
                .map(roles::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> text(Map<String, Object> claims, String path) {
        return Optional.ofNullable(find(claims, path)).map(Object::toString).filter(value -> !value.isBlank());
    }

    private static @Nullable Object find(Map<String, Object> claims, String path) {
        Object found = claims;
        for (String step : path.split("/", -1)) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found;
    }
}
