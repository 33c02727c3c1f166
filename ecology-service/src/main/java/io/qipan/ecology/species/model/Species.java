package io.qipan.ecology.species.model;

/**
 * An animal of the list, or a whole group of them.
 *
 * @param aquatic under the fishery authority, not the forestry one
 * @param wholeGroup stands for all species of a genus, family or order
 * @param groupComplete all species of its order or of its family are in the list
 * @param wildOnly only wild populations are protected
 * @param formerName in earlier lists; empty if it had none
 * @param remark of the list, as it stands there
 */
public record Species(
        String chinese,
        String latin,
        String phylum,
        String className,
        String order,
        String family,
        Protection protection,
        boolean aquatic,
        boolean wholeGroup,
        boolean groupComplete,
        boolean wildOnly,
        String formerName,
        String remark) {

    /** Whether only some populations are protected, wild ones or others that the remark tells. */
    public boolean populationsOnly() {
        return remark.contains("仅限");
    }

    /** The class of protection; documented in {@code qipan.ecology.v1.ProtectedSpecies.ProtectionClass}. */
    public enum Protection {
        FIRST,
        SECOND
    }
}
