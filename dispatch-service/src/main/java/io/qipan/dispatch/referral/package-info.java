/** Taking the matters that other organisations hand to us, so that none is lost between two. */
@NullMarked
package io.qipan.dispatch.referral;

import org.jspecify.annotations.NullMarked;
