package io.qipan.ecology.chief.model;

/**
 * A jurisdiction as an import would make it.
 *
 * @param index its position in the document
 */
public record Draft(int index, Jurisdiction jurisdiction) {

    Finding error(Finding.Code code, String text) {
        return Finding.error(code, index, text).of(jurisdiction.name());
    }
}
