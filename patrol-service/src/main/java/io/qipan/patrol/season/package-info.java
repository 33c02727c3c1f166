/** What may move where at which time of the year: a calendar of dated rules, and what duty officers declare against it. */
@NullMarked
package io.qipan.patrol.season;

import org.jspecify.annotations.NullMarked;
