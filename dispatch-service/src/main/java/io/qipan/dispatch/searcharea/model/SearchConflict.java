package io.qipan.dispatch.searcharea.model;

/**
 * That no place agrees with all facts.
 *
 * @param leaveOut the number of the fact without which the others agree best
 * @param times how many times as likely what was told is without it
 */
public record SearchConflict(int leaveOut, double times) {}
