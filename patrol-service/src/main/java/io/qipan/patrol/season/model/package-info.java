/** The rules of the season, pure. */
@NullMarked
package io.qipan.patrol.season.model;

import org.jspecify.annotations.NullMarked;
