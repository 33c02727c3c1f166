/** What is measured, from when to when, and what comes out. */
@NullMarked
package io.qipan.dispatch.figure.model;

import org.jspecify.annotations.NullMarked;
