/** The city's grid, revision by revision: imported as layers, and asked what a point lies in. */
@NullMarked
package io.qipan.patrol.grid;

import org.jspecify.annotations.NullMarked;
