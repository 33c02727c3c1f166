/** What a track proves, and what visiting rules ask for. Pure: geometry, times and counting. */
@NullMarked
package io.qipan.patrol.coverage.model;

import org.jspecify.annotations.NullMarked;
