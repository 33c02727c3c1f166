/** Rules of law as dated, placed values. Pure: no clock, no storage, no transport. */
@NullMarked
package io.qipan.ecology.rule.model;

import org.jspecify.annotations.NullMarked;
