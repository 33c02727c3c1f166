package io.qipan.dispatch.gazetteer.model;

/** How letters sound. */
@FunctionalInterface
public interface Readings {

    Sound of(int codePoint);
}
