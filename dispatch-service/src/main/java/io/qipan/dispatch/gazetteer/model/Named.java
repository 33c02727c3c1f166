package io.qipan.dispatch.gazetteer.model;

/** A place whose name is like what was said. */
record Named(Known known, double score, String explanation) {}
