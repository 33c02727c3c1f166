/** How units are chosen and shortfalls named. Pure. */
@NullMarked
package io.qipan.dispatch.recommend.model;

import org.jspecify.annotations.NullMarked;
