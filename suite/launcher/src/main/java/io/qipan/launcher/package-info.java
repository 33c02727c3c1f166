/** One board on one machine: starts PostgreSQL and the three services, watches them, stops them, and calls them. */
@NullMarked
package io.qipan.launcher;

import org.jspecify.annotations.NullMarked;
