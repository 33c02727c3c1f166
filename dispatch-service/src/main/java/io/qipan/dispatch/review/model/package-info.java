/** The rules of proposals and of reviews of endings. Pure. */
@NullMarked
package io.qipan.dispatch.review.model;

import org.jspecify.annotations.NullMarked;
