package io.qipan.dispatch.response.model;

import io.qipan.dispatch.incident.model.Priority;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What plans are chosen by.
 *
 * @param at by the clock of Asia/Shanghai
 * @param zone where it is; empty if that is in none, or nobody can say now
 * @param dutyLevel in force; empty if there is none, or nobody can say now
 */
public record Situation(
        String incidentType, Priority priority, LocalTime at, Optional<String> zone, Optional<String> dutyLevel) {}
