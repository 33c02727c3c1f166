/** The rules of taking and freeing, pure. */
@NullMarked
package io.qipan.patrol.commitment.model;

import org.jspecify.annotations.NullMarked;
