package io.qipan.launcher.audit;

/**
 * What a service's history was when it was verified last. A history that was rewritten as a whole, with hashes that fit each
 * other, does not fit this.
 *
 * @param revision the newest then; 0 if none was verified yet
 * @param hash of that record
 */
public record Seen(long revision, String hash) {
    static final Seen NOTHING = new Seen(0, "");
}
