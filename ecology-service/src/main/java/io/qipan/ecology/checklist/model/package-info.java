/** Templates of monthly lists, the items made from them, and where each stands. Pure. */
@NullMarked
package io.qipan.ecology.checklist.model;

import org.jspecify.annotations.NullMarked;
