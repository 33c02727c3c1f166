/** Tests of the pages of lists. */
@NullMarked
package io.qipan.runtime.page;

import org.jspecify.annotations.NullMarked;
