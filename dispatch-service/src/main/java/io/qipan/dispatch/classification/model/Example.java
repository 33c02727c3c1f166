package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.duplicate.model.Words;

/** What was told, and what a person has made of it. */
public record Example(Words words, String label) {}
