/** The rules of matters that others hand to us. Pure. */
@NullMarked
package io.qipan.dispatch.referral.model;

import org.jspecify.annotations.NullMarked;
