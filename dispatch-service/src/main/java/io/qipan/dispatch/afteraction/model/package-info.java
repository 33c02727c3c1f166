/** The rules of after-action review. Pure. */
@NullMarked
package io.qipan.dispatch.afteraction.model;

import org.jspecify.annotations.NullMarked;
