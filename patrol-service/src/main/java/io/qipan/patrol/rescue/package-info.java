/** Records of rescues, persuasions, help and drills on and by the water, and what they add up to. */
@NullMarked
package io.qipan.patrol.rescue;

import org.jspecify.annotations.NullMarked;
