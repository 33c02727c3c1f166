package io.qipan.dispatch.classification.model;

/** What was answered to a question, by its id and the code of an option. */
public record GuidedAnswer(String question, String answer) {

    @Override
    public String toString() {
        return question + "=" + answer;
    }
}
