@NullMarked
package io.qipan.ecology.clue.model;

import org.jspecify.annotations.NullMarked;
