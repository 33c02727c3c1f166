package io.qipan.runtime.limit;

/**
 * The part of a replica that somebody may take.
 *
 * @param holder who: a subject, {@code agencies/{code}}, or an address
 */
public record Share(Of of, String holder, Quota quota) {

    /** Whose it is. The names are those of the settings. */
    public enum Of {
        CALLER("caller"),
        AGENCY("agency"),
        NETWORK("network"),
        /** Who asks for gRPC's own health and reflection, known by its network only. */
        PROBE("probe");

        private final String word;

        Of(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Tells it from all others. */
    String key() {
        return of.word() + " " + holder;
    }
}
