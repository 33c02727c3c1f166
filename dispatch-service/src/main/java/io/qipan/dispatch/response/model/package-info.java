/** The rules of response plans, pure. */
@NullMarked
package io.qipan.dispatch.response.model;

import org.jspecify.annotations.NullMarked;
