/** What is told of visits that are overdue, pure. */
@NullMarked
package io.qipan.dispatch.visit.model;

import org.jspecify.annotations.NullMarked;
