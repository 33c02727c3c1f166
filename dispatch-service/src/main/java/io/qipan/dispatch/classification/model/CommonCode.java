package io.qipan.dispatch.classification.model;

/** A code of another scheme. */
public record CommonCode(String scheme, String code) {

    @Override
    public String toString() {
        return scheme + ":" + code;
    }
}
