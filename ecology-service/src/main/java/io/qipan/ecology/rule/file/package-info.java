/** Reads the reviewed rule files strictly: all of them, or none with every fault named. */
@NullMarked
package io.qipan.ecology.rule.file;

import org.jspecify.annotations.NullMarked;
