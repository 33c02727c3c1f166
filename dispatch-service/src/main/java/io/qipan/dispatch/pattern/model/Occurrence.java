package io.qipan.dispatch.pattern.model;

/**
 * One incident as the scan sees it.
 *
 * @param day from 0, the first day of the period
 */
public record Occurrence(int column, int row, int day) {}
