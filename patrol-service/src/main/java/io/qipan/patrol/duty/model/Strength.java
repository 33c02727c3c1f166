package io.qipan.patrol.duty.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * How many units of some sort have to be on duty somewhere.
 *
 * @param post where, and of which sort
 */
public record Strength(Post post, int units) {

    /** @param place {@code stations/...} or {@code gridFeatures/zone-...}; the whole city if there is none */
    public record Post(Optional<String> place, Who who) implements Comparable<Post> {
        private static final Comparator<Post> ORDER = Comparator.comparing(
                        (Post post) -> post.place().orElse(""))
                .thenComparing(post -> post.who() instanceof WithCapability)
                .thenComparing(post -> post.who().code());

        @Override
        public int compareTo(Post other) {
            return ORDER.compare(this, other);
        }
    }

    /** Of which sort. */
    public sealed interface Who {
        String code();
    }

    public record OfKind(String code) implements Who {}

    public record WithCapability(String code) implements Who {}
}
