/** What is counted, for which time. Pure. */
@NullMarked
package io.qipan.ecology.statistics.model;

import org.jspecify.annotations.NullMarked;
